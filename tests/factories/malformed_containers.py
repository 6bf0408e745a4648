"""Containers written by hand: what no library would write."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def zipped(parts: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """A zip of these parts, always with the same dates."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, compress_type=archive.compression
            )
    return made.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def ods(table: Sequence[Sequence[str]], extra: str = "") -> bytes:
    """An OpenDocument spreadsheet with one sheet; `extra` is XML put behind its rows."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in cells
        )
        + "</table:table-row>"
        for cells in table
    )
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="名单">{lines}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}"/>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file (the container of XLS and of encrypted workbooks) with these streams."""
    padded = {
        name: data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\x00")
        for name, data in streams.items()
    }
    fat = [_FAT, _END]
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(padded.items(), start=1):
        first, sectors = len(fat), len(data) // SECTOR
        fat += [*range(first + 1, first + sectors), _END]
        entries.append(_entry(name, 2, first, len(data), right=number + 1 if number < len(padded) else _FREE))
    directory = b"".join(entries).ljust(SECTOR, b"\x00")
    if len(fat) > SECTOR // 4 or len(directory) > SECTOR:
        raise ValueError("too large for one table sector")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        _END,
        0,
        _END,
        0,
    )
    return head + struct.pack("<I", 0).ljust(436, b"\xff") + table + directory + b"".join(padded.values())


def _entry(name: str, kind: int, first: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\x00\x00"
    return raw.ljust(64, b"\x00") + struct.pack(
        "<HBBIII36xIII", len(raw), kind, 1, _FREE, right, child, first, size, 0
    )


def xls(table: Sequence[Sequence[str | float]]) -> bytes:
    """An XLS workbook (BIFF8) with one sheet."""
    name = b"Sheet1"
    bof = b"\x00\x06%s\xbb\x0d\xcc\x07" + b"\x00" * 8
    end = _record(0x0A, b"")
    sheet_name = struct.pack("<BB", len(name), 0) + name
    front = _record(0x809, bof % b"\x05\x00") + _record(0x42, struct.pack("<H", 1200))
    place = len(front) + 4 + 6 + len(sheet_name) + len(end)
    cells = b"".join(
        _cell(row, column, value) for row, line in enumerate(table) for column, value in enumerate(line)
    )
    size = _record(0x200, struct.pack("<IIHHH", 0, len(table), 0, max(len(line) for line in table), 0))
    sheet = _record(0x809, bof % b"\x10\x00") + size + cells + end
    return compound(
        {"Workbook": front + _record(0x85, struct.pack("<IH", place, 0) + sheet_name) + end + sheet}
    )


def _cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)
    return _record(0x203, struct.pack("<HHHd", row, column, 0, float(value)))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
