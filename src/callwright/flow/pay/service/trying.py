"""What a draft plan would have paid for months that are closed (product §9.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from callwright.flow.pay.contracts import CliffTrial, PersonTrial, Snapshot, Trial
from callwright.flow.pay.decide.awards import awards
from callwright.flow.pay.errors import NoSnapshots
from callwright.flow.pay.repository import inputs
from callwright.flow.pay.repository import statements as repository
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.appraisal.formulas.gates import company_coupling
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import parameter
from callwright.rules.pay.facts import PersonMonth
from callwright.rules.pay.formulas.cliffs import Cliff, cliffs
from callwright.rules.pay.formulas.statements import statement_lines, total
from callwright.rules.pay.plan import PayPlan
from callwright.rules.pay.plan_files import stored_plan
from callwright.rules.pay.snapshots import facts_from_json

Plans = Mapping[Month, PayPlan]
Measures = dict[str, Decimal]
Tried = tuple[Snapshot, PersonMonth, Measures]


async def try_plan(
    session: Session, *, plan: PayPlan, months: Sequence[Month], principal: Principal
) -> Trial:
    """Work closed months out again with a draft; nothing is kept.

    Facts, scores, gates, days and what people owed are those of the closing; prizes, curve and amounts are the draft's.
    NoSnapshots (409) when none of the months can be tried.
    """
    plans = {each: stored_plan(one) for each, one in (await repository.closed_plans(session)).items()}
    wanted = sorted(set(months) & set(plans))
    names = [str(month) for month in wanted]
    found = await inputs.snapshots(session, months=names, visible_people=principal.visible_people)
    if not found:
        raise NoSnapshots
    tried = [_facts(each, plans) for each in found]
    sums: dict[UUID, tuple[Decimal, Decimal]] = {}
    costs: list[tuple[Month, Decimal, Decimal]] = []
    for month in wanted:
        own = [each for each in tried if each[0].month == month]
        before, after = Decimal(0), Decimal(0)
        for snapshot, was, facts in _with_prizes(own, plan):
            old = total(statement_lines(was, plans[month]))
            new = total(statement_lines(facts, plan))
            one, other = sums.get(snapshot.person_id, (Decimal(0), Decimal(0)))
            sums[snapshot.person_id] = (one + old, other + new)
            before, after = before + old, after + new
        costs.append((month, before, after))
    people = [PersonTrial(person, one, other) for person, (one, other) in sums.items()]
    return Trial(
        version=plan.version,
        currency=plan.currency,
        months=tuple(costs),
        people=tuple(sorted(people, key=lambda each: (each.change, str(each.person_id)))),
        cliffs=tuple(_hits(cliff, tried, wanted[-1]) for cliff in cliffs(plan)),
        without_data=len(set(months) - {snapshot.month for snapshot, _, _ in tried}),
    )


def _facts(snapshot: Snapshot, plans: Plans) -> Tried:
    was = facts_from_json(snapshot.facts, plans[snapshot.month], plans)
    measured = {name: Decimal(value) for name, value in snapshot.measured.items()}
    net = sum((item.amount for item in was.revenue), Decimal(0))
    measured |= {"net": net} | _shares(was)
    return snapshot, was, measured


def _shares(facts: PersonMonth) -> Measures:
    """Completions as the closing knew them, out of its explanations."""
    found: Measures = {}
    if facts.gate is not None:
        found["department_completion"] = _leaf(facts.gate.reason, "department completion")
    if facts.company_factor is not None:
        found["company_completion"] = _leaf(facts.company_factor, "company completion")
    return found


def _leaf(tree: Explained, name: str) -> Decimal:
    return next(child.value_as_number for child in tree.children if child.label.en == name)


def _with_prizes(own: Sequence[Tried], plan: PayPlan) -> list[tuple[Snapshot, PersonMonth, PersonMonth]]:
    """Each person's month as it was and with the draft's prizes and curve."""
    kinds = {snapshot.person_id: facts.kind for snapshot, facts, measured in own if measured}
    given = awards(plan, kinds=kinds, measured={snapshot.person_id: each for snapshot, _, each in own})
    found = []
    for snapshot, facts, _ in own:
        factor = facts.company_factor and _coupled(facts.company_factor, plan)
        changed = replace(facts, awards=given.get(snapshot.person_id, ()), company_factor=factor)
        found.append((snapshot, facts, changed))
    return found


def _coupled(tree: Explained, plan: PayPlan) -> Explained:
    revenue, target = (_leaf(tree, f"company {name} of the quarter") for name in ("revenue", "target"))
    return company_coupling(revenue, target, plan.manager_bonus.curve.curve)


def _hits(cliff: Cliff, tried: Sequence[Tried], last: Month) -> CliffTrial:
    """Person-months within `pay.near_cliff` of the threshold, on either side of it."""
    near = parameter("pay.near_cliff", on=last.start).number * cliff.at
    measure = "net" if cliff.part == "commission" else cliff.measure
    values = [measured[measure] for _, _, measured in tried if measure in measured]
    below = sum(cliff.at - near <= value < cliff.at for value in values)
    above = sum(cliff.at <= value <= cliff.at + near for value in values)
    return CliffTrial(cliff.part, cliff.says, cliff.at, cliff.jump, below, above)
