"""What only all rows together can say of a number, a brand, a place or a name.

Facts are counted over all rows there are, known and new, never over a part of them: so one import and two of its
halves judge alike. They depend on nothing but the set of rows, not on its order. Only what is out of the ordinary is
kept: most numbers are one company's, most houses have few.
"""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.compiled import text_of
from callwright.flow.lists.clean.compiled_agencies import agencies
from callwright.flow.lists.clean.compiled_matching import (
    Keys,
    Places,
    count_kinds,
    differing,
    keep_large,
    mix_in,
)
from callwright.flow.lists.clean.engine import hold, run
from callwright.flow.lists.clean.match_keys import Flags, Keyed, grouped, only, together

USUAL = 6
"""Names with the same brand, above which the brand is a usual one."""
FEW = 3
"""Brands under one person and city, house or room up to which it may be one company and its misspellings."""

KEPT = (
    ("usual_signs", "sign(brand, core)"),
    ("crowded_places", "local_key(full_name, city)"),
    ("crowded_places", "house_key(street, city)"),
    ("crowded_places", "office_key(street, room, city)"),
)
"""Where the groups of facts are kept, and under which key."""


@dataclass(frozen=True)
class Facts:
    """By row: whether its brand is a usual one and its house a crowded one. By number: shared, scattered.

    `same_number`: of each number the place of the first equal one.
    """

    usual: Flags
    crowded: Flags
    shared: Flags
    scattered: Flags
    same_number: Places


def count_facts(con: duckdb.DuckDBPyConnection, rows: Keyed) -> Facts:
    """The facts of all rows, and temp tables of what is out of the ordinary.

    `usual_signs` (sign, before): brands that many companies bear; `crowded_places` (place, before): persons, houses
    and rooms under which more than a few brands stand; `before`: even before the new rows came.
    `odd_numbers` (number, shared, scattered): names that are not alike stand beside it, so it is an agency's and no
    identity by itself; it is used in more than one city.
    """
    groups = [_usual_signs(rows), *_crowded_places(rows)]
    same_number = grouped(rows.numbers)
    named, scattered = (_beside(rows, same_number, what) for what in (rows.core, rows.city))
    uses = np.flatnonzero(named & (rows.core != 0)[rows.owners]).astype(np.int32)
    told = _told(rows, [*(group.firsts for group in groups), rows.owners[uses]])
    _keep_groups(con, groups, told)
    shared = _shared(rows, same_number, uses, told[-1])
    odd = (named | scattered).astype(np.bool_) & (same_number == np.arange(len(same_number)))
    _keep_numbers(con, rows.numbers[odd], shared[odd], scattered[odd])
    return Facts(groups[0].marks, groups[2].marks, shared, scattered, same_number)


@dataclass(frozen=True)
class Group:
    """Marks the rows in groups of more than a few kinds; first rows of these groups, and whether it was so before."""

    marks: Flags
    firsts: Places
    before: npt.NDArray[np.bool_]


def _told(rows: Keyed, places: list[Places]) -> list[pa.Table]:
    """What the rows at these places say; each column is read once."""
    table = rows.files.some(("brand", "core", "full_name", "street", "room", "city"), np.concatenate(places))
    ends = np.cumsum([0, *map(len, places)])
    return [table.slice(start, end - start) for start, end in pairwise(ends.tolist())]


def _keep_groups(con: duckdb.DuckDBPyConnection, groups: list[Group], told: list[pa.Table]) -> None:
    """The tables `usual_signs` and `crowded_places`."""
    run(con, "create or replace temp table usual_signs (sign varchar, before boolean)")
    run(con, "create or replace temp table crowded_places (place ubigint, before boolean)")
    for (table, key), group, said in zip(KEPT, groups, told, strict=False):
        con.register("said_there", said.append_column("before", pa.array(group.before)))
        run(con, f"insert into {table} select {key}, before from said_there")
        con.unregister("said_there")


def _crowded(groups: Places, kinds: Keys, known: int, most: int) -> Group:
    """Groups of more than so many kinds. Those of few members need not be looked at; `kinds` loses their keys."""
    keep_large(groups, most + 1, np.zeros(len(groups), np.uint8), kinds)
    counts, before = np.zeros(len(groups), np.uint8), np.zeros(len(groups), np.uint8)
    count_kinds(groups, grouped(kinds), known, most + 1, counts, before)
    many = counts > most
    firsts = np.flatnonzero(many).astype(np.int32)
    return Group((many[groups] & (groups >= 0)).astype(np.uint8), firsts, before[firsts] > most)


def _usual_signs(rows: Keyed) -> Group:
    return _crowded(grouped(rows.sign), together(rows.company_key, rows.sign), rows.known, USUAL)


def _crowded_places(rows: Keyed) -> Iterator[Group]:
    """Of persons, houses and rooms."""
    for keys in (rows.full_name, rows.street, together(rows.street, rows.room)):
        places = only(keys, rows.core != 0)
        mix_in(places, rows.city)
        yield _crowded(grouped(places), together(places, rows.brand), rows.known, FEW)


def _beside(rows: Keyed, same: Places, what: Keys) -> Flags:
    """By number: whether different things stand beside it."""
    different = np.zeros(len(same), np.uint8)
    differing(rows.starts, same, what, np.zeros(len(same), np.int64), different)
    return different[same]


def _shared(rows: Keyed, same: Places, uses: Places, said: pa.Table) -> Flags:
    """By number: whether it is an agency's. `uses`: where numbers with several names stand; `said`: these names."""
    numbers, cores = rows.numbers[uses], rows.core[rows.owners[uses]]
    core, brand = (text_of(said.column(name).combine_chunks()) for name in ("core", "brand"))
    longest = int(np.diff(core.offsets).max(initial=0))
    left, right = np.empty(longest, np.int32), np.empty(longest, np.int32)
    found = np.zeros(len(uses), np.uint8)
    agencies(numbers, cores, core, brand, np.lexsort((cores, numbers)), left, right, found)
    shared = np.zeros(len(same), np.uint8)
    shared[same[uses]] = found
    return shared[same]


def _keep_numbers(con: duckdb.DuckDBPyConnection, numbers: Keys, shared: Flags, scattered: Flags) -> None:
    """The table `odd_numbers`."""
    named = pc.binary_join_element_wise("+", pa.array(numbers).cast(pa.string()), "")
    marks = {
        name: pa.array(marks.view(np.bool_)) for name, marks in (("shared", shared), ("scattered", scattered))
    }
    hold(con, "odd_numbers", pa.table({"number": named, **marks}))
