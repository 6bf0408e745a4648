"""One pass of compiled code over the rows of a part: clean columns, or the word that a row goes the careful way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from callwright.flow.lists.clean.compiled import (
    Bytes,
    Points,
    Text,
    compiled,
    decode,
    encode,
    keep,
    keep_bytes,
    leave,
)
from callwright.flow.lists.clean.compiled_addresses import read_address
from callwright.flow.lists.clean.compiled_names import (
    DECLINED,
    LONGEST_BRAND,
    Desk,
    full_name,
    given_of,
    read_company,
    surname_end,
    tidy_person,
)
from callwright.flow.lists.clean.compiled_words import (
    CITIES,
    NONE,
    PROVINCE_OF,
    TRADES,
    Lexicon,
    bounds,
    run_of_words,
)

AT = ord("@")
NAME_RULES = ("name_blanks", "name_brackets", "name_key", "person_title", "address_parts")
"""Those of `rule_counts`, in its order; the flag of a row has a bit for each it met."""
BLANKS, BRACKETS, KEY, TITLE, PARTS = (np.uint8(1 << place) for place in range(5))


class Companies(NamedTuple):
    """What is written of the companies. City and province are numbers of `knowledge`, NONE for none."""

    company: Text
    company_key: Text
    core: Text
    brand: Text
    trade: Text
    city: Points
    province: Points


class Persons(NamedTuple):
    """What is written of the persons."""

    person: Text
    full_name: Text
    surname: Text


class Stated(NamedTuple):
    """City and province as their own columns say them, by row: numbers of `knowledge`, NONE for none."""

    city: Points
    province: Points


class Addresses(NamedTuple):
    """What is written of the addresses; city and province take up those of the names."""

    address: Text
    district: Text
    street: Text
    room: Text
    city: Points
    province: Points


@compiled
def read_companies(
    lexicon: Lexicon, desk: Desk, cells: Text, out: Companies, flags: Bytes, declined: Bytes
) -> None:
    """The company of every row."""
    for row in range(len(cells.valid)):
        size, core, city, province, change = 0, 0, NONE, NONE, 0
        if cells.valid[row]:
            count = decode(cells.data, cells.offsets[row], cells.offsets[row + 1], desk.shown)
            size = DECLINED
            if count >= 0:
                size, core, city, province, change = read_company(lexicon, desk, count)
        declined[row] |= size < 0
        out.city[row], out.province[row] = city, province
        trade = core
        if size > 0:
            if change == 0:
                keep_bytes(out.company, row, cells.data, cells.offsets[row], cells.offsets[row + 1])
            else:
                keep(out.company, row, desk.shown, 0, size)
            flags[row] |= (BLANKS if change == 1 else BRACKETS if change == 2 else 0) | (KEY if core else 0)
            trade = run_of_words(lexicon, TRADES, desk.core, 1, core, desk.bits) if core else 0
        else:
            leave(out.company, row)
        if size > 0 and core > 0:
            keep(out.core, row, desk.core, 0, core)
            _keep_key(lexicon, out.core, city, out.company_key, row)
        else:
            leave(out.core, row)
            leave(out.company_key, row)
        if trade < core and trade <= LONGEST_BRAND:
            keep(out.brand, row, desk.core, 0, trade)
            behind = out.core.offsets[row] + out.brand.offsets[row + 1] - out.brand.offsets[row]
            keep_bytes(out.trade, row, out.core.data, behind, out.core.offsets[row + 1])
        else:
            leave(out.brand, row)
            leave(out.trade, row)


@compiled
def _keep_key(lexicon: Lexicon, core: Text, city: int, out: Text, row: int) -> None:
    keep_bytes(out, row, core.data, core.offsets[row], core.offsets[row + 1])
    if city != NONE:
        at = out.offsets[row + 1]
        out.data[at] = AT
        first, last = bounds(lexicon, CITIES, city)
        out.offsets[row + 1] = encode(lexicon, first, last, out.data, at + 1)


@compiled
def read_persons(
    lexicon: Lexicon, desk: Desk, cells: Text, out: Persons, flags: Bytes, declined: Bytes
) -> None:
    """The person of every row."""
    for row in range(len(cells.valid)):
        count = 0
        if cells.valid[row]:
            count = decode(cells.data, cells.offsets[row], cells.offsets[row + 1], desk.shown)
            count = tidy_person(lexicon, desk.shown, count)
        declined[row] |= count < 0
        full = 0
        if count > 0:
            keep(out.person, row, desk.shown, 0, count)
            given = given_of(lexicon, desk.shown, count)
            flags[row] |= TITLE if 0 < given < count else 0
            keep(out.surname, row, desk.shown, 0, surname_end(lexicon, desk.shown, count, given))
            full = full_name(lexicon, desk.shown, count, given)
        else:
            leave(out.person, row)
            leave(out.surname, row)
        if full:
            keep(out.full_name, row, desk.shown, 0, full)
        else:
            leave(out.full_name, row)


@compiled
def read_addresses(
    lexicon: Lexicon, desk: Desk, cells: Text, stated: Stated, out: Addresses, flags: Bytes, declined: Bytes
) -> None:
    """The address of every row; what it leaves open of city and province their columns say, or the name."""
    text = desk.name
    for row in range(len(cells.valid)):
        count = 0
        if cells.valid[row]:
            count = decode(cells.data, cells.offsets[row], cells.offsets[row + 1], desk.shown)
        found = read_address(lexicon, desk, count)
        declined[row] |= found.shown < 0
        said = found.city if found.city != NONE else stated.city[row]
        place = said if said != NONE else out.city[row]
        province = found.province if found.province != NONE else stated.province[row]
        if province == NONE and place != NONE:
            province = lexicon[PROVINCE_OF + place]
        out.city[row] = place
        out.province[row] = province if province != NONE else out.province[row]
        if found.shown > 0:
            if found.as_it_came:
                keep_bytes(out.address, row, cells.data, cells.offsets[row], cells.offsets[row + 1])
            else:
                keep(out.address, row, desk.shown, 0, found.shown)
            flags[row] |= PARTS if said != NONE and found.end > found.street_text else 0
        else:
            leave(out.address, row)
        keep_some(out.district, row, text, found.district, found.street_text)
        street = found.street_text < found.house < found.end
        keep_some(out.street, row, text, found.street_text, found.house_end if street else found.street_text)
        keep_some(out.room, row, text, found.room, found.room_end)


@compiled
def keep_some(out: Text, row: int, points: Points, start: int, end: int) -> None:
    """The cell of a row; null when it is empty."""
    if end > start:
        keep(out, row, points, start, end)
    else:
        leave(out, row)
