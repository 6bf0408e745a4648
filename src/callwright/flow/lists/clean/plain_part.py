"""A part of the list through compiled code: columns of Arrow in, columns of Arrow out, and which rows it declined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.compiled import LONGEST, Bytes, Points, Text, column_of, room_for, text_of
from callwright.flow.lists.clean.compiled_cells import Numbers, numbers_room, read_cells
from callwright.flow.lists.clean.compiled_found import (
    TYPES,
    found_room,
)
from callwright.flow.lists.clean.compiled_names import desk
from callwright.flow.lists.clean.compiled_numbers import (
    CODES,
)
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
    """Room that compiled code writes into, taken again for every slab: fresh memory costs as much as the writing."""

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.found = found_room()
        self.cell = np.zeros(LONGEST + 16, np.int32)

    def rooms(self, rows: int, sizes: list[int]) -> list[Text]:
        """Columns of so many rows with room for so many bytes each."""
        while len(self.texts) < len(sizes):
            self.texts.append(room_for(0, 0))
        for at, size in enumerate(sizes):
            room = self.texts[at]
            if len(room.valid) < rows or len(room.data) < size:
                self.texts[at] = room_for(max(rows, len(room.valid)), max(2 * size, len(room.data)))
        return [
            Text(room.data, room.offsets[: rows + 1], room.valid[:rows]) for room in self.texts[: len(sizes)]
        ]


@dataclass(frozen=True)
class Part:
    """What compiled code made of a part.

    `columns` by name, one cell per row; `numbers` are flat, of row r those from counts[r] to counts[r + 1];
    `name_flags` by row and `cell_flags` by cell tell the rules met.
    """

    columns: dict[str, pa.Array]
    counts: np.ndarray
    numbers: dict[str, pa.Array]
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
    columns = _names_and_addresses(known, raw, scratch, flags, declined)
    cells = _cells(raw, places)
    read = numbers_room(rows, max(places, 1), _bytes(cells))
    read_cells(known, scratch.found, cells, scratch.cell, max(places, 1), read)
    declined |= read.declined
    columns["code"] = _chosen(read.codes, CODES)
    return Part(columns, read.counts, _flat(read), flags, read.flags, declined)


def _names_and_addresses(
    known: Lexicon, raw: pa.Table, scratch: Scratch, flags: Bytes, declined: Bytes
) -> dict[str, pa.Array]:
    rows, place = raw.num_rows, desk()
    company, person, address = (text_of(_one(raw, name)) for name in ("company", "person", "address"))
    city, province = np.empty(rows, np.int32), np.empty(rows, np.int32)
    sizes = [3 * _bytes(company) + 40 * rows] * 5 + [3 * _bytes(person)] * 3 + [3 * _bytes(address)] * 4
    texts = scratch.rooms(rows, sizes)
    names, persons = Companies(*texts[:5], city, province), Persons(*texts[5:8])
    addresses = Addresses(*texts[8:], city, province)
    read_companies(known, place, company, names, flags, declined)
    read_persons(known, place, person, persons, flags, declined)
    stated = Stated(
        _stated(_one(raw, "city"), _plain_cities(), declined),
        _stated(_one(raw, "province"), _plain_provinces(), declined),
    )
    read_addresses(known, place, address, stated, addresses, flags, declined)
    found = {name: column_of(text) for name, text in zip((*TEXTS, *TEXTS_OF_ADDRESS), texts, strict=True)}
    return {**found, "city": _chosen(city, cities()), "province": _chosen(province, provinces())}


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


def _chosen(numbers: np.ndarray, words: tuple[str, ...]) -> pa.Array:
    """Words by their number; null for a negative one."""
    places = pa.array(numbers, mask=numbers < 0)
    return pa.DictionaryArray.from_arrays(places.cast(pa.int32()), pa.array(words)).cast(pa.string())


def _flat(read: Numbers) -> dict[str, pa.Array]:
    """The numbers of all rows, one behind the other."""
    count = int(read.counts[-1])
    regions = tuple(region_of(row) for row in table("area_codes"))
    texts = (Text(t.data, t.offsets[: count + 1], t.valid[:count]) for t in (read.e164, read.extension))
    e164, extension = (column_of(text) for text in texts)
    return {
        "e164": e164,
        "type": _chosen(read.kind[:count].astype(np.int32), TYPES),
        "region": _chosen(_region(read.area[:count]), regions),
        "extension": extension,
    }


def _region(areas: Points) -> Points:
    """The number of each area code in the data."""
    return np.where(areas >= 0, lexicon()[AREAS + areas], NONE).astype(np.int32)
