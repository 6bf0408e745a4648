"""Addresses in machine code: the usual ones, exactly as `addresses` takes them apart; others are declined."""

from __future__ import annotations

from typing import NamedTuple

from callwright.flow.lists.clean.compiled import Points, compiled
from callwright.flow.lists.clean.compiled_names import (
    CITY_SIGN,
    DECLINED,
    PROVINCE_SIGN,
    Desk,
    copied,
    joined,
    look,
    placeholder,
    tidy,
)
from callwright.flow.lists.clean.compiled_words import (
    CITIES,
    CITY_HEADS,
    CLASSES,
    DIGIT,
    LOWER,
    MUNICIPAL,
    NONE,
    ODD,
    PROVINCE_HEADS,
    PROVINCES,
    RARE,
    SEVERAL,
    STRANGE,
    Lexicon,
    bounds,
    head_at,
    starts_with,
)

AREA, NEW, DISTRICT, COUNTY, BANNER = ord("区"), ord("新"), ord("区"), ord("县"), ord("旗")
HOUSE, LANE, ROOM, CHAMBER, BETWEEN = ord("号"), ord("弄"), ord("室"), ord("房"), ord("间")
ROOM_WITHIN = 24
"""Characters at the end of an address in which its room stands."""


class Address(NamedTuple):
    """Where the parts of an address stand: `shown` in desk.shown, the others in desk.name (from, to).

    `as_it_came`: 1 where nothing had to be made clean.
    """

    shown: int
    as_it_came: int
    province: int
    city: int
    district: int
    street_text: int
    end: int
    house: int
    house_end: int
    room: int
    room_end: int


@compiled
def read_address(lexicon: Lexicon, desk: Desk, count: int) -> Address:
    """The address in desk.shown, made clean there and taken apart; `shown` 0: it says nothing, DECLINED."""
    found = look(lexicon, desk.shown, count) if count >= 0 else STRANGE
    if found & STRANGE or (found & RARE and _unusual(desk.shown, count)):
        return Address(DECLINED, 0, NONE, NONE, 0, 0, 0, 0, 0, 0, 0)
    if found & ODD:
        count = tidy(lexicon, desk.shown, count)
    if placeholder(lexicon, desk.shown, count):
        return Address(0, 0, NONE, NONE, 0, 0, 0, 0, 0, 0, 0)
    text = desk.name
    plain = int(found & ODD == 0)
    size = copied(desk.shown, count, text) if plain else joined(lexicon, desk.shown, 0, count, text, 0)
    province, city, start = _place(lexicon, text, size)
    if start == DECLINED:
        return Address(DECLINED, 0, NONE, NONE, 0, 0, 0, 0, 0, 0, 0)
    street_text = district_end(lexicon, text, start, size)
    house, house_end = house_in(lexicon, text, street_text, size)
    room, room_end = room_at_end(lexicon, text, max(street_text, size - ROOM_WITHIN), size)
    if room_end - room == house_end - house and room_end > room:
        same = True
        for place in range(room_end - room):
            same &= text[room + place] == text[house + place]
        if same:
            room_end = room
    return Address(count, plain, province, city, start, street_text, size, house, house_end, room, room_end)


@compiled
def _unusual(points: Points, count: int) -> bool:
    """As `unusual` in addresses.ADDRESSED; some more. Each of these has a character of the class RARE."""
    for place in range(count - 1):
        here, following = points[place], points[place + 1]
        if here == ord("自") and following == ord("治"):
            return True
        if here == ord("特") and following == ord("别"):
            return True
        if here == CITY_SIGN and following == ord("辖"):
            return True
        if here == ord("地") and following == DISTRICT:
            return True
        if here == ord("中") and following == ord("国"):
            return True
        if following == ord("盟") or here == ord("盟"):
            return True
    return count == 1 and points[0] == ord("盟")


@compiled
def _place(lexicon: Lexicon, text: Points, size: int) -> tuple[int, int, int]:
    """Province, city, and where the rest begins; DECLINED for the careful way."""
    start = 0
    province = head_at(lexicon, PROVINCE_HEADS, text, 0, size)
    if province == SEVERAL:
        return NONE, NONE, DECLINED
    if province >= 0 and not starts_with(lexicon, PROVINCES, province, text, 0, size):
        province = NONE
    if province >= 0:
        first, last = bounds(lexicon, PROVINCES, province)
        start = last - first
        if start < size and (text[start] == CITY_SIGN or text[start] == PROVINCE_SIGN):
            start += 1
    city = head_at(lexicon, CITY_HEADS, text, start, size)
    if city == SEVERAL:
        return NONE, NONE, DECLINED
    if city >= 0 and not starts_with(lexicon, CITIES, city, text, start, size):
        city = NONE
    if city >= 0:
        first, last = bounds(lexicon, CITIES, city)
        start += last - first
        if start < size and text[start] == CITY_SIGN:
            start += 1
    elif province >= 0:
        city = lexicon[MUNICIPAL + province]
    return province, city, start


@compiled
def _ends_district(sign: int) -> bool:
    return sign == DISTRICT or sign == COUNTY or sign == CITY_SIGN


@compiled
def district_end(lexicon: Lexicon, text: Points, start: int, size: int) -> int:
    """Where the district at the beginning ends, `start` without one: addresses.DISTRICT in the first 13 characters."""
    size = min(size, start + 13)
    longest = start
    while longest < size and longest - start < 8 and _may_be_in_district(lexicon, text[longest]):
        longest += 1
    for end in range(longest, start, -1):
        if end + 1 < size and text[end] == NEW and text[end + 1] == DISTRICT:
            return end + 2
        if end < size and (_ends_district(text[end]) or text[end] == BANNER):
            return end + 1
        if (
            end + 2 < size
            and text[end] == ord("开")
            and text[end + 1] == ord("发")
            and text[end + 2] == DISTRICT
        ):
            return end + 3
    return start


@compiled
def _may_be_in_district(lexicon: Lexicon, sign: int) -> bool:
    if lexicon[CLASSES + sign] & DIGIT or _ends_district(sign):
        return False
    return sign not in (ord("路"), ord("街"), ord("道"), ord("巷"), HOUSE, ord("村"), ord("镇"))


@compiled
def house_in(lexicon: Lexicon, text: Points, start: int, size: int) -> tuple[int, int]:
    """Where the digits of the first house number stand; (size, size) without one."""
    place = start
    while place < size:
        if lexicon[CLASSES + text[place]] & DIGIT:
            end = place
            while end < size and lexicon[CLASSES + text[end]] & DIGIT:
                end += 1
            if end < size and (text[end] == HOUSE or text[end] == LANE):
                return place, end
            place = end
        place += 1
    return size, size


@compiled
def room_at_end(lexicon: Lexicon, text: Points, start: int, size: int) -> tuple[int, int]:
    """Where the room at the end stands: digits, or small letters and then digits; (size, size) without one."""
    end = size
    if end - start >= 2 and text[end - 1] == BETWEEN and text[end - 2] == CHAMBER:
        end -= 2
    elif end > start and (text[end - 1] == ROOM or text[end - 1] == HOUSE or text[end - 1] == CHAMBER):
        end -= 1
    if end == start or lexicon[CLASSES + text[end - 1]] & DIGIT == 0:
        return size, size
    begin = end
    while begin > start and lexicon[CLASSES + text[begin - 1]] & (DIGIT | LOWER):
        begin -= 1
    return begin, end
