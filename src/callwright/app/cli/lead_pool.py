"""`callwright leads claim-many|warnings|tasks`: several claims at once, what returns soon, what is due."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import language, say
from callwright.app.cli.lead_answers import lead_json, person_of
from callwright.flow.leads import service

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def mount(app: typer.Typer) -> None:
    """Add these commands to `callwright leads`."""
    for name, command in (("claim-many", claim_many), ("warnings", warnings), ("tasks", tasks)):
        app.command(name)(command)


def claim_many(
    person: Annotated[str, typer.Option("--person", help="employee number or name")],
    campaign: Annotated[str, typer.Option("--campaign", help="code of the campaign")],
    count: Annotated[int, typer.Option(help="how many of the best fitting free leads")],
    json_: JsonFlag = False,
) -> None:
    """Take several leads from the public pool for a person; the limit of the day is the same."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            report = await service.claim_many(
                session,
                person_id=(await person_of(session, person)).id,
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
                person_id=(await person_of(session, person)).id if person else None,
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
