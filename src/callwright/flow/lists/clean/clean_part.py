"""A part of the list cleaned: the plain rows by compiled code, the others the careful way, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, cast

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.careful_rows import read_carefully
from callwright.flow.lists.clean.compiled import Bytes, Text, text_of, view_of
from callwright.flow.lists.clean.compiled_cells import HAS_NUMBER, NUMBER_RULES
from callwright.flow.lists.clean.compiled_merging import Starts, merged, merged_starts
from callwright.flow.lists.clean.compiled_order import sort_within
from callwright.flow.lists.clean.compiled_pass import NAME_RULES
from callwright.flow.lists.clean.plain_part import TEXTS, TEXTS_OF_ADDRESS, Part, Scratch, read_part
from callwright.flow.lists.clean.rule_counts import EXAMPLES, Rules
from callwright.flow.lists.clean.rule_counts import merged as merged_rules

NUMBER_FIELDS = ("e164", "type", "region", "extension")
COLUMNS = (*TEXTS, *TEXTS_OF_ADDRESS, "city", "province", "code")
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scratches:
    """Room for the slabs of a part, and for putting each one together."""

    slabs: Sequence[Scratch]
    merging: Iterable[Scratch]

    @staticmethod
    def again(size: int) -> Scratches:
        """To be used part by part, for so many slabs at once; slabs are put together one after the other."""
        return Scratches([Scratch() for _ in range(size)], repeat(Scratch()))

    @staticmethod
    def apart(size: int) -> Scratches:
        """For one part, all of whose slabs are wanted at the same time."""
        return Scratches([Scratch() for _ in range(size)], [Scratch() for _ in range(size)])


def clean_part(
    con: duckdb.DuckDBPyConnection,
    slabs: Sequence[pa.Table],
    places: int,
    country: str,
    scratches: Scratches | None = None,
) -> tuple[Iterator[pa.Table], Rules]:
    """The rows of `slabs` (raw_rows.raw_parts) in their order: clean columns, features, `numbers` and `texts` of them.

    The first rows of each rule go the careful way too: there they become its examples. With `scratches` each table is
    good until the next one is asked for.
    """
    scratches = scratches or Scratches.apart(len(slabs))
    parts = [
        read_part(slab, places, chinese=country == "CN", scratch=scratch)
        for slab, scratch in zip(slabs, scratches.slabs, strict=False)
    ]
    agains = _again(parts)
    rules = [_counted(part, ~again) for part, again in zip(parts, agains, strict=True)]
    chosen = [slab.filter(pa.array(again)) for slab, again in zip(slabs, agains, strict=True)]
    careful: list[Careful | None] = [None] * len(parts)
    if any(table.num_rows for table in chosen):
        read, found = read_carefully(con, pa.concat_tables(chosen), places, country)
        rules.append(found)
        careful = list(_split(read.combine_chunks(), [table.num_rows for table in chosen]))
    tables = (
        _together(slab.column("row"), part, again.view(np.uint8), one, scratch)
        for slab, part, again, one, scratch in zip(
            slabs, parts, agains, careful, scratches.merging, strict=False
        )
    )
    return tables, merged_rules(rules)


@dataclass(frozen=True)
class Careful:
    """Rows read the careful way: their text columns, and their numbers as those of a Part."""

    texts: dict[str, Text]
    counts: Starts
    numbers: dict[str, Text]


def _split(table: pa.Table, sizes: Sequence[int]) -> Iterator[Careful | None]:
    """So many rows each; None for none."""
    start = 0
    for size in sizes:
        yield _careful(table.slice(start, size)) if size else None
        start += size


def _careful(table: pa.Table) -> Careful:
    lists = _one(table, "numbers")
    counts = np.zeros(len(lists) + 1, np.int32)
    np.cumsum(np.asarray(pc.list_value_length(lists)), out=counts[1:])
    values = pc.list_flatten(lists)
    numbers = {name: text_of(values.field(name).cast(pa.string())) for name in NUMBER_FIELDS}
    texts = {name: text_of(_one(table, name).cast(pa.string())) for name in COLUMNS}
    return Careful(texts, counts, numbers)


def _again(parts: Sequence[Part]) -> list[npt.NDArray[np.bool_]]:
    """The rows of each part that go the careful way: those declined, and of the others the first each rule met."""
    agains = [part.declined.astype(bool) for part in parts]
    wanted = [EXAMPLES] * (len(NUMBER_RULES) + len(NAME_RULES))
    for part, again in zip(parts, agains, strict=True):
        for rows in _examples(part, again.copy(), wanted):
            again[rows] = True
    return agains


def _examples(part: Part, taken: npt.NDArray[np.bool_], wanted: list[int]) -> Iterator[Places]:
    """The first rows each rule met, of those that are not going the careful way anyway; `wanted` counts down."""
    cells = part.cell_flags.reshape(len(taken), -1)
    for rule in range(len(wanted)):
        if not wanted[rule]:
            continue
        if rule < len(NUMBER_RULES):
            met = ((cells >> rule & 1) & (cells & HAS_NUMBER != 0)).any(axis=1)
        else:
            met = (part.name_flags >> (rule - len(NUMBER_RULES)) & 1).astype(bool)
        rows = np.flatnonzero(met & ~taken)[: wanted[rule]]
        wanted[rule] -= len(rows)
        yield rows


def _counted(part: Part, plain: npt.NDArray[np.bool_]) -> Rules:
    """How often compiled code met each rule; without examples."""
    cells = part.cell_flags.reshape(len(plain), -1)[plain]
    names = part.name_flags[plain]
    counts = [int(np.count_nonzero(cells >> at & 1)) for at in range(len(NUMBER_RULES))]
    counts += [int(np.count_nonzero(names >> at & 1)) for at in range(len(NAME_RULES))]
    codes = (*NUMBER_RULES, *NAME_RULES)
    return [
        cast("dict[str, Any]", {"code": code, "count": count, "examples": [], "rows": []})
        for code, count in zip(codes, counts, strict=True)
    ]


def _together(
    row: pa.ChunkedArray, part: Part, again: Bytes, careful: Careful | None, scratch: Scratch
) -> pa.Table:
    """Both ways in the order of the rows."""
    texts, counts, numbers = part.texts, part.counts, part.numbers
    if careful is not None:
        cells, others = _one_each(len(again)), _one_each(len(careful.counts) - 1)
        texts = {
            name: merged(texts[name], cells, careful.texts[name], others, again, partial(scratch.text, name))
            for name in COLUMNS
        }
        numbers = {
            name: merged(
                numbers[name],
                part.counts,
                careful.numbers[name],
                careful.counts,
                again,
                partial(scratch.text, name),
            )
            for name in NUMBER_FIELDS
        }
        counts = merged_starts(part.counts, careful.counts, again)
    columns: dict[str, pa.Array] = {"row": row.combine_chunks()}
    columns |= {name: view_of(texts[name]) for name in COLUMNS}
    flat = [view_of(numbers[name]) for name in NUMBER_FIELDS]
    offsets = pa.array(counts)
    columns["numbers"] = pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(flat, NUMBER_FIELDS))
    order = np.arange(len(flat[0]), dtype=np.int64)
    sort_within(counts, numbers["e164"], order)
    as_it_is = np.all(order[1:] > order[:-1])
    sorted_ = flat[0] if as_it_is else flat[0].take(pa.array(order))
    columns["texts"] = pa.ListArray.from_arrays(offsets, sorted_)
    return pa.table(columns)


def _one_each(rows: int) -> Starts:
    """Of a column with one cell in each row."""
    return np.arange(rows + 1, dtype=np.int32)


def _one(table: pa.Table, column: str) -> pa.Array:
    found = table.column(column).combine_chunks()
    return pa.concat_arrays(found.chunks) if isinstance(found, pa.ChunkedArray) else found
