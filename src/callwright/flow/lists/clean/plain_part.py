"""A part of the list through compiled code: columns of Arrow in, text columns out, and which rows it declined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.compiled import LONGEST, Bytes, Points, Text, room_for, text_of
from callwright.flow.lists.clean.compiled_cells import Numbers, numbers_again, numbers_room, read_cells
from callwright.flow.lists.clean.compiled_found import TYPES, found_room
from callwright.flow.lists.clean.compiled_merging import Starts, spell
from callwright.flow.lists.clean.compiled_names import desk
from callwright.flow.lists.clean.compiled_numbers import CODES
from callwright.flow.lists.clean.compiled_pass import (
    Addresses,
    Companies,
    Persons,
    Stated,
    read_addresses,
    read_companies,
    read_persons,
)
from callwright.flow.lists.clean.compiled_words import AREAS, NONE, Lexicon, lexicon
from callwright.flow.lists.clean.fast_numbers import region_of
from callwright.flow.lists.clean.knowledge import cities, provinces, table

UNKNOWN = -2
TEXTS = ("company", "company_key", "core", "brand", "trade", "person", "full_name", "surname")
TEXTS_OF_ADDRESS = ("address", "district", "street", "room")


class Scratch:
    """Room that compiled code writes a slab into, taken again for another one: fresh memory costs like the writing."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._numbers: Numbers | None = None
        self._numbers_for = (0, 0, 0)
        self.found = found_room()
        self.cell = np.zeros(LONGEST + 16, np.int32)

    def text(self, name: str, rows: int, size: int) -> Text:
        """A column of so many rows with room for so many bytes."""
        room = self._texts.get(name)
        if room is None or len(room.valid) < rows or len(room.data) < size:
            had, held = (len(room.valid), len(room.data)) if room else (0, 0)
            room = self._texts[name] = room_for(max(rows, had), max(size + size // 2, held))
        return Text(room.data, room.offsets[: rows + 1], room.valid[:rows])

    def texts(self, names: Sequence[str], rows: int, size: int) -> list[Text]:
        """Several of them."""
        return [self.text(name, rows, size) for name in names]

    def numbers(self, rows: int, places: int, size: int) -> Numbers:
        """The numbers of so many rows, whose cells have so many bytes."""
        wanted = (rows, places, size)
        if self._numbers is None or any(a < b for a, b in zip(self._numbers_for, wanted, strict=True)):
            self._numbers_for = (rows, places, size + size // 2)
            self._numbers = numbers_room(*self._numbers_for)
        return numbers_again(self._numbers, rows, places)


@dataclass(frozen=True)
class Part:
    """What compiled code made of a part, in the room of its scratch.

    `texts` by name, one cell per row; `numbers` field by field, of row r those from counts[r] to counts[r + 1];
    `name_flags` by row and `cell_flags` by cell tell the rules met.
    """

    texts: dict[str, Text]
    counts: Starts
    numbers: dict[str, Text]
    name_flags: Bytes
    cell_flags: np.ndarray
    declined: Bytes


def read_part(raw: pa.Table, places: int, *, chinese: bool, scratch: Scratch | None = None) -> Part:
    """Read the rows of `raw` (see raw_rows). Where China is not the default country every row is declined."""
    scratch = scratch or Scratch()
    rows = raw.num_rows
    known = lexicon()
    declined = np.zeros(rows, np.uint8) if chinese else np.ones(rows, np.uint8)
    flags = np.zeros(rows, np.uint8)
    texts = _names_and_addresses(known, raw, scratch, flags, declined)
    cells = _cells(raw, places)
    read = scratch.numbers(rows, max(places, 1), _bytes(cells))
    read_cells(known, scratch.found, cells, scratch.cell, max(places, 1), read)
    declined |= read.declined
    texts["code"] = _spelt(scratch, "code", read.codes.astype(np.int32), CODES)
    return Part(texts, read.counts, _flat(scratch, read), flags, read.flags, declined)


def _names_and_addresses(
    known: Lexicon, raw: pa.Table, scratch: Scratch, flags: Bytes, declined: Bytes
) -> dict[str, Text]:
    rows, place = raw.num_rows, desk()
    company, person, address = (text_of(_one(raw, name)) for name in ("company", "person", "address"))
    city, province = np.empty(rows, np.int32), np.empty(rows, np.int32)
    companies = scratch.texts(TEXTS[:5], rows, 3 * _bytes(company) + 40 * rows)
    persons = scratch.texts(TEXTS[5:], rows, 3 * _bytes(person))
    addresses = scratch.texts(TEXTS_OF_ADDRESS, rows, 3 * _bytes(address))
    read_companies(known, place, company, Companies(*companies, city, province), flags, declined)
    read_persons(known, place, person, Persons(*persons), flags, declined)
    stated = Stated(
        _stated(_one(raw, "city"), _plain_cities(), declined),
        _stated(_one(raw, "province"), _plain_provinces(), declined),
    )
    read_addresses(known, place, address, stated, Addresses(*addresses, city, province), flags, declined)
    names = (*TEXTS, *TEXTS_OF_ADDRESS)
    return {
        **dict(zip(names, (*companies, *persons, *addresses), strict=True)),
        "city": _spelt(scratch, "city", city, cities()),
        "province": _spelt(scratch, "province", province, provinces()),
    }


def _stated(cells: pa.Array, known: Mapping[str, int], declined: Bytes) -> Points:
    """What a column of cities or provinces says, by number; a row that says it in another way is declined."""
    if cells.null_count == len(cells):
        return np.full(len(cells), NONE, np.int32)
    words = cells.dictionary_encode()
    numbers = np.array([*(known.get(word, UNKNOWN) for word in words.dictionary.to_pylist()), NONE], np.int32)
    found = numbers[np.asarray(words.indices.fill_null(len(numbers) - 1))]
    declined |= (found == UNKNOWN).astype(np.uint8)
    return np.where(found == UNKNOWN, np.int32(NONE), found)


@cache
def _plain_cities() -> Mapping[str, int]:
    """How columns say cities; exactly what `addresses.plain_city` makes the bare name of."""
    return {name + end: at for at, name in enumerate(cities()) for end in ("", "市", "地区", "盟")}


@cache
def _plain_provinces() -> Mapping[str, int]:
    """How columns say provinces; exactly what `addresses.plain_province` makes the bare name of."""
    ends = ("", "省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区")
    return {name + end: at for at, name in enumerate(provinces()) for end in ends}


def _one(raw: pa.Table, column: str) -> pa.Array:
    chunks = raw.column(column).chunks
    return chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks)


def _bytes(text: Text) -> int:
    return int(text.offsets[-1]) - int(text.offsets[0])


def _cells(raw: pa.Table, places: int) -> Text:
    """The number cells of each row one behind the other."""
    if places == 0:
        return text_of(pa.nulls(raw.num_rows, pa.string()))
    columns = [_one(raw, f"cell_{place}") for place in range(places)]
    if places == 1:
        return text_of(columns[0])
    order = np.arange(places * raw.num_rows).reshape(places, raw.num_rows).T.ravel()
    return text_of(pa.concat_arrays(columns).take(pa.array(order)))


def _spelt(scratch: Scratch, name: str, numbers: Points, words: tuple[str, ...]) -> Text:
    """Words by their number; null for a negative one."""
    listed = _listed(words)
    out = scratch.text(name, len(numbers), int(np.diff(listed.offsets).max()) * len(numbers))
    spell(numbers, listed, out)
    return out


@cache
def _listed(words: tuple[str, ...]) -> Text:
    return text_of(pa.array(words))


@cache
def _regions() -> tuple[str, ...]:
    return tuple(region_of(row) for row in table("area_codes"))


def _flat(scratch: Scratch, read: Numbers) -> dict[str, Text]:
    """The numbers of all rows, one behind the other."""
    count = int(read.counts[-1])
    e164, extension = (
        Text(t.data, t.offsets[: count + 1], t.valid[:count]) for t in (read.e164, read.extension)
    )
    return {
        "e164": e164,
        "type": _spelt(scratch, "type", read.kind[:count].astype(np.int32), TYPES),
        "region": _spelt(scratch, "region", _region(read.area[:count]), _regions()),
        "extension": extension,
    }


def _region(areas: Points) -> Points:
    """The number of each area code in the data."""
    return np.where(areas >= 0, lexicon()[AREAS + areas], NONE).astype(np.int32)
