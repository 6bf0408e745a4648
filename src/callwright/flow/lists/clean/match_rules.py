"""Plain rules of matching: what is certain without weighing. A shared number alone is never an identity.

Each rule links the rows of a group to its first row, so the work grows with the rows, not with the pairs. What a
rule asks of all rows together it takes from the facts (match_facts).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled_matching import (
    Places,
    edges_of_numbers,
    edges_of_rows,
    keep_large,
    keys_of_numbers,
)
from callwright.flow.lists.clean.compiled_same_name import best_rows, edges_of_names
from callwright.flow.lists.clean.match_facts import Facts
from callwright.flow.lists.clean.match_keys import Flags, Keyed, grouped, only, together

RULES = (
    # The same number under the same name in the same city (or both without one).
    "number_and_name",
    # A number of one company only, and the same person or the same house.
    "number_and_person",
    "number_and_house",
    # A number of one company only, in one city (or without one).
    "number_of_one_company",
    # A number without any name beside it: the number is all there is to go by.
    "number_alone",
    # The same name in the same city, with the same person, room or house (of a usual brand: not a house of many).
    "name_and_person",
    "name_and_office",
    "name_and_house",
    # The same name in the same city, unless person and house (or number) speak against it.
    "name_and_city",
)


@dataclass(frozen=True)
class Edges:
    """The links of the rules, as places of rows; `rules` numbers them as RULES."""

    left: Places
    right: Places
    rules: npt.NDArray[np.int8]


def link_by_rules(rows: Keyed, facts: Facts, looked_at: npt.NDArray[np.bool_]) -> Edges:
    """All links of the rules between the rows that are looked at."""
    found = [*_by_number(rows, facts, looked_at), *_by_name(rows, facts, looked_at)]
    found.append(_name_without_contradiction(rows, facts, looked_at))
    sizes = [len(left) for left, _ in found]
    return Edges(
        np.concatenate([left for left, _ in found]),
        np.concatenate([right for _, right in found]),
        np.repeat(np.arange(len(RULES), dtype=np.int8), sizes),
    )


def _by_number(
    rows: Keyed, facts: Facts, looked_at: npt.NDArray[np.bool_]
) -> Iterator[tuple[Places, Places]]:
    alone = (rows.core == 0) & (rows.full_name == 0) & (rows.street == 0)
    one = np.ones(len(rows.rows), np.int64)
    lone = _used_once(rows, facts)
    shared = facts.shared | lone
    apart = shared | facts.scattered
    owners = rows.owners
    for beside, wanted, skipped in (
        (rows.company_key, looked_at & (rows.core != 0), lone),
        (rows.full_name, looked_at, shared),
        (rows.street, looked_at, shared),
        (one, looked_at, apart),
        (one, looked_at & alone, lone),
    ):
        keys = np.empty(len(rows.numbers), np.int64)
        keys_of_numbers(rows.starts, wanted.view(np.uint8), rows.numbers, beside, keys, skipped)
        firsts = grouped(keys)
        left, right = np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
        count = edges_of_numbers(rows.starts, owners, firsts, left, right, 0)
        yield left[:count].copy(), right[:count].copy()


def _used_once(rows: Keyed, facts: Facts) -> Flags:
    """By number: whether it stands nowhere else; nothing can be linked by it."""
    keys = rows.numbers.copy()
    keep_large(facts.same_number, 2, np.zeros(len(keys), np.uint8), keys)
    return (keys == 0).view(np.uint8)


def _by_name(rows: Keyed, facts: Facts, looked_at: npt.NDArray[np.bool_]) -> Iterator[tuple[Places, Places]]:
    named = looked_at & (rows.city != 0) & (rows.core != 0)
    for keys in (
        together(rows.company_key, rows.full_name),
        together(rows.company_key, rows.street, rows.room),
        only(together(rows.company_key, rows.street), (facts.usual & facts.crowded) == 0),
    ):
        yield _linked(grouped(only(keys, named)))


def _linked(firsts: Places) -> tuple[Places, Places]:
    left, right = np.empty(len(firsts), np.int32), np.empty(len(firsts), np.int32)
    count = edges_of_rows(firsts, left, right, 0)
    return left[:count].copy(), right[:count].copy()


def _name_without_contradiction(
    rows: Keyed, facts: Facts, looked_at: npt.NDArray[np.bool_]
) -> tuple[Places, Places]:
    """The same name in the same city, unless person and house (or number) speak against it.

    Each row is compared with that row of its name which says most. Several companies of a city may have a name with a
    brand of two characters: another person or house is enough against it. If all rows show that the brand is a usual
    one, something must agree.
    """
    firsts = grouped(only(rows.company_key, (rows.lengths > 2) & (rows.city != 0)))
    texts = [rows.files.text(name) for name in ("full_name", "surname", "street")]
    best = np.empty(len(firsts), np.int32)
    best_rows(firsts, *texts, rows.starts, rows.numbers, best)
    del texts
    left, right = np.empty(len(firsts), np.int32), np.empty(len(firsts), np.int32)
    count = edges_of_names(
        best, firsts, looked_at.view(np.uint8), facts.usual, facts.crowded, rows.shorts, rows.full_name,
        rows.surname, rows.street, rows.room, rows.starts, rows.numbers, left, right, 0,
    )  # fmt: skip
    return left[:count].copy(), right[:count].copy()
