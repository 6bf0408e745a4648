"""The rows of all staged files as one relation `raw`, whatever their columns are called."""

from __future__ import annotations

from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.engine import quoted
from callwright.flow.lists.clean.work import FileFacts, Work, mappings_of, rows_of, staged

FIELDS = ("company", "person", "address", "industry", "remark", "province", "city")


def places_of(work: Work) -> int:
    """How many number columns the file with the most of them has."""
    return max((len(mapping.phones) for mapping in mappings_of(work)), default=0)


def raw_rows(work: Work) -> str:
    """SQL: row, file, line, oversize, original (JSON), the mapped fields, and cell_0 … for the number columns."""
    places = places_of(work)
    return " union all ".join(
        _rows(work, file, mapping, places)
        for file, mapping in zip(staged(work), mappings_of(work), strict=True)
    )


def _rows(work: Work, file: FileFacts, mapping: ColumnMapping, places: int) -> str:
    line, oversize = "line", "oversize"
    if file.first_line is not None:
        line, oversize = f"(file_row_number + {file.first_line})::integer", "false"
    phones = [*mapping.phones, *[None] * (places - len(mapping.phones))]
    cells = [f"{_cell(file, getattr(mapping, field))} as {field}" for field in FIELDS]
    cells += [f"{_cell(file, column)} as cell_{place}" for place, column in enumerate(phones)]
    return rows_of(
        work,
        file,
        f"{file.index}::integer as file, {line} as line, {oversize} as oversize, {_original(file)} as original, "
        f"{', '.join(cells)}",
    )


def _original(file: FileFacts) -> str:
    cells = ", ".join(f"{quoted(name)}, coalesce(c{at}, '')" for at, name in enumerate(file.columns))
    return f"json_object({cells})::varchar"


def _cell(file: FileFacts, column: str | None) -> str:
    return file.position(column) if column else "null::varchar"
