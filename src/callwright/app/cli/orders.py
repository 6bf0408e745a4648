"""`callwright orders …`: order files, orders, blocked orders."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.flow.orders import service
from callwright.kernel.phone import PhoneNumber

app = typer.Typer(help="订单：导入、列表、阻塞 / orders", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(
    file: Path,
    sheet: Annotated[str | None, typer.Option(help="sheet of a workbook")] = None,
    json_: JsonFlag = False,
) -> None:
    """Import orders from XLSX or CSV; importing a newer file adds what happened since."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file, sheet=sheet)
        async with context.transaction() as session:
            report = await service.import_orders(
                session,
                table=table,
                source_file=stored,
                now=context.clock.now(),
                calendar=context.calendar,
            )
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("list")
def list_(page: int = 1, size: int = 100, json_: JsonFlag = False) -> None:
    """List orders, newest first."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found, total = await service.orders_page(
                session, visible_people=None, offset=(page - 1) * size, limit=size
            )
        items = [
            asdict(one)
            | {"state": one.state, "number": PhoneNumber(one.number).masked if one.number else None}
            for one in found
        ]
        return {"items": items, "total": total, "page": page, "size": size}

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(
            f"{row['order_number']:<14} {row['state']:<12} {row['amount']:>14}  {row['agent']}  {row['company']}"
            for row in result["items"]
        ),
    )


@app.command("blocked")
def blocked(json_: JsonFlag = False) -> None:
    """List orders that wait for a department."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [asdict(one) for one in await service.blocked_orders(session, at=context.clock.now())]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(
            f"{row['order_number']:<14} {row['department']:<6} {row['hours_over_limit']:>8} h  {row['reason'] or ''}"
            for row in result
        ),
    )
