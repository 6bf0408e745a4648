"""What cleaning wrote, as the columns of the tables: row by row it would cost more than storing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.tables import batches, read_table
from callwright.flow.lists.repository.pairs import FoundPair
from callwright.platform.db import id_column, text_column
from callwright.registers.contacts.contracts import CONTACT_TEXTS

GROUP = 20_000
SORTED = 100_000
"""Contacts sorted by id at once (about 25 MB)."""
LEDGER = (
    "row",
    "file",
    "line",
    *CONTACT_TEXTS,
    "status",
    "code",
    "numbers",
    "entity",
    "merged_into",
)


def cleaned_rows(batch_id: UUID, path: Path, files: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The row ledger with the columns of the table `lists.row`; `files` names the input files."""
    from callwright.flow.lists.clean.cells_as_they_came import (  # noqa: PLC0415 - pulls in compiled code
        CellsAsTheyCame,
    )
    from callwright.flow.lists.clean.rows_file import row_batches  # noqa: PLC0415 - the same

    came = CellsAsTheyCame(path.parent)
    for batch in _pieces(row_batches(path, LEDGER), GROUP):
        columns: dict[str, pa.Array] = {
            "batch_id": pa.repeat(pa.scalar(batch_id.bytes, pa.binary(16)), batch.num_rows),
            "row": batch.column("row").cast(pa.int32()),
            "file": pa.array(files, pa.string()).take(batch.column("file")),
            "line": batch.column("line").cast(pa.int32()),
            "original": came.take(batch.num_rows),
        }
        columns |= {name: text_column(batch, name) for name in (*CONTACT_TEXTS, "status", "code")}
        columns["numbers"] = _e164s(batch.column("numbers"))
        columns["entity"] = id_column(batch, "entity")
        columns["merged_into"] = batch.column("merged_into").cast(pa.int32())
        yield pa.RecordBatch.from_pydict(columns)


def cleaned_contacts(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The contacts of a cleaned batch, new and known ones, with the columns the contacts register asks for.

    A contact of rejected rows only is kept when its company is known: a later list may bring its number. Each group
    is sorted by id, so that neighbours go to one page of the indexes.
    """
    needed = {"entity", "usable", "company_key", *("entity" if name == "id" else name for name in columns)}
    for batch in _batches(path, sorted(needed), SORTED):
        named = pc.greater(pc.binary_length(text_column(batch, "company_key")), 0)
        kept = batch.filter(pc.or_(batch.column("usable"), named))
        if kept.column("entity").null_count:
            raise ValueError("a contact without id came out of cleaning")
        kept = kept.take(pc.array_sort_indices(id_column(kept, "entity").cast(pa.binary())))
        found = {name: _contact_column(kept, name) for name in columns}
        yield pa.RecordBatch.from_pydict(found)


def doubtful_pairs(path: Path, first_row_id: int) -> list[FoundPair]:
    """The pairs a person should look at, by row ids: new rows count from `first_row_id`, known ones say theirs."""
    found = read_table(path)
    found = found.filter(pc.equal(found["rule"], "doubtful"))

    def row_id(row: int) -> int:
        return first_row_id + row if row >= 0 else -1 - row

    return [
        FoundPair(row_id(one["left_row"]), row_id(one["right_row"]), one["weight"],
                  one["left_side"] or "", one["right_side"] or "")
        for one in found.to_pylist()
    ]  # fmt: skip


def _contact_column(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name == "id":
        return id_column(batch, "entity")
    return text_column(batch, name) if name in CONTACT_TEXTS else batch.column(name)


def _batches(path: Path, columns: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
    """The lines of a file in order, `size` at once at most; of `columns` those the file has."""
    yield from _pieces(
        (batch.select([name for name in columns if name in batch.schema.names]) for batch in batches(path)),
        size,
    )


def _pieces(found: Iterable[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    for batch in found:
        for start in range(0, batch.num_rows, size):
            yield batch.slice(start, size)


def _e164s(numbers: pa.Array) -> pa.Array:
    """The numbers of each row without what else is known of them."""
    sizes = pc.fill_null(pc.list_value_length(numbers), 0).cast(pa.int64())
    ends = pc.cumulative_sum(sizes)
    offsets = pa.concat_arrays([pa.array([0], pa.int64()), ends]).cast(pa.int32())
    return pa.ListArray.from_arrays(offsets, pc.struct_field(numbers.flatten(), "e164"))
