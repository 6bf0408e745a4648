"""Arrow batches as PostgreSQL's binary COPY rows, column by column: no Python object per row or value.

A row is a count of fields, then each field as its length and its bytes, all numbers with the highest byte first
(PostgreSQL documentation, COPY, "Binary Format"). The pieces are made per column and joined per row by Arrow.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

HEADER = b"PGCOPY\n\xff\r\n\x00" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
NULL = struct.pack(">i", -1)
TEXT_OID = 25
EPOCH_MICROSECONDS = 946_684_800_000_000
"""PostgreSQL counts time from 2000-01-01 UTC."""


def binary_rows(batch: pa.RecordBatch) -> memoryview:
    """The rows of a batch between HEADER and TRAILER; fields in the order of the batch.

    Strings become text (or json), 32- and 64-bit integers int4 and int8, booleans boolean, 16 fixed bytes uuid, lists
    of strings text[], timestamps in microseconds timestamptz. Nulls stay null. NUL signs, which PostgreSQL cannot
    keep in a text, are left out. Raises TypeError for any other type.
    """
    if batch.num_rows == 0:
        return memoryview(b"")
    count = pa.scalar(struct.pack(">h", batch.num_columns), pa.binary())
    fields = [piece for column in batch.columns for piece in _field(column)]
    rows = pc.binary_join_element_wise(count, *fields, pa.scalar(b"", pa.binary()))
    return _content(rows)


def _field(column: pa.Array) -> list[pa.Array]:
    """Length and bytes of one field per row; of one column the pieces, so that nothing is copied twice."""
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    kind = column.type
    content: pa.Array
    if pa.types.is_string(kind):
        content = _text(column)
    elif pa.types.is_list(kind):
        content = _texts(column)
    elif pa.types.is_fixed_size_binary(kind) and kind.byte_width == 16:
        return _fixed(column, np.frombuffer(_content(column), "V16") if len(column) else np.empty(0, "V16"))
    else:
        return _fixed(column, _number(column))
    if not content.null_count:
        return [_pieces(_lengths(content)), content]
    lengths = np.where(content.is_valid().to_numpy(zero_copy_only=False), _lengths(content), -1)
    return [_pieces(lengths.astype(">i4")), pc.fill_null(content, b"")]


def _number(column: pa.Array) -> npt.NDArray[Any]:
    """Fixed-width values with the highest byte first; null is some number."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        if kind.unit != "us":
            raise TypeError(f"no binary form for {kind}")
        return (_plain(column.cast(pa.int64())) - EPOCH_MICROSECONDS).astype(">i8")
    for accepts, shape in (
        (pa.types.is_int32, ">i4"),
        (pa.types.is_int64, ">i8"),
        (pa.types.is_boolean, ">i1"),
    ):
        if accepts(kind):
            return _plain(column).astype(shape)
    raise TypeError(f"no binary form for {kind}")


def _plain(column: pa.Array) -> npt.NDArray[Any]:
    filled = pc.fill_null(column, pa.scalar(0).cast(column.type))
    values: npt.NDArray[Any] = filled.to_numpy(zero_copy_only=False)
    return values


def _fixed(column: pa.Array, values: npt.NDArray[Any]) -> list[pa.Array]:
    """A field whose values have one width: length and value in one piece."""
    width = values.dtype.itemsize
    joined = np.empty(len(values), np.dtype([("length", ">i4"), ("value", values.dtype)]))
    joined["length"], joined["value"] = width, values
    pieces = _pieces(joined)
    return [
        pc.if_else(column.is_null(), pa.scalar(NULL, pa.binary()), pieces) if column.null_count else pieces
    ]


def _text(column: pa.Array) -> pa.Array:
    """The bytes of texts, without NUL signs."""
    content = np.frombuffer(_content(column), np.uint8)
    if len(content) and not content.min():
        column = pc.replace_substring(column, "\x00", "")
    return column.cast(pa.binary())


def _texts(column: pa.Array) -> pa.Array:
    """The bytes of text[]: dimensions, "no nulls", type, size, first index, then each element."""
    elements = _text(column.flatten())
    joined = pc.binary_join_element_wise(_pieces(_lengths(elements)), elements, pa.scalar(b"", pa.binary()))
    sizes = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    each = pa.ListArray.from_arrays(pa.array(offsets), joined)
    shape = np.empty(
        len(column), np.dtype([(name, ">i4") for name in ("d", "flags", "oid", "size", "first")])
    )
    shape["d"], shape["flags"], shape["oid"], shape["size"], shape["first"] = 1, 0, TEXT_OID, sizes, 1
    empty = pa.scalar(struct.pack(">iii", 0, 0, TEXT_OID), pa.binary())
    heads = pc.if_else(pa.array(sizes == 0), empty, _pieces(shape))
    whole = pc.binary_join_element_wise(heads, pc.binary_join(each, b""), pa.scalar(b"", pa.binary()))
    return pc.if_else(column.is_null(), pa.scalar(None, pa.binary()), whole) if column.null_count else whole


def _pieces(values: npt.NDArray[Any]) -> pa.Array:
    """Fixed-width values as an array of bytes, without copying."""
    width = values.dtype.itemsize
    offsets = np.arange(0, (len(values) + 1) * width, width, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(values))]
    return pa.Array.from_buffers(pa.binary(), len(values), buffers)


def _lengths(array: pa.Array) -> npt.NDArray[Any]:
    """How many bytes each value has, the highest byte first; of a null 0 or any number."""
    offsets = np.frombuffer(array.buffers()[1] or b"\0" * 4, np.int32)[
        array.offset : array.offset + len(array) + 1
    ]
    return np.diff(offsets).astype(">i4")


def _content(array: pa.Array) -> memoryview:
    """All bytes of an array of texts or bytes, one value after the other, without copying."""
    data = memoryview(array.buffers()[2 if len(array.buffers()) > 2 else 1] or b"")
    if pa.types.is_fixed_size_binary(array.type):
        width = array.type.byte_width
        return data[array.offset * width : (array.offset + len(array)) * width]
    offsets = np.frombuffer(array.buffers()[1], np.int32)[array.offset : array.offset + len(array) + 1]
    return data[offsets[0] : offsets[-1]]
