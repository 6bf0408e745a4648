"""The rows of a cleaned batch as they came, each as a JSON object of its cells by their column.

They are made from the staged files when somebody stores them: cleaning itself has no use for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.compiled import Text, text_of
from callwright.flow.lists.clean.compiled_cells_out import measure, write
from callwright.flow.lists.clean.tables import batches
from callwright.flow.lists.clean.work import READ
from callwright.flow.lists.clean.workroom import Workroom


class CellsAsTheyCame:
    """Hands out the rows of the batch cleaned in `folder`, in order; an empty cell is an empty text."""

    def __init__(self, folder: Path) -> None:
        self._batches = _batches(Workroom(folder, None))
        self._rest = pa.array([], pa.string())

    def take(self, rows: int) -> pa.Array:
        """The next so many rows, as JSON texts."""
        found = [self._rest.slice(0, rows)]
        self._rest = self._rest.slice(rows)
        missing = rows - len(found[0])
        while missing:
            batch = next(self._batches)
            found.append(batch.slice(0, missing))
            self._rest = batch.slice(missing)
            missing -= len(found[-1])
        return pa.concat_arrays(found)


def _batches(room: Workroom) -> Iterator[pa.Array]:
    for index, file in enumerate(cast("list[dict[str, Any]]", room.facts(READ)["files"])):
        begun = [_beginning(at, name) for at, name in enumerate(file["columns"])]
        for batch in batches(room.step(READ) / f"{index:03d}.arrow"):
            for start in range(0, batch.num_rows, PIECE):
                piece = batch.slice(start, PIECE)
                yield _objects([text_of(piece.column(at)) for at in range(len(begun))], begun)


PIECE = 16_384
"""Rows that are made at once."""


def _beginning(at: int, name: str) -> np.ndarray:
    """What stands in front of a cell in its row's JSON object."""
    key = json.dumps(name, ensure_ascii=False)
    return np.frombuffer(f'{"," if at else "{"}{key}:"'.encode(), np.uint8)


def _objects(texts: list[Text], begun: list[np.ndarray]) -> pa.Array:
    rows = len(texts[0].valid)
    sizes = np.ones(rows, np.int64)
    for text, before in zip(texts, begun, strict=True):
        measure(text, len(before), sizes)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    data, ends = np.empty(offsets[-1], np.uint8), offsets[:-1].copy()
    for text, before in zip(texts, begun, strict=True):
        write(text, before, ends, data)
    data[ends] = ord("}")
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(data))
