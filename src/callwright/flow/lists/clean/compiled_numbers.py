"""Numbers of the Chinese plan in machine code: usual cells, exactly as `numbers` reads them; others are declined.

A cell is a sequence of numbers with labels and separators around them. Whatever is written in another way, or holds
a number that cannot be, goes the careful way.
"""

from __future__ import annotations

import numpy as np

from callwright.flow.lists.clean.compiled import Bytes, Points, compiled
from callwright.flow.lists.clean.compiled_found import (
    DECLINED,
    DOT,
    EIGHT,
    FOUR,
    LANDLINE,
    MOBILE,
    NINE,
    ONE,
    PLUS,
    QUOTE,
    SERVICE,
    SIX,
    SPACE,
    TWO,
    VIRTUAL,
    ZERO,
    Found,
    added,
    area_at,
    is_digit,
    size_bit,
    value_of,
)
from callwright.flow.lists.clean.compiled_words import (
    AREA_SIZES,
    HALF,
    MOBILES,
    PLACEHOLDERS,
    Lexicon,
    word_at,
)
from callwright.flow.lists.clean.compiled_written import read_sequence

CODES = (
    "number_missing",
    "number_junk",
    "number_without_area_code",
    "number_too_short",
    "number_too_long",
    "number_impossible",
    "number_lost_digits",
)
MISSING, JUNK, WITHOUT_AREA, TOO_SHORT, TOO_LONG, IMPOSSIBLE, LOST = range(7)


@compiled
def simple_number(lexicon: Lexicon, data: Bytes, start: int, end: int) -> int:
    """The eleven digits of a bare mobile number; -1 when a cell is anything else."""
    if end - start != 11:
        return -1
    value = np.int64(0)
    for place in range(start, end):
        digit = np.int64(data[place]) - ZERO
        if digit < 0 or digit > 9:
            return -1
        value = value * 10 + digit
    return value if value >= 13000000000 and lexicon[MOBILES + value // 100000000] else -1


@compiled
def halved(lexicon: Lexicon, cell: Points, count: int, text: Points) -> tuple[int, int]:
    """The cell in plain digits and signs without outer blanks in `text`: (from, to); (-1, -1) for the careful way."""
    for place in range(count):
        point = lexicon[HALF + cell[place]]
        if point < 0:
            return -1, -1
        text[place] = point
    start = 0
    while start < count and text[start] == SPACE:
        start += 1
    while count > start and text[count - 1] == SPACE:
        count -= 1
    text[count] = 0
    text[count + 1] = 0
    return start, count


@compiled
def read_numbers(lexicon: Lexicon, found: Found, have: int, start: int, end: int) -> tuple[int, int]:
    """Numbers of found.text[start:end] behind the `have` there are: (how many now, code where there is none).

    (DECLINED, 0) for the careful way.
    """
    text = found.text
    found.told[0], found.told[1], found.told[2] = have, 0, 0
    digits = 0
    for place in range(start, end):
        digits += is_digit(text[place])
    if digits == 0:
        return have, MISSING
    if digits == end - start:
        return _bare(lexicon, found, have, start, end)
    if end - start <= 5 and word_at(lexicon, PLACEHOLDERS, text, start, end) >= 0:
        return DECLINED, 0
    if digits > 2 and _is_power(text, start, end):
        return have, LOST
    if end - start == 13 and text[end - 2] == DOT and text[end - 1] == ZERO and digits == 12:
        end -= 2
    elif text[start] == QUOTE:
        start += 1
    return read_sequence(lexicon, found, have, start, end)


@compiled
def _is_power(text: Points, start: int, end: int) -> bool:
    """What a spreadsheet makes of a long number, like 1.38E+10, and nothing else."""
    place = start + 1
    if not is_digit(text[start]):
        return False
    if place < end and text[place] == DOT:
        place += 1
        if place >= end or not is_digit(text[place]):
            return False
        while place < end and is_digit(text[place]):
            place += 1
    if place >= end or (text[place] != ord("e") and text[place] != ord("E")):
        return False
    place += 1
    if place < end and text[place] == PLUS:
        place += 1
    if not 1 <= end - place <= 2:
        return False
    return is_digit(text[place]) and is_digit(text[end - 1])


@compiled
def _bare(lexicon: Lexicon, found: Found, have: int, start: int, end: int) -> tuple[int, int]:
    """Tier 1 of `numbers` for nothing but digits."""
    text, size = found.text, end - start
    if size < 3 or size > 20:
        return DECLINED, 0
    zeros = text[start] == ZERO and text[start + 1] == ZERO
    country = 0
    if zeros and size > 3 and text[start + 2] == EIGHT and text[start + 3] == SIX:
        country = 4
    elif size >= 11 and text[start] == EIGHT and text[start + 1] == SIX:
        country = 2
    kind, area, first = _national(lexicon, text, start + country, end, country > 0)
    if kind >= 0:
        return added(found, have, value_of(text, first, end), kind, area, np.int64(-1), 0), MISSING
    if zeros and country == 0:
        return DECLINED, 0
    return have, _why_none(text, start + country, end)


@compiled
def _national(lexicon: Lexicon, text: Points, start: int, end: int, country: bool) -> tuple[int, int, int]:
    """Type, area and first digit of nothing but digits; type -1 when they are no number (fast_numbers.NATIONAL)."""
    if end - start < 1:
        return -1, -1, start
    trunk = start + (1 if text[start] == ZERO else 0)
    if end - trunk == 11:
        known = lexicon[MOBILES + value_of(text, trunk, trunk + 3)]
        if known:
            return (VIRTUAL if known == 2 else MOBILE), -1, trunk
    if (
        end - start == 10
        and (text[start] == FOUR or text[start] == EIGHT)
        and text[start + 1] == text[start + 2] == ZERO
    ):
        return SERVICE, -1, start
    if not country and text[start] == NINE and _short(text, start, end):
        return SERVICE, -1, start
    area, size = area_at(lexicon, text, trunk, end)
    if area < 0 or not (country or trunk > start or _may_lack_zero(text, start)):
        return -1, -1, start
    local = trunk + size
    if local < end and TWO <= text[local] <= EIGHT and lexicon[AREA_SIZES + area] & size_bit(end - local):
        return LANDLINE, area, trunk
    return -1, -1, start


@compiled
def _may_lack_zero(text: Points, start: int) -> bool:
    if text[start] == ONE:
        return text[start + 1] == ZERO
    return text[start] != SIX and text[start] != EIGHT


@compiled
def _short(text: Points, start: int, end: int) -> bool:
    size = end - start
    if text[start + 1] == ZERO + 5:
        return size == 5 or size == 6 or size == 8
    return text[start + 1] == SIX and (size == 5 or size == 6)


@compiled
def _why_none(text: Points, start: int, end: int) -> int:
    """fast_numbers.WHY_NONE for national digits."""
    size = end - start
    alike, counted = True, size <= 20
    for place in range(start + 1, end):
        alike &= text[place] == text[start]
        counted &= (text[place] - text[place - 1]) % 10 == 1
    if alike or counted:
        return JUNK
    service = (text[start] == FOUR or text[start] == EIGHT) and text[start + 1] == text[start + 2] == ZERO
    if (size == 7 or size == 8) and TWO <= text[start] <= EIGHT and not service:
        return WITHOUT_AREA
    first = start
    while first < end and text[first] == ZERO:
        first += 1
    if end - first < 10 or (text[start] == ONE and size < 11):
        return TOO_SHORT
    return TOO_LONG if end - first > 11 else IMPOSSIBLE
