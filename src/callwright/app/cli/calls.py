"""`callwright calls …`: call records in, attempts out."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli import call_webhooks
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep, mapping_text
from callwright.flow.calls import service
from callwright.flow.calls.contracts import CallView, Outcome
from callwright.flow.calls.decide.mapping import parse_mapping
from callwright.registers.staff import service as staff
from callwright.registers.staff.errors import PersonNotFound

app = typer.Typer(help="通话：导入通话记录、查看 / calls and attempts", no_args_is_help=True)

app.add_typer(call_webhooks.app, name="webhook")

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(
    file: Path,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="YAML or JSON: what the columns mean")
    ] = None,
    kind: Annotated[
        str,
        typer.Option("--kind", help="asterisk_csv, freeswitch_json, vicidial, 3cx, json; empty = a table"),
    ] = "",
    json_: JsonFlag = False,
) -> None:
    """Import call records of any phone system (CSV, XLSX, …); the same file twice doubles nothing."""

    async def work(context: CommandContext) -> dict[str, Any]:
        rules = parse_mapping(mapping_text(mapping)) if mapping else None
        stored = await keep(context, file)
        return await context.run_job("calls.import", {"file": asdict(stored), "mapping": rules, "kind": kind})

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("list")
def list_(
    person: Annotated[str | None, typer.Option(help="employee number or name")] = None,
    day: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    outcome: Outcome | None = None,
    page: Annotated[int, typer.Option(min=1)] = 1,
    size: Annotated[int, typer.Option(min=1, max=500)] = 50,
    json_: JsonFlag = False,
) -> None:
    """List attempts, newest first; numbers are masked."""

    async def work(context: CommandContext) -> dict[str, Any]:
        start, end = context.calendar.bounds(day.date()) if day else (None, None)
        async with context.transaction() as session:
            agent = (await staff.resolver(session)).find(person) if person else None
            if person and agent is None:
                raise PersonNotFound(reference=person)
            found, total = await service.attempts_page(
                session,
                person_id=agent.id if agent else None,
                start=start,
                end=end,
                outcome=outcome,
                offset=(page - 1) * size,
                limit=size,
            )
            items = [_on_our_clock(context, one) for one in await service.describe(session, found)]
        return {"items": items, "total": total, "page": page, "size": size}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(_line(item) for item in result["items"]))


@app.command("show")
def show(call: uuid.UUID, json_: JsonFlag = False) -> None:
    """Show one attempt."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.attempt(session, call)
            return _on_our_clock(context, (await service.describe(session, [found]))[0])

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(f"{name:<16} {value}" for name, value in result.items()),
    )


def _on_our_clock(context: CommandContext, view: CallView) -> dict[str, Any]:
    """The fields of an attempt, its moments on the company's clock."""
    fields = asdict(view)
    for name in ("started_at", "answered_at", "ended_at"):
        fields[name] = context.calendar.local(fields[name]) if fields[name] else None
    return fields


def _line(item: dict[str, Any]) -> str:
    return (
        f"{item['id']}  {item['started_at']:%Y-%m-%d %H:%M:%S}  {item['employee_number']:<8} {item['person']:<6}"
        f" {item['number']:<14} {item['talk_seconds']:>6}s  {item['outcome']}"
    )
