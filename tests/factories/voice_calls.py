"""A tiny company whose calls have recordings; for tests on a real database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.factories.voice import channel, tone, wav

from callwright.flow.calls import service as calls
from callwright.platform.files import StoredFile
from callwright.platform.runtime import Runtime
from callwright.platform.tables import ImportReport, Table, TableRow
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import PersonResolver

PEOPLE = """工号,姓名,部门,角色,职级,入职日期
E001,张三,一部,电销代表,初级,2026-01-05
E002,李四,一部,电销代表,初级,2026-01-05"""
CALLS = """流水号,坐席,号码,方向,开始时间,接听时间,结束时间,结果,录音文件
1,E001,13800138000,呼出,2026-11-18 09:00:00,2026-11-18 09:00:05,2026-11-18 09:00:17,有意向,rec/2026/c1.wav
2,E001,13800138001,呼出,2026-11-18 09:10:00,2026-11-18 09:10:05,2026-11-18 09:10:17,拒绝,
3,E002,13800138002,呼出,2026-11-18 09:20:00,2026-11-18 09:20:05,2026-11-18 09:20:17,拒绝,c3.wav
4,E002,13800138003,呼出,2026-11-18 09:30:00,,2026-11-18 09:30:17,未接,c4.wav
5,E002,13800138004,呼出,2026-11-18 09:40:00,2026-11-18 09:40:05,2026-11-18 09:40:17,拒绝,c5.wav"""

AGENT = ((1.0, 3.0), (5.5, 9.5))
CUSTOMER = ((3.6, 5.0),)


def table(text: str) -> Table:
    """A table from CSV text."""
    header, *lines = [line.split(",") for line in text.splitlines()]
    rows = [TableRow(line, dict(zip(header, cells, strict=True))) for line, cells in enumerate(lines, 2)]
    return Table(header, rows, "utf-8")


def stored(name: str) -> StoredFile:
    """A stand-in for a kept file."""
    return StoredFile(key=name, sha256=name, size=1, name=name)


async def hire(runtime: Runtime) -> PersonResolver:
    """The two agents."""
    async with runtime.database.transaction() as session:
        await staff.import_roster(
            session, table=table(PEOPLE), source_file=stored("roster"), today=dt.date(2026, 11, 20)
        )
        return await staff.resolver(session)


async def import_calls(runtime: Runtime) -> ImportReport:
    """Their five calls."""
    async with runtime.database.transaction() as session:
        return await calls.import_call_records(
            session, table=table(CALLS), source_file=stored("calls"), now=runtime.clock.now()
        )


def write_recordings(folder: Path) -> None:
    """c1: a talk; by name: call 2, mono; c5: cut; a stranger, a picture called wav, a copy of c1, a note."""
    talk = wav([channel(12.0, *AGENT), channel(12.0, *CUSTOMER, pitch=210.0)])
    (folder / "c1.wav").write_bytes(talk)
    (folder / "copy of c1.wav").write_bytes(talk)
    (folder / "E001_13800138001_20261118091005.wav").write_bytes(wav([channel(6.0, (1.0, 3.0))]))
    (folder / "deeper").mkdir()
    (folder / "deeper" / "c5.wav").write_bytes(
        wav([channel(12.0, *AGENT), tone(12.0)])[: 44 + 4 * 8_000 * 6 + 3]
    )
    (folder / "stranger.wav").write_bytes(wav([tone(1.0)]))
    (folder / "picture.wav").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "readme.txt").write_text("notes")
