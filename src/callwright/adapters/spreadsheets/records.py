"""Cutting text into records and cells, also where the quoting is broken; no character is dropped silently."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from callwright.adapters.spreadsheets.contracts import Record
from callwright.adapters.spreadsheets.encoding import Encoding
from callwright.adapters.spreadsheets.limits import MAX_RECORD_LINES

csv.field_size_limit(1 << 27)
_ENDS = "\r\n"


def text_lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """Lines with their line ends of any kind, decoded, without a BOM."""
    with path.open("r", encoding=encoding.codec, errors=encoding.errors, newline="") as file:
        for number, line in enumerate(file):
            yield line.removeprefix("\ufeff") if number == 0 else line


def record_texts(lines: Iterator[str]) -> Iterator[str]:
    """Lines joined where a quoted cell runs over several of them.

    A quote that is still open after `MAX_RECORD_LINES` (or at the end) is no quote: its line stands alone.
    """
    waiting: list[str] = []
    source = iter(lines)
    while True:
        line = waiting.pop(0) if waiting else next(source, None)
        if line is None:
            return
        if line.count('"') % 2 == 0:
            yield line.rstrip(_ENDS)
            continue
        joined, closed = [line], False
        while len(joined) < MAX_RECORD_LINES:
            following = waiting.pop(0) if waiting else next(source, None)
            if following is None:
                break
            joined.append(following)
            if following.count('"') % 2:
                closed = True
                break
        if closed:
            yield "".join(joined).rstrip(_ENDS)
        else:
            waiting = joined[1:] + waiting
            yield line.rstrip(_ENDS)


def split_record(record: str, delimiter: str | None) -> list[str]:
    """The cells of one record; broken quotes are kept as characters."""
    if delimiter is None:
        return [_unquoted(record)]
    if delimiter == " ":
        return record.split()
    if '"' not in record:
        return record.split(delimiter)
    if record.count('"') % 2:
        return record.split(delimiter)
    try:
        return next(csv.reader([record], delimiter=delimiter), [])
    except csv.Error:
        # Quotes and line breaks where a table has none: the quotes are characters like others.
        return record.split(delimiter)


def records(path: Path, encoding: Encoding, delimiter: str | None) -> Iterator[Record]:
    """Numbered records of a text file (1 = the first, empty ones are counted and come as no cells)."""
    for number, record in enumerate(record_texts(text_lines(path, encoding)), start=1):
        yield number, (split_record(record, delimiter) if record.strip() else [])


def _unquoted(record: str) -> str:
    if len(record) >= 2 and record[0] == record[-1] == '"':
        return record[1:-1].replace('""', '"')
    return record
