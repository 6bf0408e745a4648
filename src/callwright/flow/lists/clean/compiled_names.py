"""Companies and persons in machine code: the plainly written ones, exactly as `names` has them.

A cell that is written in any other way is declined and goes the careful way (`names`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from callwright.flow.lists.clean.compiled import LONGEST, Bytes, Points, compiled
from callwright.flow.lists.clean.compiled_forms import without_form
from callwright.flow.lists.clean.compiled_words import (
    BLANK,
    CITIES,
    CITY_ENDS,
    CITY_HEADS,
    CLASSES,
    FRONT_HEADS,
    FRONTS,
    HAN,
    INSIDE,
    NONE,
    ODD,
    PLACEHOLDERS,
    PROVINCE_HEADS,
    PROVINCES,
    SEVERAL,
    SIGN,
    SIMPLE,
    STRANGE,
    SURNAMES,
    TITLES,
    Lexicon,
    bounds,
    head_at,
    meaning,
    starts_with,
    word_at,
)

DECLINED = -1
LONGEST_BRAND = 8
HALF_OPEN, HALF_CLOSED, OPENED, CLOSED = ord("("), ord(")"), ord("（"), ord("）")
CITY_SIGN, PROVINCE_SIGN = ord("市"), ord("省")


class Desk(NamedTuple):
    """Room to work in for one row."""

    shown: Points
    name: Points
    core: Points
    bits: Bytes


def desk() -> Desk:
    """An empty one."""
    size = LONGEST + 16
    return Desk(
        np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(size, np.uint8)
    )


@compiled
def look(lexicon: Lexicon, points: Points, count: int) -> int:
    """All classes of the characters of a text together."""
    found = 0
    for place in range(count):
        found |= lexicon[CLASSES + points[place]]
    return found


@compiled
def tidy(lexicon: Lexicon, points: Points, count: int) -> int:
    """`names.tidy` in place: full-width brackets, one blank for many, none beside Chinese; answers the length."""
    blanks = False
    for place in range(count):
        if points[place] == HALF_OPEN:
            points[place] = OPENED
        elif points[place] == HALF_CLOSED:
            points[place] = CLOSED
        blanks |= lexicon[CLASSES + points[place]] & BLANK != 0
    return _one_blank(lexicon, points, count) if blanks else count


@compiled
def _one_blank(lexicon: Lexicon, points: Points, count: int) -> int:
    size = 0
    for place in range(count):
        blank = lexicon[CLASSES + points[place]] & BLANK != 0
        if not blank or place == 0 or lexicon[CLASSES + points[place - 1]] & BLANK == 0:
            points[size] = 32 if blank else points[place]
            size += 1
    kept, place = 0, 0
    while place < size:
        here = points[place]
        following = points[place + 1] if place + 1 < size else 0
        if here >= 0x80 and following == 32:
            points[kept] = here
            place += 2
        elif here == 32 and following >= 0x80:
            points[kept] = following
            place += 2
        else:
            points[kept] = here
            place += 1
        kept += 1
    start = 0
    while start < kept and points[start] == 32:
        start += 1
    while kept > start and points[kept - 1] == 32:
        kept -= 1
    for place in range(start, kept):
        points[place - start] = points[place]
    return kept - start


@compiled
def joined(lexicon: Lexicon, points: Points, start: int, end: int, into: Points, at: int) -> int:
    """Simplified, in small letters and without signs, behind what stands in `into`; answers the length."""
    for place in range(start, end):
        point = lexicon[SIMPLE + points[place]]
        if lexicon[CLASSES + point] & SIGN == 0:
            into[at] = point
            at += 1
    return at


@compiled
def copied(points: Points, count: int, into: Points) -> int:
    """As `joined` for a text without anything odd."""
    for place in range(count):
        into[place] = points[place]
    return count


@compiled
def _bracketed_city(lexicon: Lexicon, desk: Desk, count: int) -> tuple[int, int, int]:
    """From where to where a city in brackets stands, and which it is: (0, 0, NONE) without one, SEVERAL for doubt.

    Exactly what stands between the first brackets, else as name_patterns.place_in_brackets, where a bracket is missing.
    """
    opened = 0
    while opened < count and desk.shown[opened] != OPENED:
        opened += 1
    closed = opened + 1
    while closed < count and desk.shown[closed] != CLOSED and desk.shown[closed] != OPENED:
        closed += 1
    if opened < count:
        word = word_at(lexicon, INSIDE, desk.shown, opened + 1, closed)
        if word >= 0:
            # with another bracket before it closes, or without one, the careful way decides
            again = closed == count or desk.shown[closed] == OPENED
            for place in range(closed + 1, count):
                again |= desk.shown[place] == OPENED
            return opened, closed + 1, SEVERAL if again else meaning(lexicon, INSIDE, word)
    brackets = False
    for place in range(count):
        brackets |= desk.shown[place] == OPENED or desk.shown[place] == CLOSED
        desk.core[place] = lexicon[SIMPLE + desk.shown[place]]
    return _half_bracketed(lexicon, desk.core, count) if brackets else (0, 0, NONE)


@compiled
def _half_bracketed(lexicon: Lexicon, text: Points, count: int) -> tuple[int, int, int]:
    for start in range(count):
        opened = text[start] == OPENED
        at = start + 1 if opened else start
        city = head_at(lexicon, CITY_HEADS, text, at, count)
        if city == SEVERAL:
            return 0, 0, SEVERAL
        if city == NONE or not starts_with(lexicon, CITIES, city, text, at, count):
            continue
        first, last = bounds(lexicon, CITIES, city)
        at += last - first
        if at < count and text[at] == CITY_SIGN and (opened or (at + 1 < count and text[at + 1] == CLOSED)):
            at += 1
        closed = at < count and text[at] == CLOSED
        if opened or closed:
            return start, at + 1 if closed else at, city
    return 0, 0, NONE


@compiled
def front_of(lexicon: Lexicon, name: Points, size: int) -> tuple[int, int]:
    """City at the beginning of a name and how many characters it takes; (SEVERAL, 0) for the careful way."""
    number = head_at(lexicon, FRONT_HEADS, name, 0, size)
    if number == NONE:
        return NONE, 0
    if number == SEVERAL:
        return SEVERAL, 0
    first, last = bounds(lexicon, FRONTS, number)
    length = last - first
    there = starts_with(lexicon, FRONTS, number, name, 0, size)
    city = meaning(lexicon, FRONTS, number)
    if city >= 0:
        if not there:
            return NONE, 0
        return city, length + (1 if length < size and name[length] == CITY_SIGN else 0)
    return _behind_province(lexicon, name, length, size) if there else (NONE, 0)


@compiled
def _behind_province(lexicon: Lexicon, name: Points, at: int, size: int) -> tuple[int, int]:
    if at < size and (name[at] == PROVINCE_SIGN or name[at] == CITY_SIGN):
        at += 1
    elif at < size and (name[at] in (ord("壮"), ord("回"), ord("维"), ord("自"), ord("特"))):
        return SEVERAL, 0
    number = head_at(lexicon, FRONT_HEADS, name, at, size)
    if number == NONE:
        return NONE, 0
    if number == SEVERAL:
        return SEVERAL, 0
    city = meaning(lexicon, FRONTS, number)
    if city < 0 or not starts_with(lexicon, FRONTS, number, name, at, size):
        return NONE, 0
    first, last = bounds(lexicon, FRONTS, number)
    at += last - first
    plain = lexicon[last - 1] != CITY_SIGN
    return city, at + (1 if plain and at < size and name[at] == CITY_SIGN else 0)


@compiled
def ends_in_city(lexicon: Lexicon, name: Points, start: int, end: int) -> bool:
    """Whether a city stands at the very end, with 市 or without."""
    for last in (end, end - 1):
        if last == end - 1 and (last < start or name[last] != CITY_SIGN):
            break
        if last > start and lexicon[CITY_ENDS + name[last - 1]]:
            for size in range(2, min(10, last - start + 1)):
                if word_at(lexicon, CITIES, name, last - size, last) >= 0:
                    return True
    return False


@compiled
def placeholder(lexicon: Lexicon, points: Points, count: int) -> bool:
    """Whether a text says nothing."""
    return count == 0 or (count <= 5 and word_at(lexicon, PLACEHOLDERS, points, 0, count) >= 0)


@compiled
def read_company(lexicon: Lexicon, desk: Desk, count: int) -> tuple[int, int, int, int, int]:
    """A company in desk.shown made clean there, its core in desk.core.

    Answers its length (0: it says nothing; DECLINED), that of the core, city, province, and what was changed: 0
    (nothing: the text is as it came), 1 (blanks) or 2 (brackets).
    """
    found = look(lexicon, desk.shown, count)
    if found & STRANGE:
        return DECLINED, 0, NONE, NONE, 0
    change = 0
    if found & ODD:
        count, change = _tidied(lexicon, desk, count)
    if placeholder(lexicon, desk.shown, count):
        return 0, 0, NONE, NONE, 0
    city = NONE
    if found & ODD:
        opened, closed, city = _bracketed_city(lexicon, desk, count)
        if city == SEVERAL:
            return DECLINED, 0, NONE, NONE, 0
        size = joined(lexicon, desk.shown, 0, opened, desk.name, 0)
        size = joined(lexicon, desk.shown, closed, count, desk.name, size)
    else:
        # no brackets, no signs, no capitals, nothing traditional
        size = copied(desk.shown, count, desk.name)
    core, city, province = _core(lexicon, desk, size, city)
    if core == DECLINED:
        return DECLINED, 0, NONE, NONE, 0
    return count, core, city, province, change


@compiled
def _tidied(lexicon: Lexicon, desk: Desk, count: int) -> tuple[int, int]:
    """The tidy company's length, and what was changed."""
    for place in range(count):
        desk.name[place] = desk.shown[place]
    size = tidy(lexicon, desk.shown, count)
    brackets, changed = False, size != count
    for place in range(count):
        brackets |= desk.name[place] == HALF_OPEN
        changed |= place < size and desk.name[place] != desk.shown[place]
    if not changed:
        return size, 0
    return size, 2 if brackets else 1


