"""Calls are spread over lines: the least busy first, within capacity and budget, numbers in turn."""

from __future__ import annotations

import uuid
from collections import Counter, deque

from callwright.flow.calls.decide.spreading import FreeLine, spread


def line(name: str, capacity: int, calls: int = 0, budget: int | None = None, *numbers: str) -> FreeLine:
    return FreeLine(
        uuid.uuid5(uuid.NAMESPACE_DNS, name), name, f"to-{name}", capacity, calls, budget, deque(numbers)
    )


def test_the_line_with_the_most_room_for_its_size_carries_the_next_call():
    trunks = [trunk for _, trunk, _ in spread([line("a", 10, 5), line("b", 2, 0)], 4)]
    assert trunks == ["to-b", "to-a", "to-b", "to-a"]


def test_nothing_goes_beyond_capacity_and_budget():
    found = spread([line("a", 3, 1), line("b", 50, 0, 1), line("c", 5, 0, 0)], 10)
    assert Counter(trunk for _, trunk, _ in found) == {"to-a": 2, "to-b": 1}


def test_numbers_take_turns_and_a_line_without_shows_its_trunk_s():
    assert [shown for _, _, shown in spread([line("a", 9, 0, None, "+1", "+2")], 3)] == ["+1", "+2", "+1"]
    assert [shown for _, _, shown in spread([line("a", 9)], 1)] == [""]
    assert spread([], 3) == []
