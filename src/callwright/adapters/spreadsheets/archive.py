"""Looking into a workbook before it is opened: is it a bomb?"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO

from callwright.adapters.spreadsheets.errors import BrokenTable, TooLarge, TooManyColumns
from callwright.adapters.spreadsheets.limits import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_SHEET_CELLS,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_COUNTS_FROM,
)

BLOCK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
OVERLAP = 64
_FAR_CELL = re.compile(rb'<c r="([A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+"[^>]*>\s*<[vfi]')
_ROW = re.compile(rb'<row [^>]*?r="(\d+)"')
_CELL_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d')
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d+)"[^>]*?office:value-type')
_REPEATED_ROW = re.compile(
    rb'number-rows-repeated="(\d+)"[^>]*>(?:<table:table-cell(?:(?!value-type)[^>])*/>)*<table:table-cell[^>]*office:value-type'
)
_LONG_TEXT = re.compile(rb"[^<]{%d}" % (MAX_CELL_CHARACTERS * 4))


def check_archive(path: Path) -> None:
    """Refuse a workbook that unpacks abnormally or spans an absurd rectangle (tables.too_large, …)."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path.name, archive)
            sheets = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
            for part in archive.infolist():
                name = part.filename
                if name in sheets:
                    with archive.open(part) as sheet:
                        _check_sheet(path.name, sheet, only=len(sheets) == 1)
                elif name in ("xl/sharedStrings.xml", "content.xml"):
                    with archive.open(part) as texts:
                        _check_texts(path.name, texts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        raise BrokenTable(name=path.name, reason=str(problem)) from problem


def _check_sizes(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES:
        raise TooLarge(name=name, reason=f"{unpacked // 1024**2} MiB")
    for part in parts:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > RATIO_COUNTS_FROM and ratio > MAX_UNPACK_RATIO:
            raise TooLarge(name=name, reason=f"1:{ratio:.0f}")


def _check_sheet(name: str, sheet: IO[bytes], *, only: bool) -> None:
    """One far cell makes the reader allocate a huge rectangle; too wide is an error where it is the only sheet."""
    last_row = widest = 0
    tail = b""
    while block := sheet.read(BLOCK):
        text = tail + block
        widest = max([widest, *(_column_number(found) for found in set(_FAR_CELL.findall(text)))])
        if only and widest > MAX_COLUMNS:
            raise TooManyColumns(name=name, columns=widest, limit=MAX_COLUMNS)
        rows = _ROW.findall(text)
        if rows:
            last_row = max(last_row, int(rows[0]), int(rows[-1]))
        if widest < 26:
            widest = max(
                [widest, *(_column_number(found) for found in set(_CELL_COLUMN.findall(text[:65536])))]
            )
        if last_row * max(widest, 1) > MAX_SHEET_CELLS:
            raise TooLarge(name=name, reason=f"{last_row} × {widest}")
        tail = text[-OVERLAP:]


def _check_texts(name: str, texts: IO[bytes]) -> None:
    """A text longer than the format allows, or a filled cell repeated without end (ODS)."""
    tail = b""
    while block := texts.read(BLOCK):
        text = tail + block
        if _LONG_TEXT.search(text):
            raise TooLarge(name=name, reason=f"> {MAX_CELL_CHARACTERS}")
        repeated = [*_REPEATED.findall(text), *_REPEATED_ROW.findall(text)]
        if any(int(times) > MAX_COLUMNS * 5 for times in repeated):
            raise TooLarge(name=name, reason="repeated")
        tail = text[-MAX_CELL_CHARACTERS * 4 :] if len(text) > MAX_CELL_CHARACTERS * 4 else text


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
