"""The tables of a published batch as they were read once, from PostgreSQL alone: every row keeps its cells."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa

from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.tables import writer
from callwright.flow.lists.contracts import FileView
from callwright.flow.lists.errors import UnknownBatch
from callwright.flow.lists.repository import batches, rows
from callwright.flow.lists.service.originals import ReadFiles, ReadTable
from callwright.platform.db import Session


async def read_from_ledger(session: Session, batch_id: UUID, folder: Path) -> tuple[ReadFiles, ColumnMapping]:
    """Write the tables of a batch into `folder` as `read_originals` does, with the mapping each file was read by.

    Raises UnknownBatch (404).
    """
    files = [one for one in await batches.files(session, batch_id) if one.state == "cleaned"]
    if not files:
        raise UnknownBatch(batch=batch_id)
    inputs: dict[int, Path] = {}
    first = 0
    for position, file in enumerate(files):
        place = folder / f"{position:03d}"
        inputs[position] = await _write(session, batch_id, file, first, place)
        first += file.rows
    layouts = tuple(
        ColumnMapping.from_json({**file.details["mapping"], "header": file.details["columns"]})
        for file in files
    )
    return ReadFiles(inputs, {}), ColumnMapping(layouts=layouts)


async def _write(session: Session, batch_id: UUID, file: FileView, first: int, place: Path) -> Path:
    """table.arrow and facts.json of one file; answers a stand-in for the file itself."""
    columns: list[str] = file.details["columns"]
    place.mkdir(parents=True, exist_ok=True)
    schema = pa.schema(
        [
            *((f"c{at}", pa.string()) for at in range(len(columns))),
            ("line", pa.int32()),
            ("oversize", pa.bool_()),
        ]
    )
    with writer(place / "table.arrow", schema) as out:
        async for chunk in rows.cells(session, batch_id, first=first, count=file.rows):
            await asyncio.to_thread(out.write_table, _table(chunk, columns, schema))
    facts = ReadTable(
        tuple(columns), file.rows, int(file.details["blank_lines"]), file.details["encoding"],
        int(file.details["header_line"]), None, file.details["sheet"], tuple(file.details["other_sheets"]),
    )  # fmt: skip
    (place / "facts.json").write_text(json.dumps(asdict(facts), ensure_ascii=False), encoding="utf-8")
    stand_in = place / "from-ledger"
    stand_in.write_text(f"{batch_id} {place.name}", encoding="utf-8")
    return stand_in


def _table(chunk: Sequence[Any], columns: list[str], schema: pa.Schema) -> pa.Table:
    cells = [[row.original.get(column, "") or None for row in chunk] for column in columns]
    lines = [row.line for row in chunk]
    return pa.table([*cells, lines, [row.code == "cell_too_large" for row in chunk]], schema=schema)
