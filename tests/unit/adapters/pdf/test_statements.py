"""A statement on paper: every line, both languages, the same bytes twice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pypdfium2
import pytest

from callwright.adapters.pdf.statements import StatementPapers
from callwright.flow.pay.contracts import Statement, StatementLine
from callwright.flow.pay.ports import Paper
from callwright.kernel.period import Month
from callwright.rules.pay.case_functions import person_month
from callwright.rules.pay.formulas.statements import earned_total, statement_lines, total
from callwright.rules.pay.plan_files import example_plan


def paper(language: str, name: str = "王喆") -> Paper:
    plan = example_plan()
    given = {"revenue": [Decimal(30_000)] * 20, "score": Decimal(90), "gate": "shut"}
    given |= {"prizes": {"main_push": Decimal(30_000)}, "adjustments": [Decimal("-12.5")]}
    lines = statement_lines(person_month(given, dt.date(2026, 10, 1), plan), plan)
    shown = [
        StatementLine(each.code, each.title, each.amount, each.reason.to_dict(), each.sources, place)
        for place, each in enumerate(lines)
    ]
    statement = Statement(
        id=UUID(int=1),
        person_id=UUID(int=2),
        month=Month(2026, 10),
        currency="CNY",
        state="closed",
        lines=tuple(shown),
        earned_total=earned_total(lines),
        paid_total=total(lines),
        rule_versions=(plan.version,),
        closed_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC),
        grade="junior",
    )
    return Paper(statement, name, "E001", "一部", language, "2026-11-03")


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "zh",
            ["薪酬单", "提成", "部门未达标", "实发合计", "初级", "主推产品推广奖", "其余订单见系统：8 笔"],
        ),
        (
            "en",
            [
                "Pay statement",
                "commission",
                "department below the gate",
                "paid",
                "junior",
                "and 8 more orders",
            ],
        ),
    ],
)
def test_the_paper_says_what_the_statement_says(language: str, expected: list[str]) -> None:
    said = words(StatementPapers().print_statement(paper(language)))
    for each in expected:
        assert each in said
    assert f"¥{paper(language).statement.paid_total:,.2f}" in said
    assert "王喆" in said


def test_the_same_statement_gives_the_same_bytes() -> None:
    printer = StatementPapers()
    assert printer.print_statement(paper("zh")) == printer.print_statement(paper("zh"))


def test_a_character_beyond_the_embedded_font_is_still_printed() -> None:
    assert "王䶮" in words(StatementPapers().print_statement(paper("zh", "王䶮")))
