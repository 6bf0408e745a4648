"""Two columns as one in machine code: some rows from here, the others from there."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.compiled import Bytes, Text, compiled, text_of


def merged_column(plain: pa.Array, other: pa.Array, chosen: Bytes) -> pa.Array:
    """The cells of `plain`; where a row is chosen, the next one of `other`."""
    rows, here, there = len(plain), text_of(plain), text_of(other)
    room = int(here.offsets[-1]) - int(here.offsets[0]) + int(there.offsets[-1]) - int(there.offsets[0])
    out = Text(np.empty(room + 8, np.uint8), np.zeros(rows + 1, np.int32), np.empty(rows, np.uint8))
    missing = _merge(here, there, chosen, out)
    bits = pa.py_buffer(np.packbits(out.valid, bitorder="little")) if missing else None
    data = pa.py_buffer(out.data[: int(out.offsets[rows])])
    return pa.StringArray.from_buffers(rows, pa.py_buffer(out.offsets), data, bits, missing)


@compiled
def _merge(plain: Text, other: Text, chosen: Bytes, out: Text) -> int:
    """Answers how many cells are null."""
    next_, at, missing = 0, 0, 0
    for row in range(len(chosen)):
        if chosen[row]:
            start, end, valid = other.offsets[next_], other.offsets[next_ + 1], other.valid[next_]
            data = other.data
            next_ += 1
        else:
            start, end, valid = plain.offsets[row], plain.offsets[row + 1], plain.valid[row]
            data = plain.data
        if valid:
            for place in range(start, end):
                out.data[at] = data[place]
                at += 1
        else:
            missing += 1
        out.valid[row] = valid
        out.offsets[row + 1] = at
    return missing
