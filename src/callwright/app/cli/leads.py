"""`callwright leads …`: deal out, list, claim and return leads."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

import typer

from callwright.app.cli import lead_pool
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import language, say
from callwright.app.cli.lead_answers import lead_json, person_of
from callwright.flow.leads import service
from callwright.flow.leads.contracts import LeadState, Method

app = typer.Typer(help="线索：分配、列表、公海 / leads", no_args_is_help=True)
lead_pool.mount(app)

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
            owner_id = (await person_of(session, owner)).id if owner else None
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
                person_id=(await person_of(session, person)).id,
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
                person_id=(await person_of(session, person)).id,
                to=(await person_of(session, to)).id if to else None,
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
