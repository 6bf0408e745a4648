"""`callwright campaigns …`: campaigns."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep
from callwright.registers.campaigns import service

app = typer.Typer(help="外呼活动 / campaigns", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(file: Path, json_: JsonFlag = False) -> None:
    """Import campaigns from a YAML or JSON file; one without a target definition stays a draft."""

    async def work(context: CommandContext) -> dict[str, Any]:
        stored = await keep(context, file)
        async with context.transaction() as session:
            report = await service.import_campaigns(session, content=file.read_bytes(), source_file=stored)
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("list")
def list_(json_: JsonFlag = False) -> None:
    """List campaigns."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [asdict(one) for one in await service.campaigns(session)]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(f"{row['code']:<12} {row['state']:<8} {row['name']}" for row in result),
    )


@app.command("start")
def start(code: str, json_: JsonFlag = False) -> None:
    """Let a campaign run; refused without a target definition."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            return asdict(await service.start(session, code=code))

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['code']} {result['state']}")
