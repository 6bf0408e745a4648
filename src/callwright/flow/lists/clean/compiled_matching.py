"""Matching in machine code: rows grouped by 64-bit hashes of what they say, a part of the hashes at a time.

Two different texts share a hash about once in 10^19 pairs. Null is 0, and so is every key with a null in it. Groups
are named by the place of their first member.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Points, Text, compiled

Keys = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
PART_BITS = 15
"""A part of the hashes has about so many keys (as a power of two): its table stays in the processor's cache."""


@compiled
def spread(value: int) -> int:
    """All bits of a hash depend on all bits of the value; never 0."""
    value ^= value >> 32
    value *= -7046029254386353131
    value ^= value >> 29
    value *= -4658895280553007687
    value ^= value >> 32
    return value if value != 0 else 1


@compiled
def mix(left: int, right: int) -> int:
    """The key of two keys together; 0 when one is 0."""
    if left == 0 or right == 0:
        return 0
    return spread(left * 0x100000001B3 ^ (right + 0x632BE59BD9B4E019))


@compiled
def with_city(key: int, city: int) -> int:
    """A key with a city, or without one."""
    return 0 if key == 0 else spread(key * 0x100000001B3 + city)


@compiled
def hash_of(data: Bytes, start: int, end: int) -> int:
    """Of a text."""
    value = np.int64(end - start) + 0x9E3779B97F4A7C1
    place = start
    while place + 3 <= end:
        three = np.int64(data[place]) | np.int64(data[place + 1]) << 8 | np.int64(data[place + 2]) << 16
        value = (value ^ three) * 0x100000001B3
        value ^= value >> 31
        place += 3
    while place < end:
        value = (value ^ np.int64(data[place])) * 0x100000001B3
        place += 1
    return spread(value)


@compiled
def hash_texts(text: Text, out: Keys) -> None:
    """Of every cell."""
    for row in range(len(text.valid)):
        out[row] = hash_of(text.data, text.offsets[row], text.offsets[row + 1]) if text.valid[row] else 0


@compiled
def characters(data: Bytes, start: int, end: int) -> int:
    """How many characters a text has."""
    count = 0
    for place in range(start, end):
        count += data[place] & 0xC0 != 0x80
    return count


@compiled
def _behind_two(data: Bytes, start: int, end: int) -> int:
    """Where the third character of a text begins."""
    seen = 0
    for place in range(start, end):
        if data[place] & 0xC0 != 0x80:
            seen += 1
            if seen == 3:
                return place
    return end


@compiled
def hash_names(
    core: Text, brand: Text, cores: Keys, brands: Keys, signs: Keys, lengths: Points, shorts: Bytes
) -> None:
    """Core; brand, or the core where there is none; what the company goes by; characters of the core; short brand."""
    for row in range(len(core.valid)):
        start, end = core.offsets[row], core.offsets[row + 1]
        lengths[row] = characters(core.data, start, end) if core.valid[row] else 0
        if brand.valid[row]:
            first, last = brand.offsets[row], brand.offsets[row + 1]
            brands[row] = signs[row] = hash_of(brand.data, first, last)
            shorts[row] = characters(brand.data, first, last) <= 2
        elif core.valid[row]:
            two = _behind_two(core.data, start, end)
            brands[row] = hash_of(core.data, start, end)
            signs[row] = hash_of(core.data, start, two)
            shorts[row] = lengths[row] - 2 <= 2
        else:
            brands[row] = signs[row] = 0
            shorts[row] = 0
        cores[row] = hash_of(core.data, start, end) if core.valid[row] else 0


@compiled
def part_of(key: int, parts: int) -> int:
    """The part a key belongs to."""
    return key >> 40 & parts - 1


@compiled
def part_keys(keys: Keys, ends: Keys, starts: Keys, order: Places, apart: Keys) -> None:
    """The keys that are not 0, part by part: `apart`, in `order` where each came from, in `ends` where parts end."""
    parts = len(starts)
    for key in keys:
        if key != 0:
            ends[part_of(key, parts) + 1] += 1
    for part in range(parts):
        ends[part + 1] += ends[part]
        starts[part] = ends[part]
    for place in range(len(keys)):
        if keys[place] != 0:
            part = part_of(keys[place], parts)
            at = starts[part]
            order[at] = place
            apart[at] = keys[place]
            starts[part] = at + 1


@compiled
def group(ends: Keys, order: Places, apart: Keys, table: Places, firsts: Places) -> None:
    """`firsts` (-1): of each key the place of the first equal one; `table` has room for the largest part twice."""
    for part in range(len(ends) - 1):
        start, end = ends[part], ends[part + 1]
        size = 16
        while size < 2 * (end - start):
            size *= 2
        for slot in range(size):
            table[slot] = -1
        for at in range(start, end):
            slot = apart[at] & size - 1
            while table[slot] >= 0 and apart[start + table[slot]] != apart[at]:
                slot = slot + 1 & size - 1
            if table[slot] < 0:
                table[slot] = at - start
            firsts[order[at]] = order[start + table[slot]]


