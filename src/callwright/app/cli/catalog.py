"""`callwright catalog …`: products."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.registers.catalog import service

app = typer.Typer(help="产品目录 / products", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(file: Path, json_: JsonFlag = False) -> None:
    """Import a product sheet: name, code, price, cost, stock, main-push."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        async with context.transaction() as session:
            return (await service.import_products(session, table=table, source_file=stored)).to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("list")
def list_(json_: JsonFlag = False) -> None:
    """List products."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [asdict(one) for one in await service.products(session)]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(f"{row['code']:<10} {row['price']:>12}  {row['name']}" for row in result),
    )
