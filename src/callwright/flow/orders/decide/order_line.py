"""Reads one row of an order file."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import phonenumbers

from callwright.flow.orders.contracts import Step
from callwright.kernel.text import Text

COLUMNS: dict[str, list[str]] = {
    "order_number": ["订单号", "订单编号", "order number", "order no"],
    "agent": ["工号", "坐席", "坐席工号", "销售", "agent", "employee_number"],
    "closer": ["协作人", "成交人", "closer"],
    "agent_share": ["坐席分成", "分成比例", "agent share"],
    "company": ["客户", "客户名称", "公司", "customer", "company"],
    "number": ["号码", "电话", "手机", "number", "phone"],
    "product": ["产品", "产品名称", "产品编码", "product"],
    "quantity": ["数量", "quantity", "qty"],
    "amount": ["金额", "订单金额", "销售额", "amount"],
    "margin": ["毛利", "margin"],
    "ordered_at": ["下单时间", "订单时间", "ordered_at"],
    "verified": ["核验时间", "verified_at"],
    "warehouse": ["仓库时间", "warehouse_at"],
    "accounting": ["会计时间", "accounting_at"],
    "shipping": ["发货时间", "物流时间", "shipped_at"],
    "after_sales": ["售后时间", "after_sales_at"],
    "blocked_by": ["阻塞部门", "blocked_by"],
    "block_reason": ["阻塞原因", "block_reason"],
    "blocked_since": ["阻塞开始", "blocked_since"],
    "returned_at": ["退货时间", "returned_at"],
    "cancelled_at": ["取消时间", "cancelled_at"],
    "refund_amount": ["退款金额", "refund_amount"],
}
PLACES = Decimal("0.0001")
"""What the database keeps of an amount."""

REQUIRED = ("order_number", "agent", "amount", "ordered_at")


@dataclass(frozen=True)
class OrderLine:
    """One readable order row. Times UTC, amounts in the company's currency, `agent_share` a fraction of 1."""

    line: int
    order_number: str
    agent: str
    closer: str | None
    agent_share: Decimal | None
    company: str
    number: str | None
    product: str
    quantity: Decimal
    amount: Decimal
    margin: Decimal | None
    ordered_at: dt.datetime
    steps: dict[Step, dt.datetime]
    blocked_by: str | None
    block_reason: str | None
    blocked_since: dt.datetime | None
    returned_at: dt.datetime | None
    cancelled_at: dt.datetime | None
    refund_amount: Decimal | None


class Unreadable(Exception):
    """A row that cannot be taken: stable code and sentence."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


def read_order_line(
    line: int, cells: Mapping[str, str], parse_moment: Callable[[str], dt.datetime]
) -> OrderLine:
    """Turn the cells of one row (by field name) into an order; raises Unreadable with the reason.

    `parse_moment` reads the company's local time into UTC and raises ValueError.
    """
    for field in REQUIRED:
        if not cells.get(field, "").strip():
            text = Text(zh=f"缺少{COLUMNS[field][0]}。", en=f"{field} is missing.")
            raise Unreadable(f"orders.{field}_missing", text)
    moments = {
        field: _moment(cells.get(field, ""), field, parse_moment)
        for field in ("ordered_at", "blocked_since", "returned_at", "cancelled_at", *Step)
    }
    ordered_at = moments["ordered_at"]
    assert ordered_at is not None
    _refuse_before_order(moments, ordered_at)
    blocked_by = cells.get("blocked_by", "").strip() or None
    amount = _amount(cells["amount"], "amount")
    assert amount is not None
    return OrderLine(
        line=line,
        order_number=_tidy(cells["order_number"]),
        agent=cells["agent"].strip(),
        closer=cells.get("closer", "").strip() or None,
        agent_share=_share(cells.get("agent_share", "")),
        company=cells.get("company", "").strip(),
        number=e164_or_none(cells.get("number", "")),
        product=cells.get("product", "").strip(),
        quantity=_amount(cells.get("quantity", ""), "quantity") or Decimal(1),
        amount=amount,
        margin=_amount(cells.get("margin", ""), "margin", signed=True),
        ordered_at=ordered_at,
        steps={step: moment for step in Step if (moment := moments[step]) is not None},
        blocked_by=blocked_by,
        block_reason=cells.get("block_reason", "").strip() or None,
        blocked_since=(moments["blocked_since"] or _last(moments, ordered_at)) if blocked_by else None,
        returned_at=moments["returned_at"],
        cancelled_at=moments["cancelled_at"],
        refund_amount=_amount(cells.get("refund_amount", ""), "refund_amount"),
    )


def _refuse_before_order(moments: Mapping[str, dt.datetime | None], ordered_at: dt.datetime) -> None:
    for field, moment in moments.items():
        if moment is not None and moment < ordered_at:
            text = Text(zh=f"{COLUMNS[field][0]}早于下单时间。", en=f"{field} lies before the order.")
            raise Unreadable("orders.before_order", text)


def _last(moments: Mapping[str, dt.datetime | None], ordered_at: dt.datetime) -> dt.datetime:
    """A block without a start began when the last step was done."""
    return max([moment for step in Step if (moment := moments[step]) is not None] or [ordered_at])


def _moment(cell: str, field: str, parse: Callable[[str], dt.datetime]) -> dt.datetime | None:
    if not cell.strip():
        return None
    try:
        return parse(cell)
    except ValueError:
        text = Text(zh="看不懂的时间“{cell}”（{column}）。", en="Unreadable time “{cell}” ({field}).")
        raise Unreadable(
            "orders.time_unreadable", text.format(cell=cell, column=COLUMNS[field][0], field=field)
        ) from None


def _amount(cell: str, field: str, *, signed: bool = False) -> Decimal | None:
    cleaned = unicodedata.normalize("NFKC", cell).strip().lstrip("¥￥$").rstrip("元").replace(",", "").strip()
    if not cleaned:
        return None
    try:
        amount = Decimal(cleaned)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or (amount < 0 and not signed):
        text = Text(zh="{column}不是有效数字：“{cell}”。", en="{field}: “{cell}” is no valid amount.")
        raise Unreadable(
            "orders.amount_unreadable", text.format(cell=cell, column=COLUMNS[field][0], field=field)
        )
    return amount.quantize(PLACES)


def _share(cell: str) -> Decimal | None:
    """`0.6` and `60%` are the same share."""
    percent = cell.strip().endswith(("%", "％"))
    share = _amount(cell.strip().rstrip("%％"), "agent_share")
    if share is None:
        return None
    share = share / 100 if percent else share
    if share > 1:
        text = Text(zh="坐席分成应在 0 到 1 之间：“{cell}”。", en="agent share must lie in 0…1: “{cell}”.")
        raise Unreadable("orders.share_unreadable", text.format(cell=cell))
    return share


def _tidy(cell: str) -> str:
    text = unicodedata.normalize("NFKC", cell).strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def e164_or_none(cell: str) -> str | None:
    """The number in E.164 (China without a country code); None when it is no possible number."""
    if not cell.strip():
        return None
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", cell), "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
