"""Rows of one name and city in machine code: which says most, and which others are one company with it."""

from __future__ import annotations

from callwright.flow.lists.clean.compiled import Bytes, Text, compiled
from callwright.flow.lists.clean.compiled_matching import Keys, Places


@compiled
def text_order(text: Text, left: int, right: int) -> int:
    """-1, 0 or 1: how two texts stand to each other by their bytes; null is an empty one."""
    a, b = text.offsets[left], text.offsets[right]
    end_a, end_b = text.offsets[left + 1], text.offsets[right + 1]
    while a < end_a and b < end_b:
        if text.data[a] != text.data[b]:
            return -1 if text.data[a] < text.data[b] else 1
        a += 1
        b += 1
    return -1 if end_a - a < end_b - b else 1 if end_a - a > end_b - b else 0


@compiled
def _digits_order(left: int, right: int) -> int:
    """How two numbers stand to each other as texts of digits."""
    sizes, shorter = _size(left) - _size(right), 0
    while sizes < 0:
        left, sizes, shorter = left * 10, sizes + 1, -1
    while sizes > 0:
        right, sizes, shorter = right * 10, sizes - 1, 1
    return -1 if left < right else 1 if left > right else shorter


@compiled
def _size(value: int) -> int:
    size = 0
    while value > 0:
        size += 1
        value //= 10
    return size


@compiled
def _numbers_order(starts: Places, values: Keys, left: int, right: int) -> int:
    a, b = starts[left], starts[right]
    while a < starts[left + 1] and b < starts[right + 1]:
        order = _digits_order(values[a], values[b])
        if order != 0:
            return order
        a += 1
        b += 1
    rest_a, rest_b = starts[left + 1] - a, starts[right + 1] - b
    return -1 if rest_a < rest_b else 1 if rest_a > rest_b else 0


@compiled
def says_more(
    full_name: Text, surname: Text, street: Text, starts: Places, values: Keys, left: int, right: int
) -> bool:
    """Whether the left row says more than the right one, which stands before it; among equals the content decides."""
    if full_name.valid[left] != full_name.valid[right]:
        return full_name.valid[left] > full_name.valid[right]
    if street.valid[left] != street.valid[right]:
        return street.valid[left] > street.valid[right]
    order = text_order(full_name, left, right)
    order = order if order else text_order(surname, left, right)
    order = order if order else text_order(street, left, right)
    order = order if order else _numbers_order(starts, values, left, right)
    return order < 0


@compiled
def best_rows(
    firsts: Places, full_name: Text, surname: Text, street: Text, starts: Places, values: Keys, best: Places
) -> None:
    """The row of each group that says most, at the place of its first row; -1 for a group of one."""
    for row in range(len(firsts)):
        best[row] = -1
    for row in range(len(firsts)):
        first = firsts[row]
        if first < 0 or first == row:
            continue
        if best[first] < 0:
            best[first] = first
        if says_more(full_name, surname, street, starts, values, row, best[first]):
            best[first] = row


@compiled
def _share(starts: Places, values: Keys, left: int, right: int) -> bool:
    for a in range(starts[left], starts[left + 1]):
        for b in range(starts[right], starts[right + 1]):
            if values[a] == values[b]:
                return True
    return False


@compiled
def agrees(
    full_name: Keys, surname: Keys, street: Keys, room: Keys, starts: Places, values: Keys, usual: bool, crowded: bool,
    short: bool, a: int, b: int,
) -> bool:  # fmt: skip
    """Whether two rows of one name and city are one company (match_rules)."""
    if full_name[a] and full_name[b]:
        other_person = full_name[a] != full_name[b]
    else:
        other_person = surname[a] != 0 and surname[b] != 0 and surname[a] != surname[b]
    same_house = street[a] != 0 and street[a] == street[b]
    other_house = street[a] != 0 and street[b] != 0 and street[a] != street[b]
    shared = _share(starts, values, a, b)
    both = starts[a + 1] > starts[a] and starts[b + 1] > starts[b]
    same_room = room[a] != 0 and room[a] == room[b]
    if shared or (full_name[a] != 0 and full_name[a] == full_name[b]):
        return True
    if same_house and (not usual or same_room or not crowded):
        return True
    against = int(other_person) + int(other_house) + int(both and not shared)
    return not usual and not (short and (other_person or other_house)) and against < 2


@compiled
def edges_of_names(
    best: Places, firsts: Places, wanted: Bytes, usual: Bytes, crowded: Bytes, shorts: Bytes, full_name: Keys,
    surname: Keys, street: Keys, room: Keys, starts: Places, values: Keys, left: Places, right: Places, at: int,
) -> int:  # fmt: skip
    """Edges of rows of one name and city that nothing speaks against, to the row that says most."""
    for row in range(len(firsts)):
        if firsts[row] < 0 or not wanted[row]:
            continue
        other = best[firsts[row]]
        if other < 0 or other == row or not wanted[other]:
            continue
        if agrees(
            full_name, surname, street, room, starts, values,
            usual[row] != 0, crowded[row] != 0, shorts[row] != 0, other, row,
        ):  # fmt: skip
            left[at], right[at] = min(other, row), max(other, row)
            at += 1
    return at
