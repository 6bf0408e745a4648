"""contacts.arrow: one line per contact, put together from its rows field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.compiled import text_of, view_of
from callwright.flow.lists.clean.compiled_ledger import (
    Verdicts,
    choose_rows,
    collect_numbers,
    distinct,
    group_rows,
    number_contacts,
    values_of,
)
from callwright.flow.lists.clean.tables import batches, read_table, write_table
from callwright.flow.lists.clean.whole_text import whole_text

FIELDS = {
    "company": "clean",
    "company_key": "features",
    "person": "features",
    "province": "clean",
    "city": "features",
    "district": "clean",
    "address": "features",
    "industry": "rows",
}
"""What a contact has besides numbers, and the file that has it of each row."""
LONGEST_FIRST = ("address", "company", "company_key", "industry", "district", "person", "province", "city")
SHORT_ENOUGH = 1 << 31
Places = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Judged:
    """Every row with its cluster (counted from 0) and what was decided about it."""

    cluster: Places
    clusters: int
    is_new: npt.NDArray[np.uint8]
    entity: pa.Array
    verdicts: Verdicts


@dataclass(frozen=True)
class Contacts:
    """The contact of each row, and the first row of each contact."""

    of_row: Places
    first: npt.NDArray[np.int64]


def contacts_of(judged: Judged) -> Contacts:
    """Contacts of one row in the order of the rows, then the others in the order of their first rows."""
    numbers = np.full(judged.clusters, -1, np.int32)
    of_row = np.empty(len(judged.cluster), np.int32)
    first = np.empty(judged.clusters, np.int64)
    count = number_contacts(judged.cluster, judged.verdicts.several, numbers, of_row, first)
    return Contacts(of_row, first[:count])


def write_contacts(
    judged: Judged, contacts: Contacts, files: dict[str, Path], target: Path
) -> npt.NDArray[np.int64]:
    """Write the contacts; answers the distinct numbers of all rows as whole numbers.

    The first usable row of a contact speaks, later rows fill what it leaves open; numbers add up.
    """
    state = judged.verdicts.state
    usable = np.zeros(len(contacts.first), np.bool_)
    usable[contacts.of_row[state < 2]] = True
    columns: dict[str, pa.Array] = {
        "entity": judged.entity.take(pa.array(contacts.first)),
        "is_new": pa.array(judged.is_new[contacts.first].astype(np.bool_)),
        "usable": pa.array(usable),
    }
    numbers, values = _numbers(contacts, state, files["clean"])
    chosen = np.empty(len(contacts.first), np.int64)
    # the longest come first, while little else is held
    found = {name: _field(files[FIELDS[name]], name, contacts, state, chosen) for name in LONGEST_FIRST}
    columns |= {name: found[name] for name in FIELDS}
    columns |= {"numbers": numbers, "first_row": pa.array(contacts.first)}
    write_table(pa.table(columns), target)
    return values


def _field(
    path: Path, name: str, contacts: Contacts, state: npt.NDArray[np.uint8], chosen: npt.NDArray[np.int64]
) -> pa.Array:
    """A field of every contact; `chosen` is room to work in."""
    pieces = [np.asarray(batch.column(0).is_valid()) for batch in batches(path, [name])]
    choose_rows(contacts.of_row, state, np.concatenate(pieces).view(np.uint8), chosen)
    return taken(lambda: (batch.column(0) for batch in batches(path, [name])), chosen)


def taken(pieces: Callable[[], Iterator[pa.Array]], places: npt.NDArray[np.int64]) -> pa.Array:
    """The cells of a column at these places, null for -1; what is too long for one array of Arrow is taken as large."""
    wanted = pa.array(places, mask=places < 0)
    if sum(piece.nbytes for piece in pieces()) >= SHORT_ENOUGH:
        return pa.chunked_array(pieces(), pa.string()).cast(pa.large_string()).take(wanted).cast(pa.string())
    return view_of(whole_text(pieces)).take(wanted)


def _numbers(
    contacts: Contacts, state: npt.NDArray[np.uint8], clean: Path
) -> tuple[pa.Array, npt.NDArray[np.int64]]:
    """The numbers of each contact, each once, in the order of its usable rows; and the distinct numbers of all rows."""
    numbers = read_table(clean, ["numbers"]).column("numbers")
    lengths = np.asarray(pc.list_value_length(numbers)).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    flat = pa.concat_arrays([pc.list_flatten(chunk) for chunk in numbers.chunks])
    del numbers
    values = np.empty(len(flat), np.int64)
    values_of(text_of(flat.field("e164")), values)
    size = 16
    while size < 2 * len(values):
        size *= 2
    ids = np.empty(len(values), np.int32)
    kinds = distinct(values, np.full(size, -1, np.int32), ids)
    ends = np.zeros(len(contacts.first) + 1, np.int32)
    grouped = np.empty(len(state), np.int32)
    group_rows(contacts.of_row, state, ends, grouped)
    found = np.empty(len(values), np.int64)
    counts = np.zeros(len(contacts.first) + 1, np.int32)
    count = collect_numbers(ends, grouped, starts, ids, np.full(kinds, -1, np.int32), found, counts)
    lists = pa.ListArray.from_arrays(pa.array(counts), flat.take(pa.array(found[:count])))
    one = np.empty(kinds, np.int64)
    one[ids] = values
    return lists, one
