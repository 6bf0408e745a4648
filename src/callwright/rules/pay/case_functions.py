"""What the sentences in `cases/` call: plain values in, the lines of a statement out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.cases import CaseFunction, decimal_or_none
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.facts import (
    Adjustment,
    GatePart,
    GateResult,
    Owed,
    PastMonth,
    PastPrize,
    PersonMonth,
    RevenueItem,
)
from callwright.rules.pay.formulas.cliffs import cliffs
from callwright.rules.pay.formulas.prizes import allocate
from callwright.rules.pay.formulas.statements import earned_total, statement_lines, total
from callwright.rules.pay.formulas.warnings import warnings
from callwright.rules.pay.plan import PayPlan, Prize
from callwright.rules.pay.plan_files import example_plan, read_plan, template_text

Given = Mapping[str, Any]


def _plan(given: Given) -> PayPlan:
    """The example plan with the case's own parts in place of its own."""
    return read_plan({**example_plan().document(), **given.get("plan", {})})


def _items(raw: Iterable[Any], on: date, share: Decimal = Decimal(1)) -> tuple[RevenueItem, ...]:
    return tuple(
        RevenueItem(
            f"f{number}",
            f"O{number}",
            "sale" if amount >= 0 else "return",
            Decimal(amount),
            on.replace(day=number + 1),
            share,
        )
        for number, amount in enumerate(raw)
    )


def person_month(given: Given, on: date, plan: PayPlan) -> PersonMonth:
    """The facts of a case."""
    factor, shut = given.get("company_factor"), given.get("gate") == "shut"
    prizes = {prize.code: prize for prize in plan.prizes}
    awards = [allocate(prizes[code], {"me": value}) for code, value in given.get("prizes", {}).items()]
    late, owed = given.get("late"), given.get("owed", {})
    corrections = [
        Adjustment(f"a{place}", Text("更正", "correction"), amount, "because", "finance")
        for place, amount in enumerate(given.get("adjustments", []))
    ]
    past = late and PastMonth(
        Month.of(on).previous(),
        late["credited"],
        plan,
        late.get("commission_paid", True),
        _items(late["amounts"], on),
        Fraction(late.get("paid_share", "1")),
        tuple(
            PastPrize(prizes[code], won, paid, decimal_or_none(reached))
            for code, won, paid, reached in late.get("prizes", ())
        ),
    )
    return PersonMonth(
        month=Month.of(on),
        kind=given.get("kind", "rep"),
        grade=given.get("grade", "junior"),
        hired_on=given.get("hired_on", date(2020, 1, 1)),
        left_on=given.get("left_on"),
        revenue=_items(given.get("revenue", []), on, given.get("share", Decimal(1))),
        score=decimal_or_none(given.get("score")),
        quarter_score=decimal_or_none(given.get("quarter_score")),
        company_factor=None if factor is None else Explained(Text("系数", "factor"), factor, "factor"),
        gate=_gate_result(shut=shut),
        gate_parts=tuple(
            GatePart(name, int(days), _gate_result(shut=state == "shut"))
            for name, days, state in given.get("gates", ())
        ),
        awards=tuple(award["me"] for award in awards if award),
        past=(past,) if past else (),
        unpaid_days=int(given.get("unpaid_days", 0)),
        adjustments=tuple(corrections),
        owed=Owed(owed.get("draw", Decimal(0)), owed.get("carried", Decimal(0))),
    )


def _gate_result(*, shut: bool) -> GateResult:
    return GateResult(not shut, Explained(Text("部门门槛", "department gate"), not shut, "yes/no"))


def _statement(given: Given, on: date) -> Given:
    """Amount per line code (summed when a code comes twice), `total` and `earned`."""
    plan = _plan(given)
    lines = statement_lines(person_month(given, on, plan), plan)
    amounts: dict[str, Decimal] = {}
    for line in lines:
        amounts[line.code] = amounts.get(line.code, Decimal(0)) + line.amount
    return {**amounts, "total": total(lines), "earned": earned_total(lines)}


def _prize_budget(given: Given, _: date) -> Given:
    """How many reached the trigger and how many were granted."""
    prize = Prize.model_validate(given["prize"])
    awards = allocate(prize, {str(place): value for place, value in enumerate(given["values"])})
    return {
        "reached": Decimal(len(awards)),
        "granted": Decimal(sum(each.granted for each in awards.values())),
    }


def _plan_form(given: Given, _: date) -> Given:
    return {"code": _plan(given).code}


def _template(given: Given, _: date) -> Given:
    """The shipped template with some marks replaced: what is still open is refused."""
    return {"code": read_plan({**yaml.safe_load(template_text()), **given.get("plan", {})}).code}


def _warnings(given: Given, _: date) -> Given:
    """How many warnings a plan brings, and the first one in English."""
    found = warnings(_plan(given))
    return {"count": Decimal(len(found)), "first": found[0].en.partition(":")[0] if found else None}


def _cliffs(given: Given, _: date) -> Given:
    """The cliffs of a plan: how many of each part, and the highest jump of a part."""
    found: dict[str, Decimal] = {}
    for cliff in cliffs(_plan(given)):
        found[cliff.part] = max(found.get(cliff.part, Decimal(0)), cliff.jump)
    return {"count": Decimal(len(cliffs(_plan(given)))), **found}


FUNCTIONS: Mapping[str, CaseFunction] = {
    "statement": _statement,
    "prize_budget": _prize_budget,
    "plan": _plan_form,
    "template": _template,
    "cliffs": _cliffs,
    "warnings": _warnings,
}
