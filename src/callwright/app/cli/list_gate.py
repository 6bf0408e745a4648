"""`callwright lists plan|number-status|gate-measure`: planning a sample, verifying by service, the gate's figure."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep
from callwright.app.cli.language import say
from callwright.flow.lists import service
from callwright.flow.lists.ports import NumberStatusService

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def mount(app: typer.Typer) -> None:
    """Add these commands to `callwright lists`."""
    for name, command in (
        ("plan", plan),
        ("number-status", number_status),
        ("gate-measure", gate_measure),
    ):
        app.command(name)(command)


def plan(batch: str, json_: JsonFlag = False) -> None:
    """How many rows to verify for several expected accuracies, before anything is drawn."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            day = context.calendar.day_of(context.clock.now())
            return [asdict(one) for one in await service.sample_plan(session, batch_id, on=day)]

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(map(_human_plan, result)))


def _human_plan(one: dict[str, Any]) -> str:
    least = "–" if one["least_good"] is None else one["least_good"]
    note = "" if one["enough"] else say("（全部核验也不够）", " (even the whole batch is too small)")
    head = f"{say('预期', 'expected')} {one['expected']:.0%}  {say('核验', 'verify')} {one['size']}"
    return f"{head}  {say('至少有效', 'good at least')} {least}{note}"


def number_status(
    batch: str,
    file: Path,
    provider: Annotated[str, typer.Option(help="number-status service")] = "generic",
    json_: JsonFlag = False,
) -> None:
    """Take the result file of a number-status service (空号检测); words it does not know are listed."""

    async def work(context: CommandContext) -> dict[str, Any]:
        day = context.calendar.day_of(context.clock.now())
        table = service.number_status_provider(provider, on=day)
        stored = await keep(context, file)
        read = partial(
            context.ports.get(NumberStatusService).statuses,
            file,
            number_headers=table.number_headers,
            status_headers=table.status_headers,
        )
        statuses = await asyncio.to_thread(read)
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            found = await service.verify_by_status(
                session,
                context.principal,
                batch_id=batch_id,
                provider=provider,
                statuses=statuses,
                file_sha256=stored.sha256,
                at=context.clock.now(),
            )
        return {
            "batch_id": str(batch_id),
            **found.report.to_json(),
            "unknown_words": found.unknown_words,
            "by_meaning": found.by_meaning,
            "gate": asdict(found.gate),
        }

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


def gate_measure(
    measure: Annotated[str | None, typer.Argument(help="lower_bound or point; without it: show")] = None,
    reason: Annotated[str, typer.Option(help="why")] = "",
    json_: JsonFlag = False,
) -> None:
    """Show or set the figure the gate looks at; setting needs a reason and is recorded."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            if measure is not None:
                await service.set_gate_measure(
                    session, context.principal, measure=measure, reason=reason, at=now
                )
            in_force, history = await service.gate_setting(session, on=context.calendar.day_of(now))
        return {"measure": in_force, "history": [asdict(one) for one in history]}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["measure"]))
