"""`callwright goals …`: import a goal workbook, acknowledge, look."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep
from callwright.app.cli.months import Month, read_month
from callwright.flow.scores import service as scores
from callwright.platform.tables import TableReader
from callwright.registers.goals import service
from callwright.registers.goals.contracts import PersonGoals
from callwright.registers.staff.contracts import Person
from callwright.rules.engine.explained import plain

app = typer.Typer(help="目标：指标、目标值、确认 / goals and acknowledgements", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(file: Path, json_: JsonFlag = False) -> None:
    """Import a goal workbook: role descriptions, targets, department and company targets, actual values."""

    async def work(context: CommandContext) -> dict[str, Any]:
        stored = await keep(context, file)
        reader = context.ports.get(TableReader)
        sheets = await asyncio.to_thread(service.read_sheets, reader, file)
        async with context.transaction() as session:
            report = await scores.import_goal_file(
                session,
                sheets=sheets,
                source_file=stored,
                at=context.clock.now(),
                by=context.principal.name,
            )
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("acknowledge")
def acknowledge(
    month: str,
    person: Annotated[str | None, typer.Option(help="employee number or name")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="everybody with goals")] = False,
    json_: JsonFlag = False,
) -> None:
    """Record that a person, or everybody (--all), agreed to the goals of a month."""
    if (person is None) != everybody:
        raise typer.BadParameter("--person 工号 | --all")

    async def work(context: CommandContext) -> dict[str, Any]:
        period = read_month(month)
        async with context.transaction() as session:
            found = None if person is None else await scores.person_named(session, person)
            new = await scores.acknowledge_goals(
                session,
                month=period,
                person_id=found.id if found else None,
                principal=context.principal,
                at=context.clock.now(),
            )
        return {"month": str(period), "person": found.employee_number if found else None, "acknowledged": new}

    result = run(work, json_errors=json_)
    print_result(
        result, as_json=json_, human=lambda: f"{result['month']}：新确认 {result['acknowledged']} 人"
    )


@app.command("export")
def export(month: str, file: Path, json_: JsonFlag = False) -> None:
    """Write the month's goal workbook in the form the import reads; blank actual values name their supplier."""

    async def work(context: CommandContext) -> dict[str, Any]:
        period = read_month(month)
        async with context.transaction() as session:
            rows = await scores.write_goal_book(
                session, month=period, target=file, principal=context.principal
            )
        return {"month": str(period), "file": str(file), "rows": rows}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['file']}：{result['rows']} 行")


@app.command("draw-up")
def draw_up(month: str, json_: JsonFlag = False) -> None:
    """Give goals to everybody who has none, from the sets of posts and the targets of market types."""

    async def work(context: CommandContext) -> dict[str, Any]:
        period = read_month(month)
        async with context.transaction() as session:
            made = await scores.draw_up_goals(
                session, month=period, principal=context.principal, at=context.clock.now()
            )
        return {"month": str(period), "people": made}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['month']}：为 {result['people']} 人生成目标")


@app.command("show")
def show(month: str, json_: JsonFlag = False) -> None:
    """Show the goals of a month and what is missing before it can be appraised."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            return await _goals(session, read_month(month))

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


async def _goals(session: Any, month: Month) -> dict[str, Any]:
    cycle, people, lacks = await scores.goals_of_month(session, month)
    names = {person.department_id: person.department for person in people}
    return {
        "month": str(month),
        "sealed_at": cycle.sealed_at.isoformat() if cycle.sealed_at else None,
        "goals": [_row(person, cycle.of(person.id)) for person in people],
        "department_targets": {
            names.get(key, str(key)): plain(target) for key, target in cycle.department_targets.items()
        },
        "company_target": None if cycle.company_target is None else plain(cycle.company_target),
        "missing": [lack.to_json() for lack in lacks],
    }


def _row(person: Person, goals: PersonGoals | None) -> dict[str, Any]:
    agreed = goals.acknowledged_at if goals else None
    return {
        "person_id": str(person.id),
        "employee_number": person.employee_number,
        "name": person.name,
        "department": person.department,
        "post": goals.post if goals else None,
        "responsibilities": goals.responsibilities if goals else None,
        "acknowledged_at": agreed.isoformat() if agreed else None,
        "indicators": [
            {"indicator": each.indicator, "weight": plain(each.weight), "target": plain(each.target)}
            for each in (goals.indicators if goals else ())
        ],
    }


def _human(result: dict[str, Any]) -> str:
    lines = []
    for row in result["goals"]:
        targets = "  ".join(
            f"{each['indicator']} {each['weight']}%→{each['target']}" for each in row["indicators"]
        )
        mark = "✓" if row["acknowledged_at"] else " "
        lines.append(f"{mark} {row['employee_number']:<8} {row['name']:<6} {targets or '—'}")
    lines += [f"  缺：{lack['zh']}" for lack in result["missing"]]
    return "\n".join(lines)
