"""Step 3: numbers, names and addresses of every row, part by part over the staged files (product §2.2).

Plain rows are read by compiled code, the others the careful way (clean_part). In this process part follows part;
spread over others, each part goes out as an Arrow table and comes back as one: the pass looks at one row at a time,
so the result is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.clean_part import Scratches, clean_part
from callwright.flow.lists.clean.engine import EngineLimits
from callwright.flow.lists.clean.match_features import FEATURES
from callwright.flow.lists.clean.raw_rows import places_of, raw_parts
from callwright.flow.lists.clean.rule_counts import Rules, merged
from callwright.flow.lists.clean.tables import SLAB, writer
from callwright.flow.lists.clean.work import Work, staged_rows
from callwright.flow.lists.ports import Here

CLEAN = ("row", "company", "province", "district", "numbers", "code")
SLABS = 32
"""Slabs of a part in this process: the careful way costs a third of a second to begin with."""
FEWEST = 20_000
"""Rows below which a partition is not worth sending away."""


@dataclass(frozen=True)
class CleanTask:
    """One partition: `rows` in the columns of `raw_rows`, with `places` number columns."""

    rows: pa.Table
    places: int
    country: str
    limits: EngineLimits


def clean_rows(work: Work, target: Path) -> dict[str, object]:
    """Write clean.arrow and features.arrow: a line per row each, in order.

    clean: what only the ledger needs, `numbers` and, without any, `code`. features: what matching needs.
    """
    parts = _here(work) if isinstance(work.spread, Here) else _spread(work)
    rows, found = 0, []
    with ExitStack() as stack:
        writers: dict[str, pa.ipc.RecordBatchFileWriter] = {}
        for tables, rules in parts:
            for table in tables:
                for name, columns in _files(table).items():
                    if name not in writers:
                        path = target / f"{name}.arrow"
                        writers[name] = stack.enter_context(writer(path, columns.schema))
                    writers[name].write_table(columns)
                rows += table.num_rows
            found.append(rules)
    return {"rows": rows, "rules": merged(found)}


def _files(table: pa.Table) -> dict[str, pa.Table]:
    """The columns of each file."""
    features = table.drop_columns(["numbers"]).rename_columns({"texts": "numbers"})
    return {"clean": table.select(CLEAN), "features": features.select(["row", *FEATURES.split(", ")])}


def _here(work: Work) -> Iterator[tuple[Iterable[pa.Table], Rules]]:
    slabs, scratches = raw_parts(work, SLAB), Scratches.again(SLABS)
    while part := list(islice(slabs, SLABS)):
        yield clean_part(work.connection, part, places_of(work), work.default_country, scratches)


def _spread(work: Work) -> Iterator[tuple[Iterable[pa.Table], Rules]]:
    for table in work.spread.map(clean_partition, list(_tasks(work))):
        yield [table.replace_schema_metadata(None)], json.loads((table.schema.metadata or {})[b"rules"])


def _tasks(work: Work) -> Iterator[CleanTask]:
    size = max(FEWEST, -(-staged_rows(work) // work.spread.chunks))
    limits = EngineLimits(memory="2GB", threads=1)
    for part in raw_parts(work, size):
        yield CleanTask(part.combine_chunks(), places_of(work), work.default_country, limits)


def clean_partition(task: CleanTask) -> pa.Table:
    """The cleaned rows of a partition; the rules they met stand in the schema's metadata under `rules`."""
    config: dict[str, Any] = {"threads": task.limits.threads, "memory_limit": task.limits.memory}
    with duckdb.connect(config=config) as con:
        slabs = [task.rows.slice(start, SLAB) for start in range(0, task.rows.num_rows, SLAB)]
        tables, rules = clean_part(con, slabs, task.places, task.country)
    return pa.concat_tables(tables).replace_schema_metadata({"rules": json.dumps(rules)})
