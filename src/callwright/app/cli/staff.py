"""`callwright staff …`: the roster, people, accounts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.platform.auth.service import invite as invite_account
from callwright.registers.staff import service
from callwright.registers.staff.errors import PersonUnknown

app = typer.Typer(help="员工：名册、人员、账号 / people and accounts", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(file: Path, json_: JsonFlag = False) -> None:
    """Import a roster (XLSX, CSV, …): departments, teams, people, grades."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        today = context.calendar.day_of(context.clock.now())
        async with context.transaction() as session:
            report = await service.import_roster(session, table=table, source_file=stored, today=today)
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("list")
def list_(
    on: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="employed on this day")] = None,
    json_: JsonFlag = False,
) -> None:
    """List people with their grade."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found = await service.people(session, on=on.date() if on else None)
        return [
            {
                "id": str(one.id),
                "employee_number": one.employee_number,
                "name": one.name,
                "department": one.department,
                "team": one.team,
                "role": str(one.role),
                "grade": str(one.grade),
                "market_type": str(one.market_type) if one.market_type else None,
                "hired_on": one.hired_on.isoformat(),
                "left_on": one.left_on.isoformat() if one.left_on else None,
            }
            for one in found
        ]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(
            f"{row['employee_number']:<8} {row['name']:<6} {row['role']:<12} {row['grade']:<13}"
            f" {row['department']} {row['team'] or ''}"
            for row in result
        ),
    )


@app.command("invite")
def invite(employee_number: str, json_: JsonFlag = False) -> None:
    """Create an account for a person and print a one-time link to set the password."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.resolver(session)
            person = found.find(employee_number)
            if person is None:
                raise PersonUnknown(reference=employee_number)
            account_id, invitation = await invite_account(
                session,
                login=person.employee_number,
                name=person.name,
                roles=[str(person.role)],
                now=context.clock.now(),
            )
            await service.link_account(session, person.id, account_id)
        return {
            "employee_number": person.employee_number,
            "login": person.employee_number,
            "link": f"http://{context.settings.host}:{context.settings.port}/first-owner?token={invitation.token}",
            "token": invitation.token,
            "expires_at": invitation.expires_at.isoformat(),
        }

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["link"]))
