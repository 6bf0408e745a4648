"""Machine code for what is done to every cell, over the buffers of Arrow columns (docs/decisions/0021).

The compiled functions read UTF-8 and write UTF-8; they know no Python objects and hold no lock while they run. They are
compiled once per machine and kept in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from numba.core.caching import FunctionCache

from callwright.flow.lists.clean.compiled_bytes import put_bytes
from callwright.flow.lists.clean.compiled_places import Compiler

Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int32]
Points = npt.NDArray[np.int32]
"""Text as Unicode code points."""
F = TypeVar("F", bound=Callable[..., Any])

LONGEST = 500
"""Characters of a cell up to which compiled code reads it; longer ones go the careful way."""


def _cache_folder() -> Path:
    """A folder for exactly these sources: numba itself would take stale code when another file of them changes."""
    checked: object = numba.config.BOUNDSCHECK  # type: ignore[attr-defined]  # numba sets its settings by name
    digest = hashlib.sha256(f"{numba.__version__} {checked}".encode())
    here = Path(__file__).parent
    for source in (*sorted(here.glob("compiled*.py")), here / "data" / "words.yaml"):
        digest.update(source.read_bytes())
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "callwright" / f"compiled-{digest.hexdigest()[:16]}"


if "NUMBA_CACHE_DIR" not in os.environ:
    numba.config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]  # numba sets its settings by name


class _Kept(FunctionCache):
    """What is on disk is loaded as it is: numba would first import all it needs to compile, half a second of it."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The compiled function, None when it has to be compiled; compiling then brings in what it needs itself."""
        with self._guard_against_spurious_io_errors():
            return self._load_overload(sig, target_context)


def compiled(function: F) -> F:
    """The function as machine code, compiled when it is first used and kept on disk."""
    # without the counting of references: no function makes an array, all are handed in
    options: Any = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
    made: Any = numba.njit(pipeline_class=Compiler, **options)(function)
    made._cache = _Kept(function)  # noqa: SLF001 - numba has no other way to say it
    return cast("F", made)


class Text(NamedTuple):
    """A text column: bytes, where each cell begins and ends, and whether it is there (1) or null (0)."""

    data: Bytes
    offsets: Offsets
    valid: Bytes


def text_of(column: pa.Array) -> Text:
    """A column of Arrow as compiled code reads it."""
    size = len(column)
    bits, offsets, data = column.buffers()
    found = np.frombuffer(offsets, np.int32)[column.offset : column.offset + size + 1]
    cells = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    # always to be read only: a column that may be written would be another type, and compiled code loaded twice
    found.flags.writeable = cells.flags.writeable = False
    if bits is None or column.null_count == 0:
        return Text(cells, found, np.ones(size, np.uint8))
    flags = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")
    return Text(cells, found, flags[column.offset : column.offset + size])


def room_for(rows: int, size: int) -> Text:
    """An empty column to write so many rows and bytes into."""
    offsets = np.zeros(rows + 1, np.int32)
    return Text(np.empty(size + 8, np.uint8), offsets, np.zeros(rows, np.uint8))


def column_of(text: Text) -> pa.Array:
    """What compiled code has written, as a column of Arrow of its own: the room may be used again."""
    used = int(text.offsets[-1])
    return view_of(Text(text.data[:used].copy(), text.offsets.copy(), text.valid))


def view_of(text: Text) -> pa.Array:
    """What compiled code has written, as a column of Arrow over the same bytes: good until the room is used again."""
    rows = len(text.valid)
    used = int(text.offsets[rows])
    missing = rows - int(np.count_nonzero(text.valid))
    bits = pa.py_buffer(np.packbits(text.valid, bitorder="little")) if missing else None
    data, offsets = pa.py_buffer(text.data[:used]), pa.py_buffer(text.offsets)
    return pa.StringArray.from_buffers(rows, offsets, data, bits, missing)


@compiled
def decode(data: Bytes, start: int, end: int, into: Points) -> int:
    """Code points of a cell; answers how many, -1 for a cell that is too long or beyond the basic plane."""
    if end - start > 3 * LONGEST:
        return -1
    count = 0
    at = start
    while at < end:
        first = np.int32(data[at])
        if count == LONGEST or first >= 0xF0:
            return -1
        if first < 0x80:
            into[count] = first
            at += 1
        elif first < 0xE0:
            into[count] = (first & 0x1F) << 6 | (np.int32(data[at + 1]) & 0x3F)
            at += 2
        else:
            middle = (np.int32(data[at + 1]) & 0x3F) << 6
            into[count] = (first & 0x0F) << 12 | middle | (np.int32(data[at + 2]) & 0x3F)
            at += 3
        count += 1
    return count


@compiled
def encode(points: Points, start: int, end: int, data: Bytes, at: int) -> int:
    """Write code points as UTF-8; answers where the next one goes."""
    for place in range(start, end):
        point = points[place]
        if point < 0x80:
            data[at] = point
            at += 1
        elif point < 0x800:
            data[at] = 0xC0 | point >> 6
            data[at + 1] = 0x80 | point & 0x3F
            at += 2
        else:
            data[at] = 0xE0 | point >> 12
            data[at + 1] = 0x80 | point >> 6 & 0x3F
            data[at + 2] = 0x80 | point & 0x3F
            at += 3
    return at


@compiled
def same(points: Points, at: int, words: Points, start: int, end: int) -> bool:
    """Whether words[start:end] stands at this place."""
    for place in range(end - start):
        if points[at + place] != words[start + place]:
            return False
    return True


@compiled
def keep(out: Text, row: int, points: Points, start: int, end: int) -> None:
    """The cell of a row."""
    out.offsets[row + 1] = encode(points, start, end, out.data, out.offsets[row])
    out.valid[row] = 1


@compiled
def keep_bytes(out: Text, row: int, data: Bytes, start: int, end: int) -> None:
    """The cell of a row, as it stands in other bytes."""
    put_bytes(data, start, end - start, out.data, out.offsets[row])
    out.offsets[row + 1] = out.offsets[row] + end - start
    out.valid[row] = 1


@compiled
def leave(out: Text, row: int) -> None:
    """Null."""
    out.offsets[row + 1] = out.offsets[row]
    out.valid[row] = 0
