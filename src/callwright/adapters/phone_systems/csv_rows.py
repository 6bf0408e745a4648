"""Rows of separated text, with or without a header."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

ENCODINGS = ("utf-8-sig", "gb18030")


def text_of(body: bytes) -> str:
    """Bytes as text: UTF-8, else GB18030; ValueError for neither."""
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB18030")


def rows_of(body: bytes, header: Sequence[str], *, known: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Rows by column; the first row is the header when it holds the column `known`, else `header` names them."""
    lines = [line for line in csv.reader(io.StringIO(text_of(body)), delimiter=delimiter) if any(line)]
    if not lines:
        raise ValueError("there is no row in it")
    first = [cell.strip() for cell in lines[0]]
    names = first if known in first else list(header)
    rows = lines[1:] if known in first else lines
    if any(len(row) > len(names) for row in rows):
        raise ValueError(f"a row has more than {len(names)} cells")
    return [dict(zip(names, (cell.strip() for cell in row), strict=False)) for row in rows]
