"""Looking at files before their import: nothing is kept, nothing is written (product §2.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from callwright.flow.lists.clean.column_sniffing import (
    ROWS_LOOKED_AT,
    SINGLE_FIELDS,
    cell_kinds,
    sniff_columns,
)
from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.ports import StagedTable, TableStager
from callwright.flow.lists.clean.tables import spread_cells
from callwright.flow.lists.decide.previews import FilePreview, column_previews, missing_fields
from callwright.flow.lists.service.originals import error_of, plain_name
from callwright.kernel.errors import CallwrightError
from callwright.platform.principal import Principal


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, the sheets a person chose, and its whole size (bytes) when only its beginning was sent."""

    name: str
    path: Path
    whole_size: int | None = None
    sheets: tuple[str, ...] = ()


async def preview(principal: Principal, *, files: Sequence[Sent], stager: TableStager) -> list[FilePreview]:
    """Each file by itself: encoding, sheet, header, columns with their meaning and a few cells, number of rows.

    A file that is no table carries its error; the others are described all the same. Of a long text file the
    sender may send the beginning only: then `rows` is estimated from the size.
    """
    principal.demand("lists.write")
    return [await asyncio.to_thread(_preview, file, stager) for file in files]


def _preview(file: Sent, stager: TableStager) -> FilePreview:
    size = file.whole_size or file.path.stat().st_size
    with TemporaryDirectory(prefix="preview-") as folder:
        named = Path(folder) / plain_name(file.name)
        named.symlink_to(file.path.resolve())
        sent_bytes = file.path.stat().st_size
        if file.whole_size is not None and file.whole_size > sent_bytes:
            sent_bytes = _end_at_a_line(file.path)
        try:
            table = Path(folder) / "table.arrow"
            staged = stager.stage(named, table, sheet=file.sheets or None)
        except CallwrightError as error:
            return FilePreview(file.name, size, error=error_of(error))
        share = sent_bytes / size if size else 1.0
        cells = spread_cells(table, len(staged.columns), staged.rows, ROWS_LOOKED_AT)
        return _described(file, staged, cells, size, share)


def _described(
    file: Sent, staged: StagedTable, cells: list[list[str]], size: int, share: float
) -> FilePreview:
    names = list(staged.columns)
    mapping, guessed = sniff_columns(names, cells)
    fields = fields_by_column(mapping)
    return FilePreview(
        name=file.name,
        size=size,
        encoding=staged.encoding,
        sheet=staged.sheet,
        sheets=tuple(([staged.sheet] if staged.sheet else []) + list(staged.other_sheets)),
        header_line=staged.header_line,
        rows=staged.rows if share >= 1 else round(staged.rows / share),
        rows_exact=share >= 1,
        blank_lines=staged.blank_lines,
        columns=column_previews(names, cells, [cell_kinds(values) for values in cells], fields, guessed),
        missing=missing_fields(fields),
    )


def fields_by_column(mapping: ColumnMapping) -> dict[str, str]:
    """The mapping read the other way round: column → field."""
    named = {getattr(mapping, field): field for field in SINGLE_FIELDS if getattr(mapping, field)}
    return {
        **{str(column): field for column, field in named.items()},
        **dict.fromkeys(mapping.phones, "phones"),
    }


def _end_at_a_line(path: Path) -> int:
    """Cut the beginning of a text after its last whole line; answers the bytes that are left."""
    data = path.read_bytes()
    end = data.rfind(b"\n") + 1 or len(data)
    if b"\x00" in data[:1000] and end % 2:
        end += 1
    with path.open("r+b") as file:
        file.truncate(end)
    return end
