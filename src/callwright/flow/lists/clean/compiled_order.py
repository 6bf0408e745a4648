"""Order within the lists of a column."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Text, compiled

Places = npt.NDArray[np.int64]
Starts = npt.NDArray[np.int32]


@compiled
def sort_within(starts: Starts, text: Text, order: Places) -> None:
    """`order` so that the texts of each row stand in the order of their bytes."""
    for row in range(len(starts) - 1):
        for place in range(starts[row] + 1, starts[row + 1]):
            moved = order[place]
            free = place
            while free > starts[row] and _before(text, moved, order[free - 1]):
                order[free] = order[free - 1]
                free -= 1
            order[free] = moved


@compiled
def _before(text: Text, left: int, right: int) -> bool:
    """Whether one text comes before another."""
    a, b = text.offsets[left], text.offsets[right]
    while a < text.offsets[left + 1] and b < text.offsets[right + 1]:
        if text.data[a] != text.data[b]:
            return text.data[a] < text.data[b]
        a += 1
        b += 1
    return text.offsets[left + 1] - a < text.offsets[right + 1] - b
