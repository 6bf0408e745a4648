"""What all importing commands share: keep the original, read it as a table, tell what became of the rows."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from callwright.app.cli.console import CommandContext
from callwright.app.cli.language import language, say
from callwright.flow.calls.errors import MappingUnreadable
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.tables import Table, TableReader


class FileNotReadable(CallwrightError):
    """The path given to a command is no readable file."""

    status = 422
    code = "files.not_readable"
    text = Text(zh="无法读取文件“{file}”。", en="The file “{file}” cannot be read.")


async def keep(context: CommandContext, file: Path) -> StoredFile:
    """Keep the original in the file store."""
    if not await asyncio.to_thread(file.is_file):
        raise FileNotReadable(file=str(file))
    store = context.ports.get(FileStore)
    return await asyncio.to_thread(store.put, file, file.name)


async def keep_and_read(
    context: CommandContext, file: Path, *, sheet: str | None = None
) -> tuple[Table, StoredFile]:
    """Keep the original and read one sheet of it."""
    stored = await keep(context, file)
    reader = context.ports.get(TableReader)
    return await asyncio.to_thread(lambda: reader.read(file, sheet=sheet)), stored


def mapping_text(mapping: Path) -> str:
    """The text of a mapping file; MappingUnreadable when it is no readable text."""
    try:
        return mapping.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingUnreadable(reason=str(error)) from None


def human_report(report: dict[str, Any]) -> str:
    """An import report for people: the sums, then every rejected row with its reason, then the notes."""
    counted = (
        (say("行数", "rows"), "rows"),
        (say("新增或更新", "new or changed"), "accepted"),
        (say("未变", "unchanged"), "unchanged"),
        (say("拒收", "rejected"), "rejected"),
    )
    lines = ["  ".join(f"{title} {report[name]}" for title, name in counted)]
    if report["already_imported"]:
        lines.append(
            say("此文件已导入过，没有重复计入。", "This file was imported before; nothing is counted twice.")
        )
    row = say("第 {line} 行", "line {line}")
    lines += [
        f"  {row.format(line=entry['line'])}  {entry[language()]}  ({entry['code']})"
        for entry in report["rejections"]
    ]
    lines += [f"  {note[language()]}" for note in report["notes"]]
    return "\n".join(lines)
