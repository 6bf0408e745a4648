"""`callwright leads …`: deal out, list, claim and return leads."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import language, say
from callwright.flow.leads import service
from callwright.flow.leads.contracts import Lead, LeadState, Method
from callwright.kernel.phone import PhoneNumber
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.registers.staff.errors import PersonUnknown

app = typer.Typer(help="线索：分配、列表、公海 / leads", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
CampaignOption = Annotated[str, typer.Option("--campaign", help="code of the campaign")]
PersonOption = Annotated[str, typer.Option("--person", help="employee number or name")]


@app.command("create")
def create(batch: UUID, campaign: CampaignOption, json_: JsonFlag = False) -> None:
    """Make leads of a released batch that was imported without a campaign."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            created = await service.create_from_batch(
                session, batch_id=batch, campaign_code=campaign, at=now, day=context.calendar.day_of(now)
            )
        return {"batch_id": str(batch), "campaign": campaign, "created": created}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{say('新线索', 'new leads')} {result['created']}")


@app.command("assign")
def assign(
    campaign: CampaignOption,
    method: Annotated[Method, typer.Option(help="how to deal")] = Method.FAIR_SHARE,
    people: Annotated[str | None, typer.Option(help="employee numbers, comma-separated")] = None,
    limit: Annotated[int | None, typer.Option(help="deal at most this many")] = None,
    json_: JsonFlag = False,
) -> None:
    """Give the free leads of a campaign to people; each assignment keeps its explanation."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            report = await service.assign(
                session,
                campaign=campaign,
                method=method,
                at=now,
                day=context.calendar.day_of(now),
                people=[part.strip() for part in people.split(",")] if people else None,
                limit=limit,
            )
        because = report.left_because.to_json() if report.left_because else None
        return {
            "campaign": report.campaign,
            "method": str(report.method),
            "assigned": report.assigned,
            "by_person": report.by_person,
            "barred": report.barred,
            "left": report.left,
            "left_because": because,
            "held": report.held,
        }

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_assignment(result))


def _human_assignment(result: dict[str, Any]) -> str:
    counted = (
        (say("已分配", "assigned"), "assigned"),
        (say("已拒绝屏蔽", "barred"), "barred"),
        (say("未分配", "left"), "left"),
    )
    lines = ["  ".join(f"{title} {result[name]}" for title, name in counted)]
    lines += [f"  {number:<8} {count}" for number, count in result["by_person"].items()]
    if result["left_because"]:
        lines.append(result["left_because"][language()])
    return "\n".join(lines)


@app.command("list")
def list_(
    state: Annotated[LeadState | None, typer.Option(help="only this state")] = None,
    owner: Annotated[str | None, typer.Option(help="employee number or name of the owner")] = None,
    campaign: Annotated[str | None, typer.Option(help="code of the campaign")] = None,
    pool: Annotated[bool, typer.Option("--pool", help="only the public pool")] = False,
    page: int = 1,
    size: int = 100,
    json_: JsonFlag = False,
) -> None:
    """List leads, best fit first; numbers are masked."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            owner_id = (await _person(session, owner)).id if owner else None
            found, total = await service.leads_page(
                session,
                visible_people=None,
                pool=pool,
                state=str(state) if state else None,
                owner_id=owner_id,
                campaign_code=campaign,
                offset=(page - 1) * size,
                limit=size,
            )
        return {"items": [lead_json(one) for one in found], "total": total, "page": page, "size": size}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_leads(result))


def _human_leads(result: dict[str, Any]) -> str:
    lines = []
    for row in result["items"]:
        owner = row["owner"] or say("公海", "pool")
        lines.append(
            f"{row['state']:<10} {owner:<6} {row['company'] or row['person']}  {' '.join(row['numbers'])}"
        )
    return "\n".join([*lines, f"{say('共', 'total')} {result['total']}"])


@app.command("claim")
def claim(lead_id: UUID, person: PersonOption, json_: JsonFlag = False) -> None:
    """Take a lead from the public pool for a person."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            claimed = await service.claim(
                session,
                lead_id=lead_id,
                person_id=(await _person(session, person)).id,
                at=context.clock.now(),
                calendar=context.calendar,
            )
        return lead_json(claimed)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['state']} {result['owner']}")


@app.command("return")
def return_(lead_id: UUID, json_: JsonFlag = False) -> None:
    """Give a lead back to the public pool."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            returned = await service.return_lead(
                session, lead_id=lead_id, person_id=None, at=now, day=context.calendar.day_of(now)
            )
        return lead_json(returned)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["state"]))


