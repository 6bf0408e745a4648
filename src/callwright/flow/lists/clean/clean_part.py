"""A part of the list cleaned: the plain rows by compiled code, the others the careful way, put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.careful_rows import read_carefully
from callwright.flow.lists.clean.compiled import text_of
from callwright.flow.lists.clean.compiled_cells import HAS_NUMBER, NUMBER_RULES
from callwright.flow.lists.clean.compiled_merging import merged_column
from callwright.flow.lists.clean.compiled_order import sort_within
from callwright.flow.lists.clean.compiled_pass import NAME_RULES
from callwright.flow.lists.clean.plain_part import TEXTS, TEXTS_OF_ADDRESS, Part, Scratch, read_part
from callwright.flow.lists.clean.rule_counts import EXAMPLES, Rules, merged

NUMBER_FIELDS = ("e164", "type", "region", "extension")
Places = npt.NDArray[np.int64]


def clean_part(
    con: duckdb.DuckDBPyConnection, slabs: Sequence[pa.Table], places: int, country: str
) -> tuple[list[pa.Table], Rules]:
    """The rows of `slabs` (raw_rows.raw_parts) in their order: clean columns, features, `numbers` and `texts` of them.

    The first rows of each rule go the careful way too: there they become its examples.
    """
    scratch = Scratch()
    parts = [read_part(slab, places, chinese=country == "CN", scratch=scratch) for slab in slabs]
    agains = _again(parts)
    rules = [_counted(part, ~again) for part, again in zip(parts, agains, strict=True)]
    careful: list[pa.Table | None] = [None] * len(parts)
    chosen = [slab.filter(pa.array(again)) for slab, again in zip(slabs, agains, strict=True)]
    if any(table.num_rows for table in chosen):
        read, found = read_carefully(con, pa.concat_tables(chosen), places, country)
        rules.append(found)
        careful = list(_split(read.combine_chunks(), [table.num_rows for table in chosen]))
    return [
        _together(slab.column("row"), part, again, one)
        for slab, part, again, one in zip(slabs, parts, agains, careful, strict=True)
    ], merged(rules)


def _split(table: pa.Table, sizes: Sequence[int]) -> Iterator[pa.Table | None]:
    """So many rows each; None for none."""
    start = 0
    for size in sizes:
        yield table.slice(start, size) if size else None
        start += size


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
    row: pa.ChunkedArray, part: Part, again: npt.NDArray[np.bool_], careful: pa.Table | None
) -> pa.Table:
    """Both ways in the order of the rows."""
    columns: dict[str, pa.Array] = {"row": row.combine_chunks()}
    chosen = again.view(np.uint8)
    for name in (*TEXTS, *TEXTS_OF_ADDRESS, "city", "province", "code"):
        plain = part.columns[name]
        columns[name] = plain if careful is None else merged_column(plain, _one(careful, name), chosen)
    counts, flat = _numbers(part, again, careful)
    offsets = pa.array(counts.astype(np.int32))
    columns["numbers"] = pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(flat, NUMBER_FIELDS))
    order = np.arange(len(flat[0]), dtype=np.int64)
    sort_within(counts, text_of(flat[0]), order)
    as_it_is = np.all(order[1:] > order[:-1])
    texts = flat[0] if as_it_is else flat[0].take(pa.array(order))
    columns["texts"] = pa.ListArray.from_arrays(offsets, texts)
    return pa.table(columns)


def _numbers(
    part: Part, again: npt.NDArray[np.bool_], careful: pa.Table | None
) -> tuple[Places, list[pa.Array]]:
    """Where the numbers of each row begin, and all numbers field by field."""
    counts = np.diff(part.counts).astype(np.int64)
    owners = np.repeat(np.arange(len(counts)), counts)
    plain = ~again[owners]
    flat = [part.numbers[name] for name in NUMBER_FIELDS]
    if careful is not None:
        lists = _one(careful, "numbers")
        theirs = np.asarray(pc.list_value_length(lists)).astype(np.int64)
        places = np.flatnonzero(again)
        counts[places] = theirs
        values = pc.list_flatten(lists)
        flat = [
            pa.concat_arrays([ours, values.field(name).cast(pa.string())])
            for ours, name in zip(flat, NUMBER_FIELDS, strict=True)
        ]
        order = np.argsort(np.concatenate([owners[plain], np.repeat(places, theirs)]), kind="stable")
        chosen = np.concatenate([np.flatnonzero(plain), np.arange(len(plain), len(flat[0]))])[order]
        flat = [field.take(pa.array(chosen)) for field in flat]
    return np.concatenate([[0], np.cumsum(counts)]), flat


def _one(table: pa.Table, column: str) -> pa.Array:
    found = table.column(column).combine_chunks()
    return pa.concat_arrays(found.chunks) if isinstance(found, pa.ChunkedArray) else found
