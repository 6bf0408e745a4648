"""Contacts column by column: from what is handed over to the columns of the tables, without an object per contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callwright.platform.db import id_column, text_column
from callwright.registers.contacts.contracts import CONTACT_TEXTS, ContactRecord

NUMBER_TEXTS = ("e164", "type", "region", "extension", "health")
CHUNK = 20_000
_NUMBER = pa.struct([(name, pa.string()) for name in NUMBER_TEXTS])
_ID = pa.binary(16)
_MOMENT = pa.timestamp("us", tz="UTC")


def record_batches(records: Iterable[ContactRecord]) -> Iterator[pa.RecordBatch]:
    """Contacts one by one as batches; whether they are new is not known."""
    remaining = iter(records)
    while chunk := list(islice(remaining, CHUNK)):
        columns: dict[str, pa.Array] = {
            "id": pa.array([one.id.bytes for one in chunk], _ID),
            "is_new": pa.repeat(pa.scalar(False), len(chunk)),  # noqa: FBT003 - a value, no flag
        }
        for name in CONTACT_TEXTS:
            columns[name] = pa.array([getattr(one, name) for one in chunk], pa.string())
        numbers = [[{name: getattr(n, name) for name in NUMBER_TEXTS} for n in one.numbers] for one in chunk]
        columns["numbers"] = pa.array(numbers, pa.list_(_NUMBER))
        yield pa.RecordBatch.from_pydict(columns)


def contact_rows(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The id and the texts; a text that is null or missing is empty."""
    columns = {"id": id_column(batch, "id")}
    columns |= {name: text_column(batch, name) for name in CONTACT_TEXTS}
    return pa.RecordBatch.from_pydict(columns)


def number_rows(batch: pa.RecordBatch) -> pa.RecordBatch:
    """One line per number: contact_id and the number's texts; health is unknown unless it is told."""
    numbers = batch.column("numbers")
    each = numbers.flatten()
    sizes = pc.fill_null(pc.list_value_length(numbers), 0).to_numpy(zero_copy_only=False)
    owners = pa.array(np.repeat(np.arange(len(numbers)), sizes))
    told = {field.name for field in each.type}
    columns = {"contact_id": id_column(batch, "id").take(owners)}
    for name in NUMBER_TEXTS:
        missing = "unknown" if name == "health" else ""
        if name in told:
            columns[name] = pc.fill_null(pc.struct_field(each, name), missing)
        else:
            columns[name] = pa.repeat(pa.scalar(missing), len(each))
    return pa.RecordBatch.from_pydict(columns)


def signed(batch: pa.RecordBatch, moment: str, *, source: str, at: datetime) -> pa.RecordBatch:
    """The rows with where they came from, and when in the column `moment`."""
    more = {
        "source": pa.repeat(pa.scalar(source), batch.num_rows),
        moment: pa.repeat(pa.scalar(at, _MOMENT), batch.num_rows),
    }
    return pa.RecordBatch.from_pydict(dict(zip(batch.schema.names, batch.columns, strict=True)) | more)
