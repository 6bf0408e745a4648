"""How the sample company appraises: sets of indicators, key work, the project, the cycle of the last closed month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.app.sample.goals import MANAGER_WEIGHTS, REP_WEIGHTS
from callwright.app.sample.load.appraisal_words import (
    KEY_WORK,
    NOTICES,
    PROOFS,
    PURPOSE,
    REASON,
    REVIEWS,
    SELF_VIEWS,
    TITLE,
)
from callwright.app.sample.load.desk import STEWARD, Desk
from callwright.flow.scores import service as scores
from callwright.flow.scores.contracts import Project
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.auth.roles import permissions_of
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import SetLine
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, Role
from callwright.rules.appraisal.formulas.cycles import CycleState
from callwright.rules.appraisal.formulas.publication import Duty
from callwright.rules.appraisal.indicators import PostKind, find_indicator

SETS = {"电销代表": REP_WEIGHTS, "组长": REP_WEIGHTS, "大客户代表": REP_WEIGHTS, "销售经理": MANAGER_WEIGHTS}


async def goal_sets(desk: Desk) -> dict[str, Any]:
    """Which indicators each post has, what they aim at in each type of market, and key work of the running month."""
    first, running = desk.company.plan.closed[0], desk.company.plan.running
    async with desk.context.transaction() as session:
        if await goals.indicator_sets(session, first):
            return {"sets": 0}  # loaded before
        people = {person.employee_number: person for person in await staff.people(session)}
        common = {"level": "", "effective": first, "reason": REASON, "by": STEWARD.name, "at": desk.now}
        for post, weights in SETS.items():
            lines = [SetLine(_indicator(name), Decimal(weight)) for name, weight in weights]
            await goals.set_indicators(session, post=post, lines=lines, **common)  # type: ignore[arg-type]
        targets = {
            (goal.post, str(people[goal.person.number].market_type), _indicator(goal.indicator)): goal.target
            for goal in desk.company.goals.goals
            if goal.month == running and goal.post != "销售经理" and people[goal.person.number].market_type
        }
        for (post, market, name), target in targets.items():
            await goals.set_market_target(
                session,
                post=post,
                market_type=market,
                indicator=name,
                target=target,
                **common,  # type: ignore[arg-type]
            )
        for number, title, day in KEY_WORK:
            await goals.plan_key_work(
                session,
                month=running,
                person_id=people[number].id,
                title=title,
                due_on=running.start.replace(day=day),
                by=people["E200"].name,
            )
    return {"sets": len(SETS), "market_targets": len(targets), "key_work": len(KEY_WORK)}


def _indicator(name: str) -> str:
    found = find_indicator(name)
    assert found is not None  # the generator writes names of the catalogue
    return found.id


async def project(desk: Desk) -> dict[str, Any]:
    """The project over the last closed month and the running one: group, six events with proofs, publication."""
    plan, at, on = desk.company.plan, desk.now, desk.today
    async with desk.context.transaction() as session:
        people = {person.employee_number: person for person in await staff.people(session)}
        hr, owner = _as(people["E002"], "hr"), _as(people["E001"], "owner")
        known, _ = await scores.projects(session, principal=owner, offset=0, size=200)
        if any(each.title == TITLE for each in known):
            return {"events": 0}  # loaded before
        made = await scores.draft_project(
            session,
            title=TITLE,
            purpose=PURPOSE,
            first_month=plan.closed[1],
            last_month=plan.running,
            begins=plan.closed[1].previous().start,
            principal=hr,
            at=at,
        )
        seats = [
            (Duty.LEADER, "E001"),
            (Duty.EXECUTIVE, "E002"),
            (Duty.SALES_MANAGER, "E100"),
            (Duty.FINANCE_MANAGER, "E003"),
            (Duty.REP, "E103"),
        ]
        group = [(str(duty), people[number].id, "") for duty, number in seats]
        made = await scores.set_group(session, project_id=made.id, group=group, principal=hr, on=on)
        await _prove(session, made, owner, at=at, on=on)
        await scores.set_incentives(
            session,
            project_id=made.id,
            incentives=["base_pay", "commission", "bonus", "prize", "non_cash"],
            principal=hr,
            on=on,
        )
        await scores.publish_project(session, project_id=made.id, principal=owner, at=at, on=on)
        for audience, channel, text in NOTICES:
            await scores.tell_group(
                session,
                project_id=made.id,
                audience=audience,
                channel=channel,
                text=text,
                principal=hr,
                at=at,
                on=on,
            )
    return {"events": len(made.items), "notices": len(NOTICES)}


async def _prove(session: Session, made: Project, owner: Principal, *, at: dt.datetime, on: dt.date) -> None:
    """What came out of each of the six events; the leader writes it down for the owners of the events."""
    for item in made.items:
        for kind, text in PROOFS[item.kind]:
            await scores.add_evidence(
                session, item_id=item.id, kind=kind, text=text, file=None, principal=owner, at=at, on=on
            )
        await scores.complete_event(session, item_id=item.id, principal=owner, at=at, on=on)


async def cycle(desk: Desk, session: Session, month: Month) -> int:
    """The cycle of a month from its opening to its closing, which closes the scores; answers how many people."""
    everybody = await staff.people(session)
    people = {person.employee_number: person for person in everybody}
    hr, owner = _as(people["E002"], "hr"), _as(people["E001"], "owner")
    opened = await scores.open_cycle(session, kind=PostKind.REP, month=month, principal=hr, at=desk.now)

    async def advance(before: CycleState, who: Principal, note: str | None = None) -> None:
        await scores.advance_cycle(
            session,
            cycle_id=opened.id,
            before=before,
            principal=who,
            at=desk.now,
            calendar=desk.context.calendar,
            note=note,
        )

    board = await scores.board(
        session, cycle_id=opened.id, principal=hr, at=desk.now, calendar=desk.context.calendar
    )
    for supply in board.supplies:
        await scores.sign(
            session,
            cycle_id=opened.id,
            unit=supply.unit,
            principal=_supplier(supply.unit, people, owner),
            at=desk.now,
            calendar=desk.context.calendar,
        )
    await advance(CycleState.OPEN, hr)
    await advance(CycleState.DATA_IN, hr)
    for place, one in enumerate(board.people):
        who = _as(people[one.employee_number], "agent")
        text = SELF_VIEWS[place % len(SELF_VIEWS)]
        await scores.write_self_view(session, cycle_id=opened.id, text=text, principal=who, at=desk.now)
    await advance(CycleState.SELF_VIEW, hr)
    managers = {person.department_id: person for person in everybody if person.role == Role.MANAGER}
    for place, one in enumerate(board.people):
        person = people[one.employee_number]
        text, steps = REVIEWS[place % len(REVIEWS)]
        await scores.write_review(
            session,
            cycle_id=opened.id,
            person_id=person.id,
            text=text,
            next_steps=steps,
            principal=_as(managers[person.department_id], "manager", sees=frozenset({person.id})),
            at=desk.now,
        )
    await advance(CycleState.REVIEW, hr, "三个部门的经理一起过了一遍，尺度一致；华南的数据问题单独记下。")
    await advance(CycleState.CALIBRATED, owner)
    await advance(CycleState.APPROVED, hr)
    return len(board.people)


def _supplier(unit: str, people: dict[str, Person], owner: Principal) -> Principal:
    """Who signs a unit: finance, HR, the manager of the department, else the owner."""
    area, _, department = unit.partition(":")
    for number, role, areas in (("E003", "finance", {"orders", "finance"}), ("E002", "hr", {"people"})):
        if area in areas:
            return _as(people[number], role)
    for person in people.values():
        if person.role == Role.MANAGER and str(person.department_id) == department:
            return _as(person, "manager")
    return owner


def _as(person: Person, role: str, *, sees: frozenset[UUID] | None = None) -> Principal:
    """Somebody of the company acting; HR, finance and the owner see everybody."""
    wide = role in {"hr", "finance", "owner"}
    return Principal(
        account_id=None,
        name=person.name,
        roles=frozenset({role}),
        permissions=permissions_of([role]),
        person_id=person.id,
        visible_people=None if wide else (sees or frozenset()) | {person.id},
    )
