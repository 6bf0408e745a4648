"""Files between the steps: Arrow's own form, mapped into memory instead of read. What is kept for later is Parquet.

A mapped column costs nothing until it is looked at, and looking at it copies nothing (docs/decisions/0021).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

SLAB = 65_536
"""Rows of a batch: few enough to stay in the processor's cache from one step of the work to the next."""

MAPPED = 8
"""Batches that are mapped into memory at once."""


@contextmanager
def writer(path: Path, schema: pa.Schema) -> Iterator[pa.ipc.RecordBatchFileWriter]:
    """A file that is written batch by batch."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as out:
        yield out


def write_table(table: pa.Table, path: Path) -> None:
    """A whole table as a file."""
    with writer(path, table.schema) as out:
        out.write_table(table, SLAB)


def batches(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """A file of `writer` batch by batch, in order, without copying a cell.

    Mapped anew every few batches: what was looked at counts as memory of the process for as long as it is mapped.
    """
    at, count = 0, 1
    while at < count:
        with pa.memory_map(str(path)) as source:
            reader = pa.ipc.open_file(source)
            count = reader.num_record_batches
            for one in range(at, min(at + MAPPED, count)):
                batch = reader.get_batch(one)
                yield batch if columns is None else batch.select(list(columns))
        at += MAPPED


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A whole file, of either form."""
    if path.suffix == ".parquet":
        return pq.read_table(path, columns=None if columns is None else list(columns), use_threads=False)
    with pa.memory_map(str(path)) as source:
        table = pa.ipc.open_file(source).read_all()
    return table if columns is None else table.select(list(columns))


def spread_cells(path: Path, columns: int, rows: int, most: int) -> list[list[str]]:
    """Of a staged file the cells per column of evenly spread rows, the first row among them; `most` rows of `rows`."""
    every = max(1, rows // most)
    found: list[list[str]] = [[] for _ in range(columns)]
    passed = 0
    for batch in batches(path):
        wanted = pa.array(range(-passed % every, batch.num_rows, every), pa.int64())
        passed += batch.num_rows
        for at, cells in enumerate(found):
            cells += [cell or "" for cell in batch.column(at).take(wanted).to_pylist()]
    return [cells[:most] for cells in found]
