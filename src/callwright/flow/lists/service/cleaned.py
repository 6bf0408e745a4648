"""Reading what cleaning wrote, column by column: row by row it would cost more than storing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from callwright.registers.contacts.contracts import ContactNumber, ContactRecord

GROUP = 20_000
_TEXTS = ("company", "company_key", "person", "industry", "remark", "province", "city", "district", "address")
COMPANY_KEY = _TEXTS.index("company_key")


def cleaned_rows(batch_id: UUID, path: Path, files: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The row ledger as tuples in the order of `repository.rows.COLUMNS`; `files` names the input files."""
    for batch in _batches(path):
        places = [[files[number] for number in _values(batch, "file")], _values(batch, "line")]
        texts = [*places, *(_texts(batch, name) for name in ("original", *_TEXTS))]
        numbers = [[one["e164"] for one in many] for many in _numbers(batch)]
        ends = [_texts(batch, "status"), _texts(batch, "code"), _ids(batch), _values(batch, "merged_into")]
        for found in zip(_values(batch, "row"), *texts, numbers, *ends, strict=True):
            yield (batch_id, *found)


def cleaned_contacts(path: Path) -> Iterator[ContactRecord]:
    """The contacts of a cleaned batch, new and known ones.

    A contact of rejected rows only is kept when its company is known: a later list may bring its number.
    """
    for batch in _batches(path):
        texts = [_texts(batch, name) for name in _TEXTS]
        usable = _values(batch, "usable")
        for kept, entity, many, *values in zip(usable, _ids(batch), _numbers(batch), *texts, strict=True):
            if entity is None:
                raise ValueError("a contact without id came out of cleaning")
            if not kept and not values[COMPANY_KEY]:
                continue
            numbers = tuple(
                ContactNumber(
                    one["e164"], one["type"], one["region"] or "", "unknown", one["extension"] or ""
                )
                for one in many
            )
            yield ContactRecord(entity, *values, numbers)  # type: ignore[call-arg]  # the nine texts of _TEXTS


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(batch_size=GROUP)


def _values(batch: pa.RecordBatch, name: str) -> list[Any]:
    found: list[Any] = batch.column(name).to_pylist()
    return found


def _texts(batch: pa.RecordBatch, name: str) -> list[Any]:
    """A text column without nulls and without NUL signs, which PostgreSQL cannot keep; numbers pass through."""
    if name not in batch.schema.names:
        return [""] * batch.num_rows
    column = batch.column(name)
    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        return _values(batch, name)
    column = pc.fill_null(column, "")
    if pc.any(pc.match_substring(column, "\x00")).as_py():
        column = pc.replace_substring(column, "\x00", "")
    found: list[Any] = column.to_pylist()
    return found


def _numbers(batch: pa.RecordBatch) -> list[list[dict[str, Any]]]:
    return [many or [] for many in _values(batch, "numbers")]


def _ids(batch: pa.RecordBatch) -> list[UUID | None]:
    column = batch.column("entity")
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    return [None if value is None else _id(value) for value in column.to_pylist()]


def _id(value: object) -> UUID:
    return UUID(bytes=value) if isinstance(value, bytes) else UUID(str(value))
