"""Text columns in one piece, put together without holding them twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.compiled import Text, text_of


def whole_text(pieces: Callable[[], Iterable[pa.Array]]) -> Text:
    """A column in one piece; it is gone through twice, so that it is held once only. Shorter than 2 GiB."""
    sizes = [(len(piece), _bytes_of(piece)) for piece in pieces()]
    rows, room = sum(size for size, _ in sizes), sum(size for _, size in sizes)
    data, offsets = np.empty(room + 1, np.uint8), np.zeros(rows + 1, np.int32)
    valid = np.empty(rows, np.uint8)
    row = at = 0
    for piece in pieces():
        text = text_of(piece)
        start, end = int(text.offsets[0]), int(text.offsets[-1])
        data[at : at + end - start] = text.data[start:end]
        offsets[row + 1 : row + len(piece) + 1] = text.offsets[1:] + np.int32(at - start)
        valid[row : row + len(piece)] = text.valid
        row, at = row + len(piece), at + end - start
    data.flags.writeable = offsets.flags.writeable = False
    return Text(data, offsets, valid)


def _bytes_of(column: pa.Array) -> int:
    offsets = text_of(column).offsets
    return int(offsets[-1]) - int(offsets[0])
