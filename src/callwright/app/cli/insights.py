"""`callwright insights …`: what the calls were like."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Annotated, Any

import typer

from callwright.app.cli import insights_quality
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.recordings import service as recordings

app = typer.Typer(help="录音分析 / what the calls were like", no_args_is_help=True)
insights_quality.mount(app)

SHOWN = 1_000
JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("run")
def run_(
    call: Annotated[uuid.UUID | None, typer.Option("--call", help="only this call, again")] = None,
    json_: JsonFlag = False,
) -> None:
    """Measure recordings that were not measured yet; a killed run goes on where it was."""

    async def work(context: CommandContext) -> dict[str, Any]:
        result = await context.run_job("insights.run", {"call": str(call) if call else None})
        return result | (await _one(context, call) if call else await _all(context))

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


@app.command("show")
def show(call: uuid.UUID, json_: JsonFlag = False) -> None:
    """Show the measures and turns of one call."""
    result = run(lambda context: _one(context, call), json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


async def _all(context: CommandContext) -> dict[str, Any]:
    """The newest measured calls and how many there are."""
    async with context.transaction() as session:
        found = await service.measured_calls(session)
    listed = [{"call": str(one.attempt_id), **asdict(one.measures)} for one in found[-SHOWN:]]
    return {"measured_calls": len(found), "calls": listed}


async def _one(context: CommandContext, call: uuid.UUID) -> dict[str, Any]:
    async with context.transaction() as session:
        await calls.attempt(session, call)
        found = (await recordings.recordings_of_attempts(session, [call])).get(call)
        measured = (await service.measures_of(session, [call])).get(call)
        turns = await service.turns(session, recording_id=found.id) if found else []
    return {
        "call": str(call),
        "recording": found.file_name if found else None,
        "measures": asdict(measured.measures) if measured else None,
        "turns": [asdict(turn) for turn in turns],
    }


def _human(result: dict[str, Any]) -> str:
    lines = []
    if "recordings" in result:
        lines.append(
            f"待分析 {result['recordings']}  本次分析 {result['measured']}  失败 {len(result['failed'])}"
            f"  累计已分析 {result.get('measured_calls', '—')}"
        )
        lines += [f"  {one['file']}  {one['zh']}" for one in result["failed"]]
    for name, value in (result.get("measures") or {}).items():
        lines.append(f"{name:<28} {'—' if value is None else value}")
    for turn in result.get("turns", []):
        mark = "·" if turn["backchannel"] else " "
        lines.append(f"{turn['start']:>8.2f}–{turn['end']:<8.2f}{mark} {turn['speaker']}")
    return "\n".join(lines)