@compiled
def count_members(firsts: Places, most: int, counts: Bytes) -> None:
    """Members of each group, at its first place; not counted beyond `most`."""
    for place in range(len(firsts)):
        first = firsts[place]
        if first >= 0 and counts[first] < most:
            counts[first] += 1


@compiled
def keep_large(firsts: Places, least: int, counts: Bytes, keys: Keys) -> None:
    """Only the keys in groups of so many members or more are kept, others become 0; `counts` (0) is room."""
    count_members(firsts, least, counts)
    for place in range(len(firsts)):
        if firsts[place] < 0 or counts[firsts[place]] < least:
            keys[place] = 0


@compiled
def count_kinds(groups: Places, kinds: Places, known: int, most: int, counts: Bytes, before: Bytes) -> None:
    """Different kinds in each group, of all places and of the `known` first ones; not counted beyond `most`."""
    for place in range(len(groups)):
        first = groups[place]
        if first >= 0 and kinds[place] == place and counts[first] < most:
            counts[first] += 1
            if place < known:
                before[first] += 1


@compiled
def keys_of_numbers(
    starts: Places, wanted: Bytes, values: Keys, beside: Keys, keys: Keys, skipped: Bytes
) -> None:
    """The key of each number with what stands beside it in its row; 0 where the number is skipped or null is beside."""
    for row in range(len(starts) - 1):
        for number in range(starts[row], starts[row + 1]):
            keys[number] = (
                mix(spread(values[number]), beside[row]) if wanted[row] and not skipped[number] else 0
            )


@compiled
def differing(starts: Places, firsts: Places, what: Keys, seen: Keys, different: Bytes) -> None:
    """Mark the numbers beside which different things stand; `seen` (0) is room for each number."""
    for row in range(len(starts) - 1):
        if what[row] == 0:
            continue
        for number in range(starts[row], starts[row + 1]):
            first = firsts[number]
            if seen[first] == 0:
                seen[first] = what[row]
            elif seen[first] != what[row]:
                different[first] = 1


@compiled
def edges_of_rows(firsts: Places, left: Places, right: Places, at: int) -> int:
    """An edge from the first row of a group to each other one; answers where the next edge goes."""
    for row in range(len(firsts)):
        if firsts[row] >= 0 and firsts[row] != row:
            left[at], right[at] = firsts[row], row
            at += 1
    return at


@compiled
def edges_of_numbers(
    starts: Places, owners: Places, firsts: Places, left: Places, right: Places, at: int
) -> int:
    """The same for groups of numbers: between their rows, each pair once."""
    for row in range(len(starts) - 1):
        begun = at
        for number in range(starts[row], starts[row + 1]):
            if firsts[number] < 0 or owners[firsts[number]] == row:
                continue
            first = owners[firsts[number]]
            known = False
            for edge in range(begun, at):
                known |= left[edge] == first
            if not known:
                left[at], right[at] = first, row
                at += 1
    return at


@compiled
def join(label: Places, left: Places, right: Places) -> None:
    """`label` (every place its own): the smallest place each is joined with, straight or over others."""
    for edge in range(len(left)):
        low, high = _root(label, left[edge]), _root(label, right[edge])
        label[max(low, high)] = min(low, high)
    for place in range(len(label)):
        label[place] = label[label[place]]


@compiled
def _root(label: Places, place: int) -> int:
    while label[place] != place:
        label[place] = label[label[place]]
        place = label[place]
    return place


@compiled
def count_echoes(firsts: Places, counts: Places, echoes: Places) -> None:
    """How many equal ones stand before each; `counts` (0) is room."""
    for place in range(len(firsts)):
        echoes[place] = counts[firsts[place]]
        counts[firsts[place]] += 1


@compiled
def mix_in(keys: Keys, others: Keys) -> None:
    """Keys with something that may be null."""
    for place in range(len(keys)):
        keys[place] = with_city(keys[place], others[place])


@compiled
def mix_in_numbers(keys: Keys, starts: Places, values: Keys) -> None:
    """Keys with the numbers of their rows."""
    for row in range(len(keys)):
        for number in range(starts[row], starts[row + 1]):
            keys[row] = with_city(keys[row], values[number])


@compiled
def mixed_keys(left: Keys, right: Keys, out: Keys) -> None:
    """Both together; 0 where one is."""
    for place in range(len(left)):
        out[place] = mix(left[place], right[place])
