"""`callwright recordings …`: recordings in, paired with their calls."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run

app = typer.Typer(help="录音：导入并与通话配对 / recordings", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(folder: Path, json_: JsonFlag = False) -> None:
    """Import the WAV files below FOLDER, pair them with calls, and report what could not be paired."""

    async def work(context: CommandContext) -> dict[str, Any]:
        return await context.run_job("recordings.import", {"folder": str(folder.absolute())})

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


def _human(result: dict[str, Any]) -> str:
    lines = [f"文件 {result['files']}  已配对 {result['paired']}  未变 {result['unchanged']}"]
    for title, name in (("未配对", "unpaired"), ("不是录音", "rejected")):
        lines += [
            f"  {title}  {one['original']['file']}  {one['zh']}  ({one['code']})" for one in result[name]
        ]
    lines += [f"  文件不完整，已保留现有部分：{name}" for name in result["truncated"]]
    if result["missing_total"]:
        lines.append(f"有 {result['missing_total']} 次通话的录音没有找到：")
        lines += [f"  {one['started_at']}  {one['recording_name']}" for one in result["missing"]]
    lines += [f"  {note['zh']}" for note in result["notes"]]
    return "\n".join(lines)
