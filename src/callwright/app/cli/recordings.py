"""`callwright recordings …`: recordings in, paired with their calls."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli import recording_keeping, recording_keys
from callwright.app.cli.console import CommandContext, print_result, run

app = typer.Typer(help="录音：导入并与通话配对 / recordings", no_args_is_help=True)

app.command("erase")(recording_keeping.erase)
app.command("retain")(recording_keeping.retain)
app.command("business")(recording_keeping.business)
app.add_typer(recording_keeping.hold_app, name="hold")

app.add_typer(recording_keys.key_app, name="key")
app.command("move")(recording_keys.move)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("import")
def import_(folder: Path, json_: JsonFlag = False) -> None:
    """Import the WAV files below FOLDER, pair them with calls, and report what could not be paired."""

    async def work(context: CommandContext) -> dict[str, Any]:
        return await context.run_job("recordings.import", {"folder": str(folder.absolute())})

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


@app.command("reconcile")
def reconcile(
    deep: Annotated[bool, typer.Option("--deep", help="also look at everything in the store")] = False,
    json_: JsonFlag = False,
) -> None:
    """Hold raw files, calls and recordings against each other; take what was left, list what does not fit."""

    async def work(context: CommandContext) -> dict[str, Any]:
        return await context.run_job("recordings.reconcile", {"deep": deep})

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _found(result))


def _found(result: dict[str, Any]) -> str:
    counts = {
        "补存": "stored",
        "清理": "cleaned",
        "通话中": "going_on",
        "残留": "left_overs",
        "无主": "orphans",
    }
    lines = ["  ".join(f"{title} {result[name]}" for title, name in counts.items())]
    for title, name in (("没有对应通话", "without_call"), ("无法读取", "unreadable"), ("存储中丢失", "gone")):
        lines += [f"  {title}  {one}" for one in result[name]]
    lines += [f"  没有录音的通话  {one['attempt_id']}  {one['code']}" for one in result["absent"]]
    return "\n".join(lines)


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
