"""Step 3: numbers, names and addresses of every row, in one pass over the staged files (product §2.2).

In this process the pass reads the files themselves. Spread over others, each partition of rows goes out as an
Arrow table and comes back as one: the pass looks at one row at a time, so the result is the same.
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from callwright.flow.lists.clean.addresses import ADDRESSED, prepare_addresses
from callwright.flow.lists.clean.engine import FORMAT, EngineLimits, count, quoted, run
from callwright.flow.lists.clean.names import NAMED, prepare_names
from callwright.flow.lists.clean.numbers import NUMBER, TABLES, lone_cell, read_open_cells
from callwright.flow.lists.clean.raw_rows import places_of, raw_rows
from callwright.flow.lists.clean.rule_counts import Rules, merged, rule_counts
from callwright.flow.lists.clean.work import Work
from callwright.flow.lists.ports import Here

COLUMNS = """row, file, line, oversize, original, company, company_key, core, name_city, person, industry, remark,
    province, city,
    stated_city, district, address, street_text, name_rule"""
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
    """Write clean.parquet: a line per row, in no certain order, with `numbers` and, without any, `code`."""
    clean = target / "clean.parquet"
    con = work.connection
    run(con, f"create or replace temp view raw as {raw_rows(work)}")
    rules = _clean_here(work, clean) if isinstance(work.spread, Here) else _clean_spread(work, clean)
    run(con, "drop view raw")
    return {"rows": count(con, f"select count(*) from {quoted(clean)}"), "rules": rules}


def _clean_here(work: Work, clean: Path) -> Rules:
    con = work.connection
    prepared = _prepared(con, places_of(work), work.default_country)
    run(con, f"copy ({prepared}) to {quoted(clean)} ({FORMAT})")
    rules = rule_counts(con, quoted(clean))
    for name in TABLES:
        run(con, f"drop table if exists {name}")
    return rules


def _clean_spread(work: Work, clean: Path) -> Rules:
    """Partitions of rows out, cleaned partitions back, written in their order."""
    found: list[Rules] = []
    writer: pq.ParquetWriter | None = None
    for table in work.spread.map(clean_partition, list(_tasks(work))):
        found.append(json.loads((table.schema.metadata or {})[b"rules"]))
        if writer is None:
            writer = pq.ParquetWriter(clean, table.schema.remove_metadata(), compression="lz4")
        writer.write_table(table.replace_schema_metadata(None))
    if writer is not None:
        writer.close()
    return merged(found)


def _tasks(work: Work) -> Iterator[CleanTask]:
    con = work.connection
    total = count(con, "select count(*) from raw")
    size = max(FEWEST, -(-total // work.spread.chunks))
    for start in range(0, max(total, 1), size):
        rows = con.sql(f"select * from raw where row >= {start} and row < {start + size} order by row")
        limits = EngineLimits(memory="2GB", threads=1)
        yield CleanTask(rows.to_arrow_table(), places_of(work), work.default_country, limits)


def clean_partition(task: CleanTask) -> pa.Table:
    """The cleaned rows of a partition; the rules they met stand in the schema's metadata under `rules`."""
    config: dict[str, Any] = {"threads": task.limits.threads, "memory_limit": task.limits.memory}
    with duckdb.connect(config=config) as con:
        con.register("raw", task.rows)
        run(con, f"create temp table clean as {_prepared(con, task.places, task.country)}")
        rules = json.dumps(rule_counts(con, "clean"))
        table: pa.Table = con.sql("select * from clean order by row").to_arrow_table()
    return table.replace_schema_metadata({"rules": rules})


def _prepared(con: duckdb.DuckDBPyConnection, places: int, country: str) -> str:
    """SQL of the one pass over `raw`; everything it asks for is made ready on the connection."""
    read_open_cells(con, places, country)
    prepare_names(con)
    prepare_addresses(con)
    lone = lone_cell(places)
    return f"""with cells as (select *, case when simple({lone}) then {lone} end as lone from raw),
        {NAMED.format(source="cells").strip()}, {ADDRESSED.format(source="named").strip()}
        select {COLUMNS},
            case when lone is not null then [{{'e164': '+86' || lone, 'type': mobile_type(lone),
                    'region': null, 'extension': null}}]::{NUMBER}[]
                 else coalesce(r.numbers, []) end as numbers,
            case when lone is null and len(coalesce(r.numbers, [])) = 0
                 then coalesce(r.code, 'number_missing') end as code
        from addressed left join read_numbers r using (row)"""
