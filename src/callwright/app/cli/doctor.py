"""`callwright doctor`: do the truths about the data hold?"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.doctor.examine import examine


def add_to(app: typer.Typer) -> None:
    """Mount the command on the program itself."""
    app.command("doctor")(doctor)


def doctor(json_: Annotated[bool, typer.Option("--json", help="print JSON")] = False) -> None:
    """Check every invariant; ends with exit code 1 when one that must hold is broken."""
    language = "zh"

    async def work(context: CommandContext) -> dict[str, Any]:
        nonlocal language
        language = context.settings.lang
        today = context.calendar.day_of(context.clock.now())
        async with context.transaction() as session:
            found = await examine(session, calendar=context.calendar, today=today)
        healthy = all(each.holds for each in found if each.severity == "error")
        return {"healthy": healthy, "invariants": [each.to_json() for each in found]}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result, language))
    if not result["healthy"]:
        raise typer.Exit(1)


def _human(result: dict[str, Any], language: str) -> str:
    lines = []
    for each in result["invariants"]:
        mark = "✓" if each["holds"] else ("!" if each["severity"] == "warning" else "✗")
        lines.append(f"{mark} {each[language]}" + ("" if each["holds"] else f"：{each['broken']}"))
        lines += [f"    {example['object']}  {example['detail']}" for example in each["examples"][:5]]
    return "\n".join(lines)
