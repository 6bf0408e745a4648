"""Columns of Arrow batches in the form that COPY takes (`binary_rows`)."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def id_column(batch: pa.RecordBatch, name: str) -> pa.Array:
    """A column of uuids as their 16 bytes, whatever Arrow calls the type."""
    column = batch.column(name)
    return column.storage if isinstance(column, pa.ExtensionArray) else column


def text_column(batch: pa.RecordBatch, name: str) -> pa.Array:
    """A text column without nulls; "" where the batch has no such column."""
    if name not in batch.schema.names:
        return pa.repeat(pa.scalar(""), batch.num_rows)
    return pc.fill_null(batch.column(name), "")
