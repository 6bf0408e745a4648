"""A statement on A4, line by line with the reasons."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import resources
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from callwright.flow.pay.contracts import Statement
from callwright.flow.pay.ports import Paper
from callwright.kernel.text import Text

FONT, FALLBACK = "NotoSansSC", "STSong-Light"
GRADES = {
    "junior": Text("初级", "junior"),
    "intermediate": Text("中级", "intermediate"),
    "senior": Text("高级", "senior"),
}
SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
UNITS = {"points": Text("分", "points"), "days": Text("天", "days")}
DEPTH = 3
"""How many levels of reasons are printed; the screen shows all of them."""
ORDERS = 12
"""How many order lines of one reason are printed before the rest is only counted."""
_lock = threading.Lock()


class StatementPapers:
    """Prints statements as PDF; fills `flow/pay/ports.StatementPrinter`."""

    def print_statement(self, paper: Paper) -> bytes:
        """The statement as PDF; the same paper gives the same bytes."""
        with _lock:  # reportlab keeps fonts and a document's counters in module state
            _fonts()
            target = BytesIO()
            document = SimpleDocTemplate(
                target,
                pagesize=A4,
                leftMargin=18 * mm,
                rightMargin=18 * mm,
                topMargin=18 * mm,
                bottomMargin=18 * mm,
                title=f"{paper.name} {paper.statement.month}",
                author="Callwright",
                invariant=1,
            )
            document.build(list(_story(paper)), onFirstPage=_foot(paper), onLaterPages=_foot(paper))
            return target.getvalue()


def _fonts() -> None:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        file = resources.files("callwright.adapters.pdf.fonts") / "NotoSansSC-Subset.ttf"
        pdfmetrics.registerFont(TTFont(FONT, BytesIO(file.read_bytes())))
        pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))


def _marked(text: str) -> str:
    """Text as reportlab's markup; characters the embedded font lacks use the reader's own Chinese font."""
    known = pdfmetrics.getFont(FONT).face.charToGlyph
    parts, missing = [], False
    for sign in text:
        lacks = ord(sign) not in known and not sign.isspace()
        if lacks != missing:
            parts.append(f'<font name="{FALLBACK}">' if lacks else "</font>")
            missing = lacks
        parts.append(escape(sign))
    return "".join(parts) + ("</font>" if missing else "")


def _style(size: float, *, right: bool = False, indent: float = 0, grey: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}-{right}-{indent}-{grey}",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.45,
        leftIndent=indent,
        alignment=TA_RIGHT if right else 0,
        textColor=colors.HexColor("#595959" if grey else "#1f1f1f"),
        wordWrap="CJK",
    )


def _say(paper: Paper, zh: str, en: str) -> str:
    return Text(zh, en).pick(paper.language)


def _story(paper: Paper) -> Iterator[Any]:
    found = paper.statement
    title = _say(paper, "薪酬单", "Pay statement")
    yield Paragraph(_marked(f"{title} · {found.month}"), _style(17))
    yield Spacer(1, 3 * mm)
    grade = GRADES.get(found.grade, Text(found.grade, found.grade)).pick(paper.language)
    who = f"{paper.name}　{paper.employee_number}　{paper.department}　{grade}"
    yield Paragraph(_marked(who), _style(10.5))
    state = (
        _say(paper, "发放已批准", "payout approved") + f" {paper.approved_at}"
        if paper.approved_at
        else _say(paper, "发放尚未批准", "payout not approved yet")
    )
    closed = _say(paper, "关账", "closed") + f" {found.closed_at:%Y-%m-%d}"
    yield Paragraph(_marked(f"{closed} · {state}"), _style(9, grey=True))
    yield Spacer(1, 5 * mm)
    yield _table(paper, found)
    yield Spacer(1, 4 * mm)
    rules = _say(paper, "规则版本", "Rule versions") + "：" + "；".join(found.rule_versions)
    yield Paragraph(_marked(rules), _style(7.5, grey=True))
    dispute = _say(
        paper,
        "对任何一行有疑问，可在系统的薪酬页面提出；更正会作为新的一行记入下一个未关账的月份，本单不再改动。",
        "Question any line on the pay page; a correction becomes a new line of the next open month, this paper stays.",
    )
    yield Paragraph(_marked(dispute), _style(8.5, grey=True))


def _table(paper: Paper, found: Statement) -> Table:
    rows: list[Sequence[Any]] = []
    lines: list[int] = []
    for line in found.lines:
        lines.append(len(rows))
        title = f"{line.place + 1}. {line.title.pick(paper.language)}"
        rows.append(
            (
                Paragraph(_marked(title), _style(10)),
                Paragraph(_money(line.amount, found), _style(10, right=True)),
            )
        )
        for depth, text, value in _reasons(paper, line.reason["children"], 1):
            left = Paragraph(_marked(text), _style(8, indent=depth * 9, grey=True))
            rows.append((left, Paragraph(_marked(value), _style(8, right=True, grey=True))))
    total = len(rows)
    for zh, en, amount in (
        ("应得（门槛之前）", "earned (before gates)", found.earned_total),
        ("实发合计", "paid", found.paid_total),
    ):
        cells = (_say(paper, zh, en), _money(amount, found))
        rows.append((Paragraph(_marked(cells[0]), _style(11)), Paragraph(cells[1], _style(11, right=True))))
    table = Table(rows, colWidths=(124 * mm, 50 * mm))
    rules: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 0.8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8),
        ("LINEABOVE", (0, total), (-1, total), 0.8, colors.black),
    ]
    rules += [("LINEABOVE", (0, row), (-1, row), 0.3, colors.HexColor("#bfbfbf")) for row in lines]
    rules += [("TOPPADDING", (0, row), (-1, row), 3) for row in (*lines, total)]
    table.setStyle(TableStyle(rules))
    return table


def _reasons(paper: Paper, nodes: Sequence[Mapping[str, Any]], depth: int) -> Iterator[tuple[int, str, str]]:
    """Label and value of each reason, three levels deep; of many order lines only the first ones."""
    orders = [node for node in nodes if str(node["source"]).startswith("orders:")]
    hidden = orders[ORDERS:]
    for node in nodes:
        if any(node is each for each in hidden):
            continue
        yield depth, Text(**node["label"]).pick(paper.language), _value(paper, node)
        if depth < DEPTH:
            yield from _reasons(paper, node["children"], depth + 1)
    if hidden:
        more = _say(paper, "其余订单见系统：{n} 笔", "and {n} more orders, see the page").format(
            n=len(hidden)
        )
        yield depth, more, ""


def _value(paper: Paper, node: Mapping[str, Any]) -> str:
    value, unit = node["value"], node["unit"]
    if isinstance(value, bool):
        return _say(paper, "通过" if value else "未通过", "passed" if value else "not passed")
    if isinstance(value, dict):
        return Text(**value).pick(paper.language)
    if value is None or unit in {"text", "period", "choice", "rounding"}:
        return "" if value is None else str(value)
    number = Decimal(value)
    if unit == "share":
        return f"{number * 100:.2f} %"
    if len(unit) == 3 and unit.isupper():
        return f"{SIGNS.get(unit, unit + ' ')}{number:,.2f}"
    shown = f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{shown} {UNITS[unit].pick(paper.language)}" if unit in UNITS else shown


def _money(amount: Decimal, found: Statement) -> str:
    sign = SIGNS.get(found.currency, f"{found.currency} ")
    return f"{'−' if amount < 0 else ''}{sign}{abs(amount):,.2f}"


def _foot(paper: Paper) -> Any:
    def draw(canvas: Canvas, document: Any) -> None:
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(colors.HexColor("#8c8c8c"))
        canvas.drawString(18 * mm, 10 * mm, f"{paper.employee_number} {paper.statement.month}")
        canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, str(document.page))

    return draw
