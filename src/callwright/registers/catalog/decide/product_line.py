"""Reads one row of a product sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from callwright.kernel.text import Text

COLUMNS: dict[str, list[str]] = {
    "name": ["产品", "产品名称", "名称", "product", "name"],
    "code": ["编码", "产品编码", "代码", "sku", "code"],
    "price": ["单价", "价格", "售价", "price"],
    "cost": ["成本", "成本价", "cost"],
    "stock": ["库存", "stock"],
    "main_push": ["主推", "是否主推", "main_push", "main push"],
}
REQUIRED = ("name", "code", "price")
_YES = {"是", "y", "yes", "true", "1", "主推", "√", "✓"}
_NO = {"", "否", "n", "no", "false", "0", "×"}


@dataclass(frozen=True)
class ProductLine:
    """One readable product row."""

    line: int
    code: str
    name: str
    price: Decimal
    cost: Decimal | None
    stock: int | None
    main_push: bool


class Unreadable(Exception):
    """A row that cannot be taken: stable code and sentence."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


def read_product_line(line: int, cells: Mapping[str, str]) -> ProductLine:
    """Turn the cells of one row (by field name) into a product; raises Unreadable with the reason."""
    for field in REQUIRED:
        if not cells.get(field, "").strip():
            raise Unreadable(
                f"catalog.{field}_missing",
                Text(zh=f"缺少{COLUMNS[field][0]}。", en=f"{field} is missing."),
            )
    stock = _amount(cells.get("stock", ""), "stock")
    price = _amount(cells["price"], "price")
    assert price is not None
    return ProductLine(
        line=line,
        code=cells["code"].strip(),
        name=cells["name"].strip(),
        price=price,
        cost=_amount(cells.get("cost", ""), "cost"),
        stock=None if stock is None else int(stock),
        main_push=_flag(cells.get("main_push", "")),
    )


def _amount(cell: str, field: str) -> Decimal | None:
    """A number without currency sign and thousands separators; None when empty; never negative."""
    text = unicodedata.normalize("NFKC", cell).strip().lstrip("¥￥$").rstrip("元").replace(",", "").strip()
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        sentence = Text(
            zh=f"{COLUMNS[field][0]}应是不小于 0 的数字：“{{cell}}”。",
            en=f"{field}: “{{cell}}” is no amount.",
        )
        raise Unreadable(f"catalog.{field}_unreadable", sentence.format(cell=cell))
    return amount


def _flag(cell: str) -> bool:
    word = unicodedata.normalize("NFKC", cell).strip().casefold()
    if word not in _YES | _NO:
        raise Unreadable(
            "catalog.main_push_unreadable",
            Text(zh="主推应填“是”或“否”：“{cell}”。", en="Main push is yes or no: “{cell}”.").format(
                cell=cell
            ),
        )
    return word in _YES
