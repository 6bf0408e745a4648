"""Two columns as one in machine code: some rows from here, the others from there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Points, Text, compiled
from callwright.flow.lists.clean.compiled_bytes import put_bytes

Starts = npt.NDArray[np.int32]
Room = Callable[[int, int], Text]
"""A column to write so many cells and bytes into."""


def merged(plain: Text, starts: Starts, other: Text, others: Starts, chosen: Bytes, room: Room) -> Text:
    """The cells of `plain`; where a row is chosen, those of the next row of `other`; written into `room`.

    `starts` and `others` say where the cells of each row begin, and where the last row ends.
    """
    cells = int(starts[-1]) + int(others[-1])
    size = int(plain.offsets[starts[-1]]) + int(other.offsets[-1]) - int(other.offsets[0])
    out = room(cells, size)
    used = _merge(plain, starts, other, others, chosen, out)
    return Text(out.data, out.offsets[: used + 1], out.valid[:used])


def merged_starts(starts: Starts, others: Starts, chosen: Bytes) -> Starts:
    """Where the cells of each row begin once the columns are one."""
    sizes = np.diff(starts)
    sizes[chosen.view(np.bool_)] = np.diff(others)
    return np.concatenate([np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)])


@compiled
def _merge(plain: Text, starts: Starts, other: Text, others: Starts, chosen: Bytes, out: Text) -> int:
    """Answers how many cells there are. Rows that stay as they are go over in one piece."""
    rows, row, following, cell = len(chosen), 0, 0, 0
    while row < rows:
        if chosen[row]:
            _copy(other, others[following], others[following + 1], out, cell)
            cell += others[following + 1] - others[following]
            following += 1
            row += 1
        else:
            first = row
            while row < rows and not chosen[row]:
                row += 1
            _copy(plain, starts[first], starts[row], out, cell)
            cell += starts[row] - starts[first]
    return cell


@compiled
def _copy(text: Text, first: int, last: int, out: Text, cell: int) -> None:
    start = text.offsets[first]
    shift = out.offsets[cell] - start
    put_bytes(text.data, start, text.offsets[last] - start, out.data, out.offsets[cell])
    for one in range(first, last):
        out.offsets[cell + one - first + 1] = text.offsets[one + 1] + shift
        out.valid[cell + one - first] = text.valid[one]


@compiled
def spell(numbers: Points, words: Text, out: Text) -> None:
    """Words by their number; null for a negative one."""
    for row in range(len(numbers)):
        at = out.offsets[row]
        out.valid[row] = numbers[row] >= 0
        if numbers[row] >= 0:
            start, end = words.offsets[numbers[row]], words.offsets[numbers[row] + 1]
            put_bytes(words.data, start, end - start, out.data, at)
            at += end - start
        out.offsets[row + 1] = at
