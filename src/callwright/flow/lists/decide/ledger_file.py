"""Reading a file for the suppression ledger: numbers or companies that must not be called (product §2.5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from callwright.flow.lists.contracts import NewSuppression, SuppressionKind
from callwright.flow.lists.decide.suppression import company_form
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.tables import Table, TableRow

FIELDS = {
    "number": ("号码", "电话", "手机", "手机号", "联系电话", "phone", "mobile"),
    "company": ("公司", "公司名称", "企业名称", "单位", "客户"),
    "reason": ("原因", "备注", "说明", "remark"),
    "until": ("截止", "截止日期", "有效期至", "到期", "ends"),
}
BAD_NUMBER = Text("号码「{number}」无法识别。", "“{number}” is no phone number.")
NOTHING_NAMED = Text("这一行既没有号码也没有公司。", "This row names neither a number nor a company.")
NUMBER_NEEDED = Text("拒绝名单必须有号码。", "A refusal needs a number.")
BAD_DAY = Text("截止日期「{day}」无法识别或缺失。", "The end “{day}” is missing or no date.")
_SEPARATORS = re.compile(r"[,，;；/、|\n]+")
_DOMESTIC = re.compile(r"(?:1[3-9]\d{9}|0[1-9]\d{1,2}[2-9]\d{6,7}|[48]00\d{7})$")


def e164_of(text: str) -> str | None:
    """A number as written (`138 0013 8000`, `+86-…`, `010-…`) in E.164; None when it is none.

    Numbers without a country are Chinese.
    """
    signs = "".join(sign for sign in text if sign.isdigit() or sign == "+")
    if signs.startswith("+"):
        return signs if re.fullmatch(r"\+[1-9]\d{6,14}", signs) else None
    for prefix in ("0086", "86"):
        rest = signs.removeprefix(prefix)
        if rest != signs and (_DOMESTIC.match(rest) or _DOMESTIC.match("0" + rest)):
            return f"+86{rest.lstrip('0')}"
    return f"+86{signs.lstrip('0')}" if _DOMESTIC.match(signs) else None


def entries_of(
    table: Table,
    columns: Mapping[str, str],
    *,
    kind: SuppressionKind,
    final: bool,
    source: str,
    at: datetime,
    read_day: Callable[[str], datetime],
) -> Iterator[NewSuppression | Rejection]:
    """One or more ledger lines, or one rejection, per row of the file."""
    for row in table.rows:
        cells = {field: row.cells.get(column, "").strip() for field, column in columns.items()}
        yield from _row(row, cells, kind=kind, final=final, source=source, at=at, read_day=read_day)


def _row(
    row: TableRow,
    cells: Mapping[str, str],
    *,
    kind: SuppressionKind,
    final: bool,
    source: str,
    at: datetime,
    read_day: Callable[[str], datetime],
) -> Iterator[NewSuppression | Rejection]:
    try:
        until = read_day(cells["until"]) if cells.get("until") else None
    except ValueError:
        until = None
        yield _rejected(row, "lists.bad_day", BAD_DAY.format(day=cells["until"]))
        return
    if kind == "cool_down" and until is None:
        yield _rejected(row, "lists.bad_day", BAD_DAY.format(day=""))
        return
    written = [one for one in _SEPARATORS.split(cells.get("number", "")) if one.strip()]
    numbers = [e164_of(one) for one in written]
    if None in numbers:
        yield _rejected(row, "lists.bad_number", BAD_NUMBER.format(number=written[numbers.index(None)]))
        return
    company = cells.get("company", "")
    if not numbers and (final or not company_form(company)):
        text = NUMBER_NEEDED if final else NOTHING_NAMED
        yield _rejected(row, "lists.nothing_named", text)
        return
    more = {"until": until, "reason": cells.get("reason", ""), "name": company}
    for number in numbers:
        yield NewSuppression(kind, "number", str(number), source, at, **more)  # type: ignore[arg-type]  # as typed above
    if company_form(company) and not final:
        yield NewSuppression(kind, "company", company, source, at, **more)  # type: ignore[arg-type]  # as typed above


def _rejected(row: TableRow, code: str, text: Text) -> Rejection:
    return Rejection(row.line, code, text, dict(row.cells))
