"""`callwright insights results|draw|agreement`: what grades come to, calls to grade, how far graders agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import say
from callwright.flow.insights import service
from callwright.flow.insights.contracts.grading import DrawMethod
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.staff import service as staff

Day = Annotated[dt.datetime, typer.Argument(formats=["%Y-%m-%d"], help="company day, 2026-10-15")]
JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def mount(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("results")(results)
    app.command("draw")(draw)
    app.command("agreement")(agreement)


def results(first_day: Day, last_day: Day, json_: JsonFlag = False) -> None:
    """The QA result of each person over calls of some days."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found = await service.quality_results(
                session, first_day=first_day.date(), last_day=last_day.date()
            )
            names = {one.id: one.name for one in await staff.people(session)}
        return [{"person": names[one.person_id], **asdict(one)} for one in found]

    shown = run(work, json_errors=json_)
    print_result(shown, as_json=json_, human=lambda: "\n".join(_result(one) for one in shown) or "—")


def _result(one: dict[str, Any]) -> str:
    passed = say("合格", "passed")
    return f"{one['person']}  {one['mean_score']:.2f}  {passed} {one['passed']}/{one['graded']}"


def draw(
    first_day: Day,
    last_day: Day,
    per_person: Annotated[int, typer.Option(min=1, max=50)] = 2,
    method: Annotated[DrawMethod, typer.Option()] = DrawMethod.RANDOM,
    calibrate: Annotated[int, typer.Option(min=0, help="graded blindly by two")] = 0,
    seed: Annotated[str, typer.Option(help="the same seed gives the same calls")] = "",
    json_: JsonFlag = False,
) -> None:
    """Draw calls to grade, by chance or by risk."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            made = await service.draw_calls(
                session,
                method=method,
                first_day=first_day.date(),
                last_day=last_day.date(),
                per_person=per_person,
                calibrate=calibrate,
                seed=seed,
                principal=LOCAL_OPERATOR,
                now=context.clock.now(),
                calendar=context.calendar,
            )
        return asdict(made)

    made = run(work, json_errors=json_)
    print_result(
        made,
        as_json=json_,
        human=lambda: say(
            f"从 {made['population']} 通里抽中 {made['drawn']} 通，种子 {made['seed']}",
            f"{made['drawn']} of {made['population']} calls drawn, seed {made['seed']}",
        ),
    )


def agreement(json_: JsonFlag = False) -> None:
    """How far graders agree under today's scorecard."""

    async def work(context: CommandContext) -> dict[str, Any]:
        today = context.calendar.day_of(context.clock.now())
        async with context.transaction() as session:
            card = await service.card_on(session, today)
            found = await service.agreement(session, scorecard_id=card.id, today=today, visible_people=None)
        return asdict(found)

    found = run(work, json_errors=json_)
    alpha = "—" if found["alpha"] is None else f"{found['alpha']:.3f}"
    print_result(
        found,
        as_json=json_,
        human=lambda: say(
            f"{found['calls']} 通由两人以上评过，α {alpha}",
            f"{found['calls']} calls graded by two or more, alpha {alpha}",
        ),
    )
