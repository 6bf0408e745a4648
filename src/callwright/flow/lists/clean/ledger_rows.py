"""Where every input row came from, and what only the ledger has of it; streamed in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.compiled import column_of, room_for, text_of
from callwright.flow.lists.clean.compiled_cells_out import trim
from callwright.flow.lists.clean.raw_rows import mapped, slabs, staged_batches
from callwright.flow.lists.clean.tables import SLAB, batches, read_table, write_table
from callwright.flow.lists.clean.work import FileFacts, Work, files_of, mappings_of, staged


def columns_of(path: Path, columns: Iterable[str]) -> Iterator[pa.Table]:
    """Some columns of a file in slabs."""
    yield from slabs(batches(path, list(columns)), SLAB)


def as_they_came(work: Work) -> Iterator[pa.Table]:
    """file, line, oversize, industry and remark of every row, in slabs."""
    return slabs((table for found in _files(work) for table in found), SLAB)


def oversize_rows(work: Work) -> npt.NDArray[np.bool_]:
    """Of every row whether a cell of it was beyond the limit."""
    found: list[npt.NDArray[np.bool_]] = []
    for file, facts in zip(staged(work), files_of(work), strict=True):
        if file.first_line is not None:
            found.append(np.zeros(int(str(facts["rows"])), np.bool_))
            continue
        found += [
            np.asarray(batch.column("oversize")).astype(np.bool_) for batch in staged_batches(work, file)
        ]
    return np.concatenate(found)


def _files(work: Work) -> Iterator[Iterator[pa.Table]]:
    for file, mapping in zip(staged(work), mappings_of(work), strict=True):
        industry, remark = (mapped(file, mapping, field) for field in ("industry", "remark"))
        yield _file(work, file, industry, remark)


def _file(work: Work, file: FileFacts, industry: str | None, remark: str | None) -> Iterator[pa.Table]:
    row = 0
    for batch in staged_batches(work, file):
        rows = batch.num_rows
        if file.first_line is None:
            line, oversize = batch.column("line"), batch.column("oversize")
        else:
            line = pa.array(np.arange(row, row + rows, dtype=np.int32) + file.first_line)
            oversize = pa.repeat(pa.scalar(value=False), rows)
        row += rows
        found = [pa.repeat(pa.scalar(file.index, pa.int32()), rows), line, oversize]
        found += [_trimmed(batch, column) for column in (industry, remark)]
        yield pa.table(found, ["file", "line", "oversize", "industry", "remark"])


def _trimmed(batch: pa.RecordBatch, column: str | None) -> pa.Array:
    if column is None:
        return pa.nulls(batch.num_rows, pa.string())
    text = text_of(batch.column(column))
    out = room_for(batch.num_rows, int(text.offsets[-1]) - int(text.offsets[0]))
    trim(text, out)
    return column_of(out)


def in_order(path: Path, target: Path) -> Path:
    """The file itself, or, if its rows are not in order, a copy in `target` in which they are."""
    rows = read_table(path, ["row"]).column("row").to_numpy()
    if np.array_equal(rows, np.arange(len(rows))):
        return path
    ordered = target / f"{path.stem}_in_order.arrow"
    table = read_table(path)
    write_table(table.take(pc.sort_indices(table, [("row", "ascending")])), ordered)
    return ordered
