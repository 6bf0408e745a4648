"""Weighing what the rules leave open, with Splink and a model that was trained once (`model/`).

Records that could be one (a name that differs in one character in the same city, the same number, house or person)
are compared. Every number of the model is fixed in its artefact, also how likely a link is beforehand: what two
records weigh does not depend on which others are weighed with them.
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from callwright.flow.lists.clean.engine import EngineLimits, count, quoted, run
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_evidence import LOOKED_AT, WITHIN, judged
from callwright.flow.lists.clean.match_features import create_macros
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_task import WeighTask
from callwright.flow.lists.ports import Spread


def link_by_model(con: duckdb.DuckDBPyConnection, folder: Path, spread: Spread, limits: EngineLimits) -> int:
    """Add the model's links to `edges`, keep pairs with evidence in `weighed`; answers how many records there were."""
    build_records(con)
    records = count(con, "select count(*) from records")
    run(con, "create or replace temp table weighed (left_row bigint, right_row bigint, probability double)")
    if records < 2:
        return records
    path = folder / "records.parquet"
    run(con, f"copy (select * from records order by cluster) to {quoted(path)} (format parquet)")
    model = json.dumps(artefact())
    tasks = [WeighTask(path, chunk, spread.chunks, model, limits) for chunk in range(1, spread.chunks + 1)]
    for found in spread.map(weigh, tasks):
        con.register("found", found)
        run(con, "insert into weighed select * from found")
        con.unregister("found")
    path.unlink()
    run(
        con,
        f"""insert into edges select left_row, right_row, 'model', probability from weighed
            where probability >= {float(artefact()["threshold"])}""",
    )
    return records


def weigh(task: WeighTask) -> pa.Table:
    """The pairs of one chunk with evidence for being one: left_row, right_row (clusters), probability.

    Pure: the chunks of a task may be weighed by any processes in any order; all together they are exactly what
    one process finds in one piece. Needs nothing but the records file and the model in the task.
    """
    model = json.loads(task.model)
    config: dict[str, Any] = {"threads": task.limits.threads, "memory_limit": task.limits.memory}
    with duckdb.connect(config=config) as con:
        run(con, "set preserve_insertion_order = false")
        run(con, f"set temp_directory = {quoted(task.records.with_suffix('.spill'))}")
        create_macros(con)
        run(con, WITHIN)
        run(
            con,
            f"""create table records as
                select *, case when length(core) between 3 and 30 then slips(core) end as slips
                from read_parquet({quoted(task.records)})""",
        )
        linker = linker_for(con, model["settings"])
        part = (task.chunk, task.chunks)
        predicted = linker.inference.predict_chunk(
            left_chunk=part, threshold_match_probability=LOOKED_AT, warning_mode="never"
        )
        weighed = (
            f"(select cluster_l as left_row, cluster_r as right_row, match_probability as probability "
            f"from {predicted.physical_name})"
        )
        found: pa.Table = con.sql(
            f"""select least(left_row, right_row) as left_row, greatest(left_row, right_row) as right_row, probability
                from ({judged(weighed, "records", "records")}) where passed order by all"""
        ).to_arrow_table()
    return found


def linker_for(con: duckdb.DuckDBPyConnection, settings: dict[str, Any]) -> Linker:
    """A Splink linker over the table `records` of this connection."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=con)
    frame = api.register("records", table_name="splink_records")
    return Linker(frame, settings, log_level=logging.ERROR, validate_settings=False)