@compiled
def _core(lexicon: Lexicon, desk: Desk, size: int, city: int) -> tuple[int, int, int]:
    """desk.name without place and legal form, in desk.core: its length, city and province."""
    front = 0
    if city == NONE:
        city, front = front_of(lexicon, desk.name, size)
        if city == SEVERAL:
            return DECLINED, NONE, NONE
    formless = without_form(lexicon, desk.name, size, desk.bits)
    start = min(front, formless) if city != NONE else 0
    if city == NONE and ends_in_city(lexicon, desk.name, start, formless):
        return DECLINED, NONE, NONE
    province = head_at(lexicon, PROVINCE_HEADS, desk.name, start, formless)
    if province >= 0 and not starts_with(lexicon, PROVINCES, province, desk.name, start, formless):
        province = NONE
    if province >= 0 and city == NONE:
        first, last = bounds(lexicon, PROVINCES, province)
        if formless - start > last - first + 3:
            start += last - first
            if desk.name[start] == PROVINCE_SIGN:
                start += 1
            elif desk.name[start] == ord("自"):
                return DECLINED, NONE, NONE
    if formless - start < 2:
        start = 0
    for place in range(start, formless):
        desk.core[place - start] = desk.name[place]
    return formless - start, city, province


@compiled
def given_of(lexicon: Lexicon, person: Points, count: int) -> int:
    """How many characters of a person's name stand in front of the title."""
    for size in range(min(count, 4), 0, -1):
        if word_at(lexicon, TITLES, person, count - size, count) >= 0:
            return count - size
    return count


@compiled
def tidy_person(lexicon: Lexicon, person: Points, count: int) -> int:
    """The length of a person's name, made clean in place; 0: it says nothing, DECLINED for the careful way."""
    found = look(lexicon, person, count) if count >= 0 else STRANGE
    if found & STRANGE:
        return DECLINED
    if found & ODD:
        count = tidy(lexicon, person, count)
    return 0 if placeholder(lexicon, person, count) else count


@compiled
def full_name(lexicon: Lexicon, person: Points, count: int, given: int) -> int:
    """How many characters of the text are a full name, Latin ones made small; 0 for none."""
    if given == count and 2 <= given <= 4:
        han = True
        for place in range(given):
            han &= lexicon[CLASSES + person[place]] & HAN != 0
        if han:
            return given
    if given <= 3:
        return 0
    for place in range(given):
        if person[place] >= 0x80:
            return 0
    for place in range(given):
        if 65 <= person[place] <= 90:
            person[place] += 32
    return given


@compiled
def surname_end(lexicon: Lexicon, person: Points, count: int, given: int) -> int:
    """How many characters the surname has; of what is nothing but a title, its first one."""
    if given >= 2 and word_at(lexicon, SURNAMES, person, 0, 2) >= 0:
        return 2
    return min(1, count)
