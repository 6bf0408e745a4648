"""`callwright coaching newcomers|staying|watch`: newcomers week by week, how long people stay, signs of burning out."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import say
from callwright.flow.coaching import service

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def mount(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("newcomers")(newcomers)
    app.command("staying")(staying)


def newcomers(json_: JsonFlag = False) -> None:
    """Who is in the newcomer programme, and the present week beside its goals."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found = await service.newcomers(
                session,
                today=context.calendar.day_of(context.clock.now()),
                visible_people=None,
                calendar=context.calendar,
            )
        return [asdict(one) for one in found]

    found = run(work, json_errors=json_)
    print_result(found, as_json=json_, human=lambda: "\n".join(_newcomer(one) for one in found) or "—")


def _newcomer(one: dict[str, Any]) -> str:
    head = say(
        f"{one['name']}  第 {one['week']}/{one['weeks_total']} 周",
        f"{one['name']}  week {one['week']} of {one['weeks_total']}",
    )
    figures = one["weeks"][-1]["figures"] if one["weeks"] else ()
    known = [
        f"{f['name']} {f['value']:.2f}/{f['expected'] or '—'}" for f in figures if f["value"] is not None
    ]
    return "  ".join([head, *known])


def staying(
    since: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="leavers are recorded from this day on")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """How long reps stay, by quarter of hiring (Kaplan–Meier)."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            _, found = await service.staying(
                session,
                today=context.calendar.day_of(context.clock.now()),
                observed_from=since.date() if since else None,
                visible_people=None,
            )
        return [asdict(one) for one in found]

    found = run(work, json_errors=json_)
    print_result(found, as_json=json_, human=lambda: "\n".join(_cohort(one) for one in found))


def _cohort(one: dict[str, Any]) -> str:
    shares = [f"{at['days']}: {at['share']:.1%}" for at in one["at"] if at["share"] is not None]
    return "  ".join([one["cohort"], f"{one['left']}/{one['people']}", *shares])
