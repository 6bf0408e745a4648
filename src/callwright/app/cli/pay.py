"""`callwright pay …`: the plan, closing a month, one person's statement."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from callwright.app.cli import pay_changes
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import FileNotReadable
from callwright.app.cli.language import language, say
from callwright.app.cli.months import read_month
from callwright.flow.pay import service
from callwright.flow.scores import service as scores

app = typer.Typer(help="薪酬：方案、关账、薪酬单 / pay", no_args_is_help=True)
pay_changes.mount(app)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("plan")
def plan(
    file: Annotated[
        Path | None, typer.Argument(help="YAML; without a file the plan in force is shown")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Bring in a pay plan, checked against its form; without a file show the plan in force today."""

    async def work(context: CommandContext) -> dict[str, Any]:
        data = None if file is None else await asyncio.to_thread(_read_yaml, file)
        async with context.transaction() as session:
            if file is None:
                found = await service.plan_on(session, context.calendar.day_of(context.clock.now()))
                return {"version": found.version, "plan": found.document()}
            made = await service.save_plan(
                session, data=data, principal=context.principal, at=context.clock.now()
            )
        return {
            "version": made.version,
            "effective_from": made.effective_from.isoformat(),
            "unchanged": made.unchanged,
            "plan": made.document,
        }

    result = run(work, json_errors=json_)
    print_result(
        result, as_json=json_, human=lambda: yaml.safe_dump(result, allow_unicode=True, sort_keys=False)
    )


def _read_yaml(file: Path) -> Any:
    try:
        return service.read_yaml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise FileNotReadable(file=str(file)) from None


@app.command("template")
def template(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="where to write it; else printed")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """The plan of product §9 with every open number marked “must be entered”: fill it in, bring it in with `plan`."""
    text = service.template()
    if output is not None:
        output.write_text(text, encoding="utf-8")
    result = {"template": text, "file": str(output) if output else None}
    print_result(result, as_json=json_, human=lambda: str(output) if output else text)


@app.command("close")
def close(month: str, json_: JsonFlag = False) -> None:
    """Work out and freeze everybody's statement of a month; needs closed scores, twice is once."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            closed = await service.close_pay(
                session,
                month=read_month(month),
                principal=context.principal,
                at=context.clock.now(),
                calendar=context.calendar,
            )
        return closed.to_json()

    result = run(work, json_errors=json_)
    state = "此前已关账" if result["already_closed"] else "已关账"
    print_result(
        result,
        as_json=json_,
        human=lambda: (
            f"{result['month']} {state}：{result['statements']} 份薪酬单，"
            f"应发 {result['paid_total']} {result['currency']}"
        ),
    )


@app.command("approve")
def approve(
    month: str,
    note: Annotated[str, typer.Option(help="what the owner notes with the approval")] = "",
    json_: JsonFlag = False,
) -> None:
    """Approve what a closed month pays out; before it nothing can be exported. Twice is once."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.approve_payout(
                session,
                month=read_month(month),
                note=note,
                principal=context.principal,
                at=context.clock.now(),
            )
        return {
            "month": str(found.month),
            "approved_by": found.approved_by,
            "approved_at": found.approved_at.isoformat(),
            "statements": found.statements,
            "paid_total": str(found.paid_total),
        }

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: say(
            "{month} 已批准发放 {paid_total}（{statements} 份）", "{month}: {paid_total} approved"
        ).format(**result),
    )


@app.command("export")
def export(
    month: str,
    output: Annotated[Path, typer.Option("--output", "-o", help="an .xlsx or .csv file")],
    json_: JsonFlag = False,
) -> None:
    """Write an approved month for the payroll: one row per person (XLSX: and every line)."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            rows = await service.payroll_rows(session, month=read_month(month), principal=context.principal)
        write = service.write_payroll_csv if output.suffix == ".csv" else service.write_payroll_xlsx
        await asyncio.to_thread(write, rows, output)
        return {"file": str(output), "statements": len(rows)}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['file']}: {result['statements']}")


@app.command("verify")
def verify(month: str, json_: JsonFlag = False) -> None:
    """Work every statement of a closed month out again: the same facts give the same bytes."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            count, wrong = await service.differing_statements(session, read_month(month))
        return {"month": month, "statements": count, "differing": [str(each) for each in wrong]}

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: say("{n} 份重算，{wrong} 份不同", "{n} worked out again, {wrong} differ").format(
            n=result["statements"], wrong=len(result["differing"])
        ),
    )
    if result["differing"]:
        raise typer.Exit(1)


@app.command("show")
def show(
    person: Annotated[str, typer.Argument(help="employee number or name")],
    month: str,
    json_: JsonFlag = False,
) -> None:
    """Show one statement: each line with its reason tree."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await scores.person_named(session, person)
            statement = await service.open_statement(
                session,
                person_id=found.id,
                month=read_month(month),
                principal=context.principal,
                at=context.clock.now(),
            )
            return service.statement_json(statement, found)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


_UNITS = {
    "points": ("分", "points"),
    "percent": ("%", "%"),
    "days": ("天", "days"),
    "count": ("", ""),
    "text": ("", ""),
    "choice": ("", ""),
}


def _human(statement: dict[str, Any]) -> str:
    lines = [
        f"{statement['name']}（{statement['employee_number']}） {statement['month']} {statement['currency']}"
    ]
    for line in statement["lines"]:
        lines.append(f"{line['amount']:>12}  {line['title'][language()]}")
        lines += _tree(line["reason"]["children"], depth=1)
    total = say("应发合计（挣得 {earned}）", "to be paid (earned {earned})").format(
        earned=statement["earned_total"]
    )
    lines.append(f"{statement['paid_total']:>12}  {total}")
    return "\n".join(lines)


def _tree(nodes: list[dict[str, Any]], *, depth: int) -> list[str]:
    found: list[str] = []
    for node in nodes:
        source = f"  [{node['source']}]" if node["source"] else ""
        label = node["label"][language()]
        found.append(f"{'':>14}{'  ' * depth}{label}：{_value(node['value'], node['unit'])}{source}")
        found += _tree(node["children"], depth=depth + 1)
    return found


def _value(value: object, unit: str) -> str:
    """A value as people write it: shares in percent, yes or no, words in the language of the command."""
    if isinstance(value, dict):
        return str(value[language()])
    if isinstance(value, bool):
        return say("是", "yes") if value else say("否", "no")
    if unit == "share" and isinstance(value, str):
        return f"{Decimal(value):.2%}"
    zh, en = _UNITS.get(unit, (unit, unit))
    return f"{value} {say(zh, en)}".rstrip()
