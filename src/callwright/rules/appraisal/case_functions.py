"""What the sentences in `cases/` call: plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from callwright.kernel.period import Month
from callwright.rules.appraisal.formulas.appeals import appeal_until, may_appeal
from callwright.rules.appraisal.formulas.cascade import level
from callwright.rules.appraisal.formulas.cycles import (
    CycleState,
    PeriodLength,
    default_length,
    may_advance,
    may_send_back,
    next_state,
    span_of,
)
from callwright.rules.appraisal.formulas.gates import company_coupling, department_gate
from callwright.rules.appraisal.formulas.grades import review_grade
from callwright.rules.appraisal.formulas.key_work import KeyWork, key_work_completion
from callwright.rules.appraisal.formulas.publication import (
    Duty,
    EventKind,
    Incentive,
    PlannedEvent,
    publication_lacks,
)
from callwright.rules.appraisal.formulas.scoring import Measured, indicator_score, mean_score, weighted_score
from callwright.rules.appraisal.formulas.starting import Agreed, start_lack
from callwright.rules.appraisal.formulas.warnings import (
    MarketTarget,
    goal_warnings,
    one_size_targets,
    single_indicator,
)
from callwright.rules.appraisal.indicators import PostKind, indicator
from callwright.rules.engine.cases import CaseFunction, decimal_or_none
from callwright.rules.engine.scales import Curve, Point

Given = Mapping[str, Any]


def _measured(given: Given) -> Measured:
    weight = given.get("weight", Decimal(100))
    return Measured(given["indicator"], weight, given["target"], decimal_or_none(given["actual"]))


def _points(given: Given, on: date) -> Given:
    return {"points": indicator_score(_measured(given), on=on).score}


def _score(given: Given, on: date) -> Given:
    return {"score": weighted_score([_measured(each) for each in given["indicators"]], on=on).score}


def _mean(given: Given, _: date) -> Given:
    return {"score": mean_score(given["scores"])}


def _gate(given: Given, on: date) -> Given:
    gate = department_gate(decimal_or_none(given["revenue"]), given["target"], on=on)
    return {"pays": gate.passes, "completion": gate.completion}


def _coupling(given: Given, _: date) -> Given:
    points = given["curve"]
    curve = points and Curve(tuple(Point(at, factor) for at, factor in points), given.get("method", "linear"))
    return {"factor": company_coupling(decimal_or_none(given["revenue"]), given["target"], curve).value}


def _grade(given: Given, on: date) -> Given:
    review = review_grade(
        grade=given["grade"],
        score=decimal_or_none(given["score"]),
        revenue=decimal_or_none(given["revenue"]),
        revenue_target=given["target"],
        on=on,
    )
    return {"outcome": review.outcome.value, "to": review.to_grade, "reasons": Decimal(len(review.reasons))}


def _warnings(given: Given, on: date) -> Given:
    return {"warnings": Decimal(len(goal_warnings(PostKind(given["kind"]), given["indicators"], on=on)))}


def _single(given: Given, _: date) -> Given:
    return {"warnings": Decimal(len(single_indicator(PostKind(given["kind"]), given["indicators"])))}


def _one_size(given: Given, _: date) -> Given:
    fields = ("post", "level", "market_type", "indicator", "target")
    rows = [MarketTarget(**dict(zip(fields, each, strict=True))) for each in given["targets"]]
    return {"warnings": Decimal(len(one_size_targets(rows)))}


def _start(given: Given, on: date) -> Given:
    agreed = Agreed(
        indicators=[(weight, target) for weight, target in given["indicators"]],
        role_description=given["role_description"],
        acknowledged=given["acknowledged"],
    )
    lack = start_lack(agreed, on=on)
    return {"lack": None if lack is None else lack.value}


def _publication(given: Given, on: date) -> Given:
    """`events` are [kind, owner, due, done, [evidence]]."""
    events = [
        PlannedEvent(EventKind(kind), owner, due, done, frozenset(evidence))
        for kind, owner, due, done, evidence in given["events"]
    ]
    duties = {Duty(duty): names for duty, names in given["duties"].items()}
    incentives = frozenset(Incentive(each) for each in given["incentives"])
    return {"lacks": [lack.what for lack in publication_lacks(duties, events, incentives, on=on)]}


def _cycle(given: Given, _: date) -> Given:
    state, roles = CycleState(given["state"]), given["roles"]
    following = next_state(state)
    return {
        "next": None if following is None else following.value,
        "may": may_advance(state, roles),
        "back": may_send_back(state, roles),
    }


def _period(given: Given, on: date) -> Given:
    length = given.get("length")
    known = PeriodLength(length) if length else default_length(PostKind(given["kind"]), on=on)
    span = span_of(known, Month.of(on))
    return {"name": span.name, "months": Decimal(len(span.months)), "first": str(span.months[0])}


def _key_work(given: Given, _: date) -> Given:
    plan = [KeyWork(f"work {place}", *each) for place, each in enumerate(given["plan"])]
    return {"percent": key_work_completion(plan).value_as_number}


def _cascade(given: Given, _: date) -> Given:
    found = level(decimal_or_none(given["target"]), [decimal_or_none(each) for each in given["parts"]])
    return {"sum": found.parts, "gap": found.gap, "carried": found.carried}


def _appeal(given: Given, _: date) -> Given:
    told = given["told"]
    return {"until": appeal_until(told), "in_time": may_appeal(told, given["appealed"])}


def _supplier(given: Given, _: date) -> Given:
    supplier = indicator(given["indicator"]).supplier
    return {"area": supplier.area.value, "role": supplier.role, "per_department": supplier.per_department}


FUNCTIONS: Mapping[str, CaseFunction] = {
    "points": _points,
    "score": _score,
    "mean": _mean,
    "department_gate": _gate,
    "company_coupling": _coupling,
    "grade_review": _grade,
    "goal_warnings": _warnings,
    "single_indicator": _single,
    "one_size": _one_size,
    "start": _start,
    "publication": _publication,
    "cycle": _cycle,
    "period": _period,
    "key_work": _key_work,
    "cascade": _cascade,
    "appeal": _appeal,
    "supplier": _supplier,
}
