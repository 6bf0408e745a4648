"""`callwright floor …`: states in, one timeline per person and day out."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.app.telephony import SwitchSettings
from callwright.flow.calls.ports import SigningKeys
from callwright.flow.floor import service
from callwright.flow.floor.contracts import STATE_NAMES, State, reason_name
from callwright.registers.staff import service as staff
from callwright.registers.staff.errors import PersonNotFound

app = typer.Typer(
    help="现场：登录与状态时间、每日时间线 / states and the timeline of the day", no_args_is_help=True
)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(file: Path, json_: JsonFlag = False) -> None:
    """Import log-in and state times (CSV, XLSX, …)."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        async with context.transaction() as session:
            report = await service.import_states(
                session, table=table, source_file=stored, now=context.clock.now(), calendar=context.calendar
            )
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("timeline")
def timeline(
    person: str, day: Annotated[dt.datetime, typer.Argument(formats=["%Y-%m-%d"])], json_: JsonFlag = False
) -> None:
    """Show what PERSON (employee number or name) did on DAY, without gap or overlap."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            agent = (await staff.resolver(session)).find(person)
            if agent is None:
                raise PersonNotFound(reference=person)
            found = await service.timeline(
                session,
                person_id=agent.id,
                day=day.date(),
                calendar=context.calendar,
                now=context.clock.now(),
            )
        local = context.calendar.local
        segments = [
            asdict(one) | {"start": local(one.start), "end": local(one.end), "seconds": one.seconds}
            for one in found.segments
        ]
        utilisation = found.figures.utilisation if found.figures else None
        span = {"start": local(found.start), "end": local(found.end)}
        return asdict(found) | span | {"segments": segments, "utilisation": utilisation}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


@app.command("board")
def board(json_: JsonFlag = False) -> None:
    """Show who does what now, since when, and what is wrong."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.board(
                session, visible_people=None, at=context.clock.now(), calendar=context.calendar
            )
        people = [
            {
                "employee_number": one.employee_number,
                "name": one.name,
                "state": str(one.state),
                "since": context.calendar.local(one.current.since) if one.current else None,
                "reason": one.current.reason if one.current else "",
                "phone": "" if one.phone is None else one.phone.trouble or "sound",
            }
            for one in found.people
        ]
        alarms = [{"code": one.code, "since": one.since, **one.text.to_json()} for one in found.alarms]
        return {"at": found.at, "people": people, "by_state": dict(found.by_state), "alarms": alarms}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_board(result))


@app.command("phone")
def phone(person: str, json_: JsonFlag = False) -> None:
    """Let PERSON's own SIP phone register instead of a browser; the password is shown this once."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            agent = (await staff.resolver(session)).find(person)
            if agent is None:
                raise PersonNotFound(reference=person)
            given = await service.give_desk_phone(
                session,
                person_id=agent.id,
                at=context.clock.now(),
                keys=context.ports.get(SigningKeys),
                node=SwitchSettings().node,
            )
        return {"name": given.name, "password": given.password}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['name']}  {result['password']}")


@app.command("wrap-up")
def wrap_up(
    campaign: str,
    seconds: Annotated[int | None, typer.Option(min=0, max=3600, help="set it to this many seconds")] = None,
    then: Annotated[str, typer.Option(help="ready or break, when the clock ends it")] = "ready",
    json_: JsonFlag = False,
) -> None:
    """Show or set how long work after a call of CAMPAIGN may take."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            if seconds is not None:
                await service.set_wrap_up(session, campaign=campaign, seconds=seconds, then=State(then))
            rule = await service.wrap_up_rule(session, campaign=campaign, at=context.clock.now())
        return asdict(rule)

    if then not in {State.READY, State.BREAK}:
        raise typer.BadParameter("ready, break", param_hint="--then")
    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['seconds']}s → {result['then']}")


def _human_board(result: dict[str, Any]) -> str:
    lines = [
        f"{one['employee_number']:<8} {one['name']:<8} {STATE_NAMES[State(one['state'])].zh}"
        f" {one['since']:%H:%M:%S} {reason_name(one['reason']).zh}".rstrip()
        for one in result["people"]
        if one["since"]
    ]
    return "\n".join([*lines, *(f"! {one['zh']}" for one in result["alarms"])])


def _human(result: dict[str, Any]) -> str:
    lines = []
    for one in result["segments"]:
        span = f"{one['start']:%H:%M:%S}–{one['end']:%H:%M:%S}"
        lines.append(f"{span}  {one['seconds']:>6}s  {one['state'] or '—':<13} {one['reason']}")
    figures = result["figures"]
    if figures is None:
        return "\n".join([*lines, "当天未出勤。"])
    share = f"{result['utilisation']:.1%}" if result["utilisation"] is not None else "—"
    lines.append(f"上班 {figures['work_seconds']}s  通话 {figures['talk_seconds']}s  利用率 {share}")
    lines += [f"  {cause:<14} {seconds:>6}s" for cause, seconds in figures["lost"].items() if seconds]
    return "\n".join(lines)