@app.command("claim-many")
def claim_many(
    person: PersonOption,
    campaign: CampaignOption,
    count: Annotated[int, typer.Option(help="how many of the best fitting free leads")],
    json_: JsonFlag = False,
) -> None:
    """Take several leads from the public pool for a person; the limit of the day is the same."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            report = await service.claim_many(
                session,
                person_id=(await _person(session, person)).id,
                at=context.clock.now(),
                calendar=context.calendar,
                campaign=campaign,
                count=count,
            )
        return {
            "claimed": [lead_json(one) for one in report.claimed],
            "refused": [
                {"lead_id": str(one.lead_id), "code": one.code, **one.text.to_json()}
                for one in report.refused
            ],
            "standing": {**asdict(report.standing), "left": report.standing.left},
        }

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_claims(result))


def _human_claims(result: dict[str, Any]) -> str:
    taken, refused, left = len(result["claimed"]), result["refused"], result["standing"]["left"]
    lines = [f"{say('已领取', 'claimed')} {taken}  {say('今日还可领取', 'left today')} {left}"]
    return "\n".join([*lines, *(f"  {one['lead_id']}  {one[language()]}" for one in refused)])


@app.command("hand-over")
def hand_over(
    person: PersonOption,
    to: Annotated[str | None, typer.Option(help="who gets them; none = public pool")] = None,
    json_: JsonFlag = False,
) -> None:
    """Give all open leads of a person to another one, or to the public pool."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            done = await service.hand_over(
                session,
                person_id=(await _person(session, person)).id,
                to=(await _person(session, to)).id if to else None,
                at=now,
                day=context.calendar.day_of(now),
            )
        return asdict(done)

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: (
            f"{say('已移交', 'handed over')} {result['moved']}  {say('退回公海', 'to the pool')} {result['to_pool']}"
        ),
    )


@app.command("warnings")
def warnings(json_: JsonFlag = False) -> None:
    """Leads that go back to the pool unless their owners work on them."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [asdict(one) for one in await service.return_warnings(session, visible_people=None)]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(f"{one['returns_at']}  {one['owner']}  {one['company']}" for one in result),
    )


@app.command("tasks")
def tasks(
    person: Annotated[str | None, typer.Option(help="employee number or name")] = None,
    json_: JsonFlag = False,
) -> None:
    """Open follow-ups and callbacks, soonest first."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found, _ = await service.tasks_page(
                session,
                visible_people=None,
                at=context.clock.now(),
                calendar=context.calendar,
                person_id=(await _person(session, person)).id if person else None,
                limit=500,
            )
        return [asdict(one) for one in found]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(
            f"{one['state']:<9} {one['due_at']}  {one['company'] or one['contact_person']}  {one['note']}"
            for one in result
        ),
    )


async def _person(session: Session, reference: str) -> Person:
    found = (await staff.resolver(session)).find(reference)
    if found is None:
        raise PersonUnknown(reference=reference)
    return found


def lead_json(lead: Lead) -> dict[str, Any]:
    """A lead for `--json`, numbers masked."""
    return {
        "id": str(lead.id),
        "contact_id": str(lead.contact_id),
        "campaign": lead.campaign_code,
        "batch_id": str(lead.batch_id) if lead.batch_id else None,
        "company": lead.company,
        "person": lead.person,
        "region": lead.region,
        "numbers": [PhoneNumber(number).masked for number in lead.numbers],
        "state": str(lead.state),
        "barred_reason": lead.barred_reason,
        "owner_id": str(lead.owner_id) if lead.owner_id else None,
        "owner": lead.owner,
        "score": str(lead.score) if lead.score is not None else None,
        "created_at": lead.created_at.isoformat(),
        "protected_until": lead.protected_until.isoformat() if lead.protected_until else None,
        "explanation": lead.explanation.to_json() if lead.explanation else None,
        "held_kind": lead.held_kind,
        "held_until": lead.held_until.isoformat() if lead.held_until else None,
    }
