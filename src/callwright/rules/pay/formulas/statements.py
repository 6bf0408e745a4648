"""The whole statement: a pure function of facts, plan and the rules of the month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import parameter
from callwright.rules.pay.facts import Line, PersonMonth
from callwright.rules.pay.formulas.base_pay import base_pay_line
from callwright.rules.pay.formulas.bonuses import manager_bonus_line, performance_bonus_line
from callwright.rules.pay.formulas.commission import commission_line, correction_lines
from callwright.rules.pay.formulas.prizes import prize_corrections, prize_lines
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.formulas.settling import adjustment_lines, draw_lines, floor_lines
from callwright.rules.pay.plan import PayPlan

GATE = "gate."
NOT_EARNED = (GATE, "draw.", "carry.", "floor.")
"""Beginnings of the codes of lines that settle what was earned and are no earning themselves."""


def statement_lines(facts: PersonMonth, plan: PayPlan) -> tuple[Line, ...]:
    """All lines of a person's month.

    In this order: base pay, commission, bonuses and prizes; what the gate took; the draw; corrections of closed
    months; adjustments; what the minimum wage adds or puts off. Amounts are rounded line by line, so the total is
    exactly the sum of the lines.
    """
    earned = [line for line in _earned(facts, plan) if line is not None]
    taken = [_taken(line, facts) for line in earned if _gate_takes(line, facts, plan)]
    draw = list(draw_lines(facts, plan, total(_variable([*earned, *taken]))))
    past = sorted(facts.past, key=lambda each: each.month)
    corrections = [line for each in past for line in correction_lines(each, on=facts.month.start)]
    corrections += [line for each in past for line in prize_corrections(each, plan.currency)]
    corrections += adjustment_lines(facts, plan)
    own = [*earned, *taken, *draw]
    settled = floor_lines(facts, plan, own=total(own), corrected=total(corrections))
    return (*own, *corrections, *settled)


def _variable(lines: Sequence[Line]) -> list[Line]:
    """What a draw is held against: commission and bonuses after the gate, neither base pay nor prizes."""
    apart = ("base_pay", "prize.", "gate.prize.")
    return [line for line in lines if not line.code.startswith(apart)]


def total(lines: Iterable[Line]) -> Decimal:
    """What is paid out: the sum of all lines."""
    return sum((line.amount for line in lines), Decimal(0))


def earned_total(lines: Iterable[Line]) -> Decimal:
    """What was earned before the gate: all lines but those of gate, draw and minimum wage."""
    return sum((line.amount for line in lines if not line.code.startswith(NOT_EARNED)), Decimal(0))


def rule_versions(plan: PayPlan, facts: PersonMonth) -> Sequence[str]:
    """The plan and the dated parameters a statement was worked out with."""
    names = ("pay.rounding", "pay.proration_basis")
    return (plan.version, *(parameter(name, on=facts.month.start).version for name in names))


def _earned(facts: PersonMonth, plan: PayPlan) -> Iterator[Line | None]:
    yield base_pay_line(facts, plan)
    yield commission_line(facts, plan)
    yield performance_bonus_line(facts, plan)
    yield manager_bonus_line(facts, plan)
    yield from prize_lines(facts, plan)


def _gate_takes(line: Line, facts: PersonMonth, plan: PayPlan) -> bool:
    """A gate is shut and the line is a gain it applies to; what a person owes is never given back by it."""
    return line.amount > 0 and facts.shut_share > 0 and _is_gated(line, plan)


def _is_gated(line: Line, plan: PayPlan) -> bool:
    """Whether the plan lets the gate take this line; prizes carry their own mark."""
    prizes = {f"prize.{prize.code}" for prize in plan.prizes if prize.gated}
    return line.code in plan.gate.applies_to or line.code in prizes


def _taken(line: Line, facts: PersonMonth) -> Line:
    """The negative line that says what was earned and that the gate took it (product §9.6).

    Of who moved between departments during the month, a shut gate takes the part of the days spent there.
    """
    title = Text("部门未达标：{name}不予发放", "department below the gate: {name_en} is not paid")
    title = Text(title.zh.format(name=line.title.zh), title.en.format(name_en=line.title.en))
    share, currency = facts.shut_share, line.reason.unit
    amount = -rounded(line.amount * share.numerator / share.denominator, on=facts.month.start)
    earned = Explained(Text("已挣得", "earned"), line.amount, currency, f"line:{line.code}")
    reason = Explained(title, amount, currency, "product §9.6", (earned, *_gates(facts)))
    return Line(f"{GATE}{line.code}", title, amount, reason, line.sources)


def _gates(facts: PersonMonth) -> Iterator[Explained]:
    """The gate that was shut, or the days in each department with its gate."""
    if not facts.gate_parts and facts.gate:
        yield facts.gate.reason
    for part in facts.gate_parts:
        label = Text(f"在“{part.department}”的天数", f"days in {part.department}")
        yield Explained(label, Decimal(part.days), "days", None, (part.gate.reason,) if part.gate else ())
