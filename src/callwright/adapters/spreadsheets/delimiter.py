"""What separates the cells of a text table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from callwright.adapters.spreadsheets.records import split_record

CANDIDATES = (",", "\t", ";", "|", "，", "^")
WHITESPACE = " "
"""The delimiter of pasted text whose cells are set apart by blanks: any run of them."""
_DIGITS = re.compile(r"\d{5,}")


def delimiter_of(records: Sequence[str]) -> str | None:
    """The delimiter that cuts most of these records into the same number of cells; None for a single column."""
    filled = [record for record in records if record.strip()]
    scores = [(_score(filled, delimiter), -order) for order, delimiter in enumerate(CANDIDATES)]
    best, order = max(scores, default=(0.0, 0))
    if best > 0:
        return CANDIDATES[-order]
    return WHITESPACE if _is_blank_separated(filled) else None


def _score(records: Sequence[str], delimiter: str) -> float:
    """Share of records with the usual width, times a little for each column; 0 when that is one column."""
    widths = [len(split_record(record, delimiter)) for record in records]
    if not widths:
        return 0.0
    usual, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
    wide = sum(1 for width in widths if width > 1)
    if usual == 1:
        # Title rows and ragged exports: still a table when most records are cut at all.
        if wide * 2 < len(widths):
            return 0.0
        usual, count = max(Counter(w for w in widths if w > 1).items(), key=lambda item: (item[1], item[0]))
    return count / len(widths) + min(usual, 50) / 100


def _is_blank_separated(records: Sequence[str]) -> bool:
    """Pasted lines like `张三  13800138000`: nearly all have the same 2+ words, one of them a long number."""
    widths = Counter(len(record.split()) for record in records)
    if not widths:
        return False
    usual, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    with_number = sum(1 for record in records if any(_DIGITS.search(word) for word in record.split()))
    named = sum(1 for record in records if any(not _DIGITS.search(word) for word in record.split()))
    return (
        usual > 1
        and count * 10 >= len(records) * 9
        and with_number * 2 >= len(records)
        and named * 2 >= len(records)
    )
