"""`callwright lists preview`: what is in files before they are imported."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import say
from callwright.flow.lists import service
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.service.previewing import Sent

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def mount(app: typer.Typer) -> None:
    """Add the command to `callwright lists`."""
    app.command("preview")(preview)


def preview(
    files: list[Path],
    sheet: Annotated[list[str] | None, typer.Option(help="sheet of a workbook; may be repeated")] = None,
    json_: JsonFlag = False,
) -> None:
    """Look at files without importing them: encoding, sheet, header, columns and their meaning, rows."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        sent = [Sent(path.name, path, sheets=tuple(sheet or ())) for path in files]
        stager = context.ports.get(TableStager)
        return [asdict(one) for one in await service.preview(context.principal, files=sent, stager=stager)]

    found = run(work, json_errors=json_)
    print_result(found, as_json=json_, human=lambda: "\n\n".join(_human(one) for one in found))


def _human(file: dict[str, Any]) -> str:
    if file["error"]:
        return f"{file['name']}: {say(file['error']['zh'], file['error']['en'])}"
    sheet = f" · {file['sheet']}" if file["sheet"] else ""
    head = (
        f"{file['name']} · {file['encoding']}{sheet} · {file['rows']} {say('行', 'rows')} · "
        f"{say('表头行', 'header line')} {file['header_line']}"
    )
    lines = [_line(column) for column in file["columns"]]
    missing = [f"  {say('缺少', 'missing')}: {', '.join(file['missing'])}"] if file["missing"] else []
    return "\n".join([head, *lines, *missing])


def _line(column: dict[str, Any]) -> str:
    cells = " | ".join(column["cells"][:2])
    return f"  {column['name']:<16} {column['field'] or '–':<10} {column['doubt'] or '':<16} {cells}"
