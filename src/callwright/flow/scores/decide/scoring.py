"""Scores of people and results of departments in a month, or what is missing for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import DepartmentResult, IndicatorScore, Lack, PersonScore
from callwright.flow.scores.decide.measuring import MonthData
from callwright.flow.scores.decide.members import Attendance, Presence, attendance, kind_of
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.goals.contracts import GoalCycle, PersonGoals
from callwright.registers.staff.contracts import Person, Stay
from callwright.rules.appraisal.formulas.gates import department_gate
from callwright.rules.appraisal.formulas.scoring import Measured, weighted_score
from callwright.rules.appraisal.indicators import PostKind, indicator
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.rounding import exact_division, settle

NO_MOVES: Mapping[UUID, Sequence[Stay]] = {}


@dataclass(frozen=True)
class Scoring:
    """What came out: scores, department results, and what was missing for others."""

    scores: tuple[PersonScore, ...]
    departments: tuple[DepartmentResult, ...]
    lacks: tuple[Lack, ...]


def score_month(
    people: Sequence[Person],
    cycle: GoalCycle,
    data: MonthData,
    stays: Mapping[UUID, Sequence[Stay]] = NO_MOVES,
) -> Scoring:
    """Score everybody who has goals; a missing actual value leaves that person without a score, listed.

    `stays` are the departments by day of those who moved between them: what they sold on a day counts for the
    department they were in on that day, and the score stands in the one they ended the month in.
    """
    there = attendance(people, stays, cycle.month)
    scores: list[PersonScore] = []
    lacks: list[Lack] = []
    for person in people:
        goals = cycle.of(person.id)
        if goals is None or not goals.indicators:
            continue
        scored = _score(person, goals, cycle.month, data, there)
        if isinstance(scored, PersonScore):
            scores.append(scored)
        else:
            lacks += scored
    departments, missing = _departments(there.departments, cycle, data)
    return Scoring(tuple(scores), tuple(departments), (*lacks, *missing))


def _score(
    person: Person, goals: PersonGoals, month: Month, data: MonthData, there: Attendance
) -> PersonScore | list[Lack]:
    kind = kind_of(person) or PostKind.REP
    over = there.measured_over(person)
    measures, lacks = [], []
    for target in goals.indicators:
        actual = data.actual(target.indicator, person_id=person.id, over=over)
        if actual is None:
            lacks.append(_no_actual(person, target.indicator))
            continue
        measures.append(Measured(target.indicator, target.weight, target.target, actual.value, actual.source))
    if lacks:
        return lacks
    score = weighted_score(measures, on=month.start)
    revenue = next((part for part in score.parts if part.indicator == "revenue"), None)
    return PersonScore(
        person_id=person.id,
        month=month,
        kind=kind.value,
        department_id=there.last_department(person),
        score=score.score,
        revenue=data.revenue(over) if revenue is None else revenue.actual,
        revenue_target=revenue.target if revenue else None,
        indicators=tuple(
            IndicatorScore(
                part.indicator, part.weight, part.target, part.actual, part.score, part.explanation.to_dict()
            )
            for part in score.parts
        ),
        explanation=score.explanation.to_dict(),
    )


def _no_actual(person: Person, name: str) -> Lack:
    title = indicator(name).title
    return Lack.of(person, f"no_actual:{name}", Text(f"：{title.zh}", f": {title.en}"))


def _departments(
    there: Mapping[UUID, Sequence[Presence]], cycle: GoalCycle, data: MonthData
) -> tuple[list[DepartmentResult], list[Lack]]:
    found: list[DepartmentResult] = []
    lacks: list[Lack] = []
    for department_id, present in there.items():
        revenue = data.revenue(present)
        target, source = department_target(department_id, present, cycle)
        if revenue is None or target is None:
            lacks.append(_no_result(_name(department_id, present), has_target=target is not None))
            continue
        gate = department_gate(revenue, target, on=cycle.month.start)
        given = Explained(Text("目标来源", "where the target is from"), source, "text")
        tree = Explained(
            gate.explanation.label,
            gate.passes,
            gate.explanation.unit,
            gate.explanation.source,
            (*gate.explanation.children, given),
        )
        found.append(
            DepartmentResult(department_id, cycle.month, revenue, target, gate.passes, tree.to_dict())
        )
    return found, lacks


def department_target(
    department_id: UUID, present: Sequence[Presence], cycle: GoalCycle
) -> tuple[Decimal | None, Text]:
    """The department's own target, else the sum of its reps' revenue targets; None when there is neither.

    The target of who moved between departments is shared out by the days of employment in each.
    """
    given = cycle.department_targets.get(department_id)
    if given is not None:
        return given, Text("部门目标", "department target")
    targets = [
        (each.target, one.share)
        for one in present
        if one.person.is_rep and (goals := cycle.of(one.person.id)) is not None
        for each in goals.indicators
        if each.indicator == "revenue"
    ]
    source = Text("代表收入目标之和", "sum of the reps' revenue targets")
    with exact_division():
        parts = [target * share.numerator / share.denominator for target, share in targets]
        return (settle(sum(parts, Decimal(0))).normalize() + 0 if targets else None), source


def _name(department_id: UUID, present: Sequence[Presence]) -> str:
    """The department's name, as somebody knows it who is in it today."""
    names = [one.person.department for one in present if one.person.department_id == department_id]
    return names[0] if names else str(department_id)


def _no_result(department: str, *, has_target: bool) -> Lack:
    if has_target:
        text = Text(f"部门“{department}”没有收入数据", f"department {department}: no revenue data")
        return Lack(department, "no_department_revenue", text)
    text = Text(f"部门“{department}”没有收入目标", f"department {department}: no revenue target")
    return Lack(department, "no_department_target", text)
