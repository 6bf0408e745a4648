"""`callwright diagnose`: what goes wrong in the team, dearest first."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import language, say
from callwright.flow.diagnosis import service


def add_to(app: typer.Typer) -> None:
    """Mount the command on the program itself."""
    app.command("diagnose")(diagnose)


def diagnose(
    month: Annotated[
        str | None, typer.Option(help="month, 2026-10; none = the newest one with calls")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
) -> None:
    """Diagnose a month: findings with evidence, cost, cause, who can act and the act."""

    async def work(context: CommandContext) -> dict[str, Any]:
        done = await context.run_job("diagnosis.run", {"month": month})
        async with context.transaction() as session:
            found = await service.newest_run(session, month=str(done["month"]))
        assert found is not None
        return {
            "run_id": str(found.id),
            "month": found.month,
            "first_day": found.first_day.isoformat(),
            "last_day": found.last_day.isoformat(),
            "total_cost": str(found.total_cost),
            "currency": found.currency,
            "findings": [{"rank": one.rank, "main": one.main, **one.finding} for one in found.findings],
        }

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


def _human(result: dict[str, Any]) -> str:
    spoken = language()
    count = len(result["findings"])
    head = say(f"共 {count} 项发现，合计", f"{count} findings, in all")
    lines = [f"{result['month']}  {head} {result['total_cost']} {result['currency']}"]
    for one in result["findings"]:
        mark = "★" if one["main"] else " "
        lines.append(
            f"{mark}{one['rank']:>2}. {one['title'][spoken]}  [{one['weight']['cost']} {one['weight']['unit']}]"
        )
        lines += [f"      {one[part][spoken]}" for part in ("explanation", "cause")]
        lines.append(f"      → {one['act'][spoken]}")
    return "\n".join(lines)
