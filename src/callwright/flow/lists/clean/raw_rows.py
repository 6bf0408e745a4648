"""The rows of all staged files, whatever their columns are called, in order and in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.tables import batches
from callwright.flow.lists.clean.work import READ, FileFacts, Work, mappings_of, staged

FIELDS = ("company", "person", "address", "province", "city")


def places_of(work: Work) -> int:
    """How many number columns the file with the most of them has."""
    return max((len(mapping.phones) for mapping in mappings_of(work)), default=0)


def slabs(batches: Iterable[pa.RecordBatch | pa.Table], size: int) -> Iterator[pa.Table]:
    """The same rows in tables of `size` rows (the last one may be shorter)."""
    waiting: list[pa.Table] = []
    rows = 0
    for batch in batches:
        if not waiting and batch.num_rows == size:
            yield batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
            continue
        waiting.append(batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch]))
        rows += batch.num_rows
        while rows >= size:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, size)
            waiting = [whole.slice(size)]
            rows -= size
    if rows:
        yield pa.concat_tables(waiting)


def raw_parts(work: Work, size: int) -> Iterator[pa.Table]:
    """Tables of `size` rows (the last one may be shorter), over the borders of files.

    Columns: row (its number in the batch, from 0), the fields, and cell_0 … for the number columns.
    """
    yield from slabs(_tables(work), size)


def _tables(work: Work) -> Iterator[pa.Table]:
    places = places_of(work)
    for file, mapping in zip(staged(work), mappings_of(work), strict=True):
        wanted = [getattr(mapping, field) for field in FIELDS]
        wanted += [*mapping.phones, *[None] * (places - len(mapping.phones))]
        names = ["row", *FIELDS, *(f"cell_{place}" for place in range(places))]
        row = file.base
        for batch in staged_batches(work, file):
            found = [_cells(file, batch, column) for column in wanted]
            rows = pa.array(np.arange(row, row + batch.num_rows))
            row += batch.num_rows
            yield pa.table([rows, *found], names)


def staged_batches(work: Work, file: FileFacts) -> Iterator[pa.RecordBatch]:
    """The rows of a staged file in their order."""
    yield from batches(work.file(READ, f"{file.index:03d}"))


def _cells(file: FileFacts, batch: pa.RecordBatch, column: str | None) -> pa.Array:
    return batch.column(file.position(column)) if column else pa.nulls(batch.num_rows, pa.string())


def mapped(file: FileFacts, mapping: ColumnMapping, field: str) -> str | None:
    """The staged column of a field."""
    column = getattr(mapping, field)
    return file.position(column) if column else None
