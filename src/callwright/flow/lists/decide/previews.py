"""What a list looks like before it is imported: which column was taken for what, and where a person should look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Taken = Literal["header", "cells"]
Doubt = Literal["few_numbers", "few_companies", "numbers_unused", "companies_unused", "empty"]

CELLS_SHOWN = 4
ENOUGH = 0.3
"""Share of filled cells that must look like numbers before a column is believed to carry them (or to miss them)."""
_NUMBER_LIKE_BUT_OTHER = ("传真", "fax", "qq", "微信", "证", "税", "信用代码", "注册号", "编号", "id")


@dataclass(frozen=True)
class ColumnPreview:
    """One column: its header, a few of its cells, the field it was taken for and what speaks against that.

    `field` is None for a column that is kept but not read; `taken` says whether header or cells told; `filled` is
    the share of looked-at rows with content, 0…1.
    """

    name: str
    cells: tuple[str, ...]
    filled: float
    field: str | None
    taken: Taken | None
    doubt: Doubt | None


@dataclass(frozen=True)
class FilePreview:
    """One file before its import. `rows` is exact unless only its beginning was sent; `missing` are needed fields.

    `error` {code, zh, en} says why a file cannot be used, and then the rest is empty. Lines count from 1;
    `header_line` 0 means that the file has no header.
    """

    name: str
    size: int
    encoding: str = ""
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_line: int = 0
    rows: int = 0
    rows_exact: bool = True
    blank_lines: int = 0
    columns: tuple[ColumnPreview, ...] = ()
    missing: tuple[str, ...] = ()
    error: Mapping[str, object] | None = None


def column_previews(
    columns: Sequence[str],
    cells: Sequence[Sequence[str]],
    kinds: Sequence[Mapping[str, float]],
    fields: Mapping[str, str],
    guessed: Sequence[str],
) -> tuple[ColumnPreview, ...]:
    """Describe columns: `cells` are the looked-at cells per column, `kinds` the shares of what they look like.

    `fields` says which column (by header) carries which field; `guessed` are the fields told from cells.
    """
    return tuple(
        ColumnPreview(
            name=name,
            cells=tuple(cell for cell in values if cell.strip())[:CELLS_SHOWN],
            filled=sum(1 for cell in values if cell.strip()) / len(values) if values else 0.0,
            field=fields.get(name),
            taken=None if name not in fields else "cells" if fields[name] in guessed else "header",
            doubt=_doubt(name, fields.get(name), values, kind),
        )
        for name, values, kind in zip(columns, cells, kinds, strict=True)
    )


def missing_fields(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Fields without which no row can be used or judged: numbers, and the name of company or person."""
    carried = set(fields.values())
    lacking = [] if "phones" in carried else ["phones"]
    if not carried & {"company", "person"}:
        lacking.append("company")
    return tuple(lacking)


def _doubt(name: str, field: str | None, values: Sequence[str], kind: Mapping[str, float]) -> Doubt | None:
    """What does not fit between the field of a column and its cells."""
    if field is not None and not any(cell.strip() for cell in values):
        return "empty"
    if field == "phones" and kind["phone"] < ENOUGH:
        return "few_numbers"
    if field == "company" and kind["company"] < ENOUGH and kind["person"] > ENOUGH:
        return "few_companies"
    if field is not None:
        return None
    plain = name.lower()
    if kind["phone"] >= ENOUGH and not any(word in plain for word in _NUMBER_LIKE_BUT_OTHER):
        return "numbers_unused"
    return "companies_unused" if kind["company"] >= 0.5 else None
