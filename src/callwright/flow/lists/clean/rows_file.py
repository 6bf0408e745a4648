"""The rows of a cleaned batch, each column from the file that has it: rows.arrow repeats nothing steps before wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from callwright.flow.lists.clean.raw_rows import slabs
from callwright.flow.lists.clean.tables import SLAB, batches
from callwright.flow.lists.clean.work import CLEAN, LEDGER

OF_LEDGER = (
    *("row", "file", "line", "industry", "remark", "status", "code", "entity"),
    *("merged_into", "several", "is_new"),
)
OF_CLEAN = ("company", "province", "district", "numbers")
OF_FEATURES = ("company_key", "person", "city", "address")
COLUMNS = (*OF_LEDGER, *OF_CLEAN, *OF_FEATURES)


def ordered(folder: Path, name: str) -> Path:
    """A file of the cleaning step in the order of the rows: the ledger's copy where the step left another order."""
    copy = folder / LEDGER / f"{name}_in_order.arrow"
    return copy if copy.exists() else folder / CLEAN / f"{name}.arrow"


def row_batches(path: Path, columns: Sequence[str] = COLUMNS) -> Iterator[pa.RecordBatch]:
    """All rows in their order, a slab at once; `path` is rows.arrow in the folder of the cleaning."""
    files = (
        (path, OF_LEDGER),
        (ordered(path.parent, "clean"), OF_CLEAN),
        (ordered(path.parent, "features"), OF_FEATURES),
    )
    wanted = [(file, [name for name in columns if name in of]) for file, of in files]
    pieces = [slabs(batches(file, names), SLAB) for file, names in wanted if names]
    for found in zip(*pieces, strict=True):
        cells = {name: _one(table.column(name)) for table in found for name in table.column_names}
        yield pa.RecordBatch.from_pydict({name: cells[name] for name in columns})


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def read_rows(path: Path, columns: Sequence[str] = COLUMNS) -> pa.Table:
    """All rows at once."""
    return pa.Table.from_batches(row_batches(path, columns))
