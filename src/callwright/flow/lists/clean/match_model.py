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

from callwright.flow.lists.clean.engine import FORMAT, EngineLimits, count, quoted, run
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_evidence import LOOKED_AT, WITHIN, judged
from callwright.flow.lists.clean.match_features import create_macros
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_task import WeighTask
from callwright.flow.lists.ports import Spread

FOUND = pa.schema([("left_row", pa.int64()), ("right_row", pa.int64()), ("probability", pa.float64())])
"""What a weighing answers."""
SLIPS = "list_transform(range(1, length(core) + 2), lambda i: hash(left(core, i - 1) || substr(core, i + 1)))"
"""What the macro `slips` gives, as numbers: it is only asked whether two lists have something in common."""


def link_by_model(con: duckdb.DuckDBPyConnection, folder: Path, spread: Spread, limits: EngineLimits) -> int:
    """Add the model's links to `edges`, keep pairs with evidence in `weighed`; answers how many records there were."""
    build_records(con)
    records = count(con, "select count(*) from records")
    run(con, "create or replace temp table weighed (left_row bigint, right_row bigint, probability double)")
    if records < 2:
        return records
    path = folder / "records.parquet"
    run(con, f"copy records to {quoted(path)} ({FORMAT})")
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
        _open_records(con, task)
        if not _find_candidates(con):
            return FOUND.empty_table()
        predicted = linker_for(con, model["settings"]).inference.predict(
            threshold_match_probability=LOOKED_AT, warning_mode="never"
        )
        weighed = (
            f"(select least(cluster_l, cluster_r) as left_row, greatest(cluster_l, cluster_r) as right_row, "
            f"match_probability as probability from {predicted.physical_name})"
        )
        found: pa.Table = con.sql(
            f"""select left_row, right_row, probability
                from ({judged(weighed, "compared", "compared")}) where passed order by all"""
        ).to_arrow_table()
    return found


def _open_records(con: duckdb.DuckDBPyConnection, task: WeighTask) -> None:
    """`compared`: the records; `pairs`: those of this chunk that share a key."""
    run(
        con,
        f"""create table compared as
            select *, case when length(core) between 3 and 30 then {SLIPS} end as slips
            from read_parquet({quoted(task.records)})""",
    )
    run(
        con,
        f"""create table pairs as
            with exploded as (select cluster, unnest(keys) as key from compared)
            select distinct l.cluster as left_row, r.cluster as right_row
            from exploded l join exploded r using (key)
            where l.cluster < r.cluster and hash(l.cluster) % {task.chunks} = {task.chunk - 1}""",
    )


def _find_candidates(con: duckdb.DuckDBPyConnection) -> int:
    """`records`: what Splink has to weigh. Pairs that the evidence allows have a key of their own in common there.

    Most pairs fail the evidence whatever they weigh, and looking at it costs less than weighing. Answers how many
    pairs are left.
    """
    certain = "(select left_row, right_row, 1.0::double as probability from pairs)"
    run(
        con,
        f"""create table candidates as
            select left_row, right_row, row_number() over () as pair
            from ({judged(certain, "compared", "compared")}) where passed""",
    )
    run(
        con,
        """create table records as
            with sides as (
                select unnest([left_row, right_row]) as cluster, pair from candidates
            ), keyed as (select cluster, list(pair) as keys from sides group by cluster)
            select c.* exclude (keys), keyed.keys from compared c join keyed using (cluster)""",
    )
    return count(con, "select count(*) from candidates")


def linker_for(con: duckdb.DuckDBPyConnection, settings: dict[str, Any]) -> Linker:
    """A Splink linker over the table `records` of this connection."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=con)
    frame = api.register("records", table_name="splink_records")
    return Linker(frame, settings, log_level=logging.ERROR, validate_settings=False)
