"""The pass of compiled code over the number cells of a part."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Offsets, Points, Text, compiled, decode
from callwright.flow.lists.clean.compiled_found import (
    CLOSED,
    COLON,
    DASH,
    DECLINED,
    EIGHT,
    MOBILE,
    ONE,
    OPENED,
    PLUS,
    QUOTE,
    SIX,
    SPACE,
    VIRTUAL,
    ZERO,
    Found,
    Numbers64,
    is_digit,
)
from callwright.flow.lists.clean.compiled_numbers import (
    JUNK,
    MISSING,
    halved,
    read_numbers,
    simple_number,
)
from callwright.flow.lists.clean.compiled_words import MOBILES, Lexicon

NUMBER_RULES = (
    "full_width",
    "country_code",
    "separators",
    "area_in_brackets",
    "decimal_tail",
    "label",
    "quote",
    "trunk_zero",
    "several_numbers",
    "extension",
)
"""Those of `rule_counts`, in its order; the flag of a cell has a bit for each it met."""
OPEN, HAS_NUMBER = 1 << 14, 1 << 15
SEVERAL_NUMBERS, EXTENSION = 1 << 8, 1 << 9


class Numbers(NamedTuple):
    """The numbers of a part: of row r those from counts[r] to counts[r + 1]; `codes` -1 where there are any.

    `flags`: by cell, the rules it met. `declined`: by row, 1 for the careful way.
    """

    counts: Offsets
    e164: Text
    national: Numbers64
    kind: Bytes
    area: Points
    extension: Text
    codes: npt.NDArray[np.int8]
    flags: npt.NDArray[np.uint16]
    declined: Bytes


def numbers_room(rows: int, places: int, size: int) -> Numbers:
    """Room for the numbers of so many rows, whose cells have so many bytes; a number has seven digits or more."""
    most = rows + size // 5 + 8
    return Numbers(
        np.zeros(rows + 1, np.int32),
        Text(
            np.empty(size + 14 * rows + 64, np.uint8), np.zeros(most + 1, np.int32), np.ones(most, np.uint8)
        ),
        np.empty(most, np.int64),
        np.empty(most, np.uint8),
        np.empty(most, np.int32),
        Text(np.empty(size + 64, np.uint8), np.zeros(most + 1, np.int32), np.empty(most, np.uint8)),
        np.empty(rows, np.int8),
        np.zeros(rows * places, np.uint16),
        np.zeros(rows, np.uint8),
    )


def numbers_again(room: Numbers, rows: int, places: int) -> Numbers:
    """Room that was used before, for so many rows, no more than it was made for."""
    room.flags[: rows * places] = 0
    return room._replace(
        counts=room.counts[: rows + 1],
        codes=room.codes[:rows],
        flags=room.flags[: rows * places],
        declined=room.declined[:rows],
    )


@compiled
def read_cells(lexicon: Lexicon, found: Found, cells: Text, cell: Points, places: int, out: Numbers) -> None:
    """The numbers of every row; the cells of a row stand one behind the other, `places` of them."""
    for row in range(len(out.codes)):
        first = row * places
        filled = 0
        for place in range(first, first + places):
            filled += cells.valid[place]
        have, code = 0, MISSING
        for place in range(first, first + places):
            if not cells.valid[place] or have == DECLINED:
                continue
            start, end = cells.offsets[place], cells.offsets[place + 1]
            number = simple_number(lexicon, cells.data, start, end) if filled == 1 else np.int64(-1)
            if number >= 0:
                have = _keep_simple(lexicon, found, number)
            else:
                have, code, flags = _open_cell(lexicon, found, cells, cell, place, have, code)
                out.flags[place] = flags
        _close(out, found, row, have, code)


@compiled
def _keep_simple(lexicon: Lexicon, found: Found, number: int) -> int:
    found.national[0] = number
    found.kind[0] = VIRTUAL if lexicon[MOBILES + number // 100000000] == 2 else MOBILE
    found.area[0] = -1
    found.extension_size[0] = 0
    return 1


@compiled
def _open_cell(
    lexicon: Lexicon, found: Found, cells: Text, cell: Points, place: int, have: int, code: int
) -> tuple[int, int, int]:
    """Numbers so far, the most telling code so far, and the rules the cell met."""
    count = decode(cells.data, cells.offsets[place], cells.offsets[place + 1], cell)
    if count < 0:
        return DECLINED, code, 0
    start, end = halved(lexicon, cell, count, found.text)
    if start < 0:
        return DECLINED, code, 0
    if start == end:
        return have, code, 0
    now, why = read_numbers(lexicon, found, have, start, end)
    if now == DECLINED:
        return DECLINED, code, 0
    flags = _rules_of(cell, count, found.text, start, end) | OPEN
    if found.told[1] == 0:
        return _without(have, code, why, flags)
    flags |= HAS_NUMBER
    if found.told[1] > 1:
        flags |= SEVERAL_NUMBERS
    return now, code, flags | EXTENSION if found.told[2] else flags


@compiled
def _without(have: int, code: int, why: int, flags: int) -> tuple[int, int, int]:
    """A cell without a number of its own; where two cells say differently why, the careful way decides."""
    known, here = _weight(code), _weight(why)
    if known == here == 2 and why != code:
        return DECLINED, code, 0
    return have, why if here > known else code, flags


@compiled
def _weight(code: int) -> int:
    return 0 if code == MISSING else 1 if code == JUNK else 2


@compiled
def _rules_of(cell: Points, count: int, text: Points, start: int, end: int) -> int:
    """The rules a cell met, of those that look at how it is written."""
    flags = 0
    for place in range(count):
        if 0xFF10 <= cell[place] <= 0xFF19:
            flags |= 1
    first, second = text[start], text[start + 1] if end - start > 1 else 0
    plus = start + (1 if first == PLUS else 2 if first == ZERO and second == ZERO else 0)
    if end - plus > 1 and text[plus] == EIGHT and text[plus + 1] == SIX:
        flags |= 2
    if _is_grouped(text, start, end):
        flags |= 4
    if first == OPENED and second == ZERO:
        flags |= 8
    if end - start > 1 and text[end - 1] == ZERO and text[end - 2] == 46:
        flags |= 16
    if _is_labelled(text, start, end):
        flags |= 32
    if first == QUOTE:
        flags |= 64
    if first == ZERO and second == ONE and end - start == 12:
        flags |= 128
    return flags


@compiled
def _is_grouped(text: Points, start: int, end: int) -> bool:
    """`[0-9]{3,4}[- ][0-9 -]+` and nothing else."""
    digits = start
    while digits < end and is_digit(text[digits]):
        digits += 1
    if (
        not 3 <= digits - start <= 4
        or end - digits < 2
        or not (text[digits] == DASH or text[digits] == SPACE)
    ):
        return False
    for place in range(digits, end):
        if not (is_digit(text[place]) or text[place] == DASH or text[place] == SPACE):
            return False
    return True


@compiled
def _is_labelled(text: Points, start: int, end: int) -> bool:
    """A Chinese character with `:`, `：`, `)` or blanks at most between it and a number."""
    behind = False
    for place in range(start, end):
        point = text[place]
        if 0x4E00 <= point <= 0x9FFF:
            behind = True
        elif behind and (is_digit(point) or point == PLUS):
            return True
        elif not (point == COLON or point == 0xFF1A or point == CLOSED or point == SPACE):
            behind = False
    return False


@compiled
def _close(out: Numbers, found: Found, row: int, have: int, code: int) -> None:
    """Write what was found in a row."""
    out.declined[row] = have == DECLINED
    at = out.counts[row]
    out.codes[row] = -1 if have > 0 else code
    for number in range(max(have, 0)):
        out.national[at] = found.national[number]
        out.kind[at] = found.kind[number]
        out.area[at] = found.area[number]
        _digits(out.e164, at, found.national[number], 0)
        out.extension.valid[at] = found.extension_size[number] > 0
        out.extension.offsets[at + 1] = out.extension.offsets[at]
        if found.extension_size[number] > 0:
            _digits(out.extension, at, found.extension[number], found.extension_size[number])
        at += 1
    out.counts[row + 1] = at


@compiled
def _digits(out: Text, at: int, value: int, size: int) -> None:
    """A whole number as digits; with `size` 0 behind +86."""
    place = out.offsets[at]
    if size == 0:
        out.data[place] = PLUS
        out.data[place + 1] = EIGHT
        out.data[place + 2] = SIX
        place += 3
        rest = value
        while rest > 0:
            size += 1
            rest //= 10
    for digit in range(size - 1, -1, -1):
        out.data[place + digit] = ZERO + value % 10
        value //= 10
    out.offsets[at + 1] = place + size
