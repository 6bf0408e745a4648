"""All rows that matching looks at as keys: known rows first, then those of the batch, in their order.

Texts become 64-bit hashes, numbers whole numbers; who needs the texts of a few rows takes them from the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.compiled import Text, text_of
from callwright.flow.lists.clean.compiled_ledger import values_of
from callwright.flow.lists.clean.compiled_matching import (
    PART_BITS,
    Keys,
    Places,
    group,
    hash_names,
    hash_texts,
    mixed_keys,
    part_keys,
)
from callwright.flow.lists.clean.tables import batches, read_table
from callwright.flow.lists.clean.whole_text import whole_text

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Files:
    """Where the rows are: the batch's features, and the known rows with what is taken from their row_id.

    `again`: the known rows, by their numbers here, that are looked at whatever is new.
    """

    features: Path
    known: Path | None = None
    shift: int = 0
    again: tuple[int, int] | None = None

    def chunks(self, name: str) -> list[pa.Array]:
        """A column of all rows in pieces."""
        files = [path for path in (self.known, self.features) if path is not None]
        return [chunk for path in files for chunk in read_table(path, [name]).column(name).chunks]

    def column(self, name: str) -> pa.Array:
        """A column of all rows in one piece."""
        chunks = self.chunks(name)
        return chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks)

    def text(self, name: str) -> Text:
        """A column of all rows as compiled code reads it; piece by piece, so that it is held once only."""
        return whole_text(lambda: self._pieces(name))

    def _pieces(self, name: str) -> Iterator[pa.Array]:
        """A column of all rows, of which little is in memory at a time."""
        for path in (self.known, self.features):
            if path is not None and path.suffix == ".parquet":
                yield from read_table(path, [name]).column(name).chunks
            elif path is not None:
                yield from (batch.column(0) for batch in batches(path, [name]))

    def rows(self) -> tuple[Rows, int]:
        """The number of every row, and how many of them are known ones (these are negative)."""
        new = read_table(self.features, ["row"]).column("row").to_numpy()
        if self.known is None:
            return new, 0
        known = read_table(self.known, ["row_id"]).column("row_id").to_numpy() - self.shift
        return np.concatenate([known, new]), len(known)

    def known_contacts(self) -> pa.Array:
        """The contact of every known row, as text."""
        assert self.known is not None
        column = read_table(self.known, ["contact_id"]).column("contact_id").combine_chunks()
        if column.type == pa.string():
            return column
        return pa.array([str(one.as_py()) for one in column], pa.string())

    def some(self, names: tuple[str, ...], places: npt.NDArray[np.integer]) -> pa.Table:
        """Some columns of the rows at these places."""
        wanted = pa.array(places.astype(np.int64))
        return pa.table({name: self.column(name).take(wanted) for name in names})


@dataclass(frozen=True)
class Keyed:
    """Every row as keys (0: null). `starts`: where the numbers of each row begin in `numbers`.

    `brand` is the core where there is no brand; `sign` what a company goes by; `lengths` characters of the core;
    `shorts` marks brands of two characters at most.
    """

    files: Files
    rows: Rows
    known: int
    company_key: Keys
    core: Keys
    brand: Keys
    sign: Keys
    lengths: Places
    shorts: Flags
    city: Keys
    full_name: Keys
    surname: Keys
    street: Keys
    room: Keys
    starts: Places
    numbers: Rows

    @property
    def owners(self) -> Places:
        """The row of each number."""
        return np.repeat(np.arange(len(self.rows), dtype=np.int32), np.diff(self.starts))


def keyed(files: Files) -> Keyed:
    """Read and hash all rows, column by column. The rows must stand in their order."""
    rows, known = files.rows()
    if np.any(np.diff(rows) <= 0):
        raise ValueError("rows out of their order")
    names = [np.empty(len(rows), np.int64) for _ in range(3)]
    lengths, shorts = np.empty(len(rows), np.int32), np.empty(len(rows), np.uint8)
    at = 0
    for core, brand in zip(files.chunks("core"), files.chunks("brand"), strict=True):
        here = slice(at, at + len(core))
        keys = (one[here] for one in names)
        hash_names(text_of(core), text_of(brand), *keys, lengths[here], shorts[here])
        at += len(core)
    hashed = {
        name: hashed_column(files, name)
        for name in ("company_key", "city", "full_name", "surname", "street", "room")
    }
    starts, numbers = _numbers(files)
    cores, brands, signs = names
    return Keyed(
        files, rows, known, core=cores, brand=brands, sign=signs, lengths=lengths, shorts=shorts, starts=starts,
        numbers=numbers, **hashed,
    )  # fmt: skip


def hashed_column(files: Files, name: str) -> Keys:
    """A column as keys."""
    chunks = files.chunks(name)
    out = np.empty(sum(map(len, chunks)), np.int64)
    at = 0
    for chunk in chunks:
        hash_texts(text_of(chunk), out[at : at + len(chunk)])
        at += len(chunk)
    return out


def _numbers(files: Files) -> tuple[Places, Rows]:
    lists = files.chunks("numbers")
    counts = [np.asarray(pc.fill_null(pc.list_value_length(chunk), 0)).astype(np.int64) for chunk in lists]
    values: list[Rows] = []
    for chunk in lists:
        flat = pc.list_flatten(chunk)
        values.append(np.empty(len(flat), np.int64))
        values_of(text_of(flat), values[-1])
    return np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int32), np.concatenate(values)


def grouped(keys: Keys) -> Places:
    """Of each key the place of the first equal one; -1 for 0."""
    bits = max(0, (len(keys) >> PART_BITS).bit_length())
    ends, starts = np.zeros((1 << bits) + 1, np.int64), np.empty(1 << bits, np.int64)
    order, apart = np.empty(len(keys), np.int32), np.empty(len(keys), np.int64)
    part_keys(keys, ends, starts, order, apart)
    firsts = np.full(len(keys), -1, np.int32)
    group(ends, order, apart, np.empty(4 * max(16, int(np.diff(ends).max())), np.int32), firsts)
    return firsts


def together(*keys: Keys) -> Keys:
    """One key of several; 0 where one of them is."""
    whole = keys[0]
    for other in keys[1:]:
        out = np.empty(len(whole), np.int64)
        mixed_keys(whole, other, out)
        whole = out
    return whole


def only(keys: Keys, wanted: npt.NDArray[np.bool_]) -> Keys:
    """The keys where wanted, 0 elsewhere."""
    return np.where(wanted, keys, 0)
