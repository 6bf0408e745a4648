"""A look at the cells of an Arrow batch as a whole: line breaks, the longest cell, rows of nothing but blanks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

BLANK_STARTS = np.zeros(256, np.bool_)
BLANK_STARTS[[*range(0x09, 0x0E), *range(0x1C, 0x21), 0xC2, 0xE1, 0xE2, 0xE3]] = True
"""First bytes that a blank (as `str.strip` takes it) can have in UTF-8."""


def line_breaks(column: pa.Array) -> int:
    """Line breaks inside the cells."""
    offsets, data = _buffers(column)
    return int(np.count_nonzero(data[offsets[0] : offsets[-1]] == 0x0A))


def longest_cell(column: pa.Array) -> int:
    """Bytes of the longest cell."""
    offsets, _ = _buffers(column)
    return int(np.diff(offsets).max(initial=0))


def blank_rows(batch: pa.RecordBatch) -> int:
    """Rows whose cells are empty or blank; nearly every row is told by the first byte of its first cell."""
    doubtful = np.arange(batch.num_rows)
    for column in batch.columns:
        offsets, data = _buffers(column)
        starts = offsets[doubtful]
        empty = starts == offsets[doubtful + 1]
        doubtful = doubtful[empty | BLANK_STARTS[data[np.minimum(starts, len(data) - 1)]]]
        if not len(doubtful):
            return 0
    rows = batch.take(pa.array(doubtful)).to_pylist()
    return sum(not any((cell or "").strip() for cell in row.values()) for row in rows)


def _buffers(column: pa.Array) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Where the cells begin and end, and their bytes (at least one)."""
    _, offsets, data = column.buffers()
    found = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    cells = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    return found, cells
