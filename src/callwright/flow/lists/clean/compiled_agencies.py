"""Numbers of agencies in machine code: beside such a number stand names that are not alike."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Points, Text, compiled
from callwright.flow.lists.clean.compiled_matching import Keys
from callwright.flow.lists.clean.compiled_same_name import text_order

Places = npt.NDArray[np.int64]


@compiled
def agencies(
    numbers: Keys, cores: Keys, core: Text, brand: Text, order: Places, left: Points, right: Points, shared: Bytes
) -> None:  # fmt: skip
    """Mark the uses of numbers that belong to agencies.

    A use is a number with the name beside it. `order` has the uses sorted by number and core; `left` and `right` are
    room for the longest core. The usual name of a number is the one used most, among equals the last by its bytes.
    """
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and numbers[order[end]] == numbers[order[start]]:
            end += 1
        usual = order[_usual(cores, core, order, start, end)]
        place = start
        while place < end and not shared[order[start]]:
            use = order[place]
            if cores[use] != cores[usual] and not _alike(core, brand, use, usual, left, right):
                shared[order[start]] = 1
            place = _behind(cores, order, place, end)
        for place in range(start + 1, end):
            shared[order[place]] = shared[order[start]]
        start = end


@compiled
def _behind(cores: Keys, order: Places, place: int, end: int) -> int:
    """Where the next core begins."""
    first = cores[order[place]]
    while place < end and cores[order[place]] == first:
        place += 1
    return place


@compiled
def _usual(cores: Keys, core: Text, order: Places, start: int, end: int) -> int:
    best, most, place = start, 0, start
    while place < end:
        following = _behind(cores, order, place, end)
        uses = following - place
        if uses > most or (uses == most and text_order(core, order[place], order[best]) > 0):
            best, most = place, uses
        place = following
    return best


@compiled
def _alike(core: Text, brand: Text, a: int, b: int, left: Points, right: Points) -> bool:
    """As the macro `alike` for two different cores."""
    if brand.valid[a] and brand.valid[b] and text_order(brand, a, b) == 0:
        if _points(brand, a, left) > 1:
            return True
    size, other = _points(core, a, left), _points(core, b, right)
    return size > 3 and one_slip(left, size, right, other)


@compiled
def _points(text: Text, row: int, into: Points) -> int:
    """Code points of a cell, whatever they are; answers how many."""
    count, at, end = 0, text.offsets[row], text.offsets[row + 1]
    while at < end:
        first = np.int32(text.data[at])
        size = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
        point = first & (0xFF >> size if size > 1 else 0x7F)
        for more in range(1, size):
            point = point << 6 | np.int32(text.data[at + more]) & 0x3F
        into[count] = point
        count += 1
        at += size
    return count


@compiled
def one_slip(left: Points, size: int, right: Points, other: int) -> bool:
    """Whether the texts are the same when at most one character is left out of each (the macro `slips`)."""
    if size < other:
        return one_slip_of_longer(right, other, left, size)
    return one_slip_of_longer(left, size, right, other)


@compiled
def one_slip_of_longer(left: Points, size: int, right: Points, other: int) -> bool:
    """The same where the left one is as long as the right one or longer."""
    if size - other > 1:
        return False
    same = 0
    while same < other and left[same] == right[same]:
        same += 1
    if size > other:
        return _tail(left, same + 1, right, same, other)
    last = size
    while last > same and left[last - 1] == right[last - 1]:
        last -= 1
    if last <= same + 1:
        return True
    # one is left out at the first difference, in the other at the last
    return _shifted(left, right, same, last) or _shifted(right, left, same, last)


@compiled
def _tail(left: Points, at: int, right: Points, start: int, end: int) -> bool:
    for place in range(start, end):
        if left[at + place - start] != right[place]:
            return False
    return True


@compiled
def _shifted(left: Points, right: Points, first: int, last: int) -> bool:
    for place in range(first, last - 1):
        if left[place + 1] != right[place]:
            return False
    return True
