"""`callwright floor …`: states in, one timeline per person and day out."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.flow.floor import service
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
                session, person_id=agent.id, day=day.date(), calendar=context.calendar
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
