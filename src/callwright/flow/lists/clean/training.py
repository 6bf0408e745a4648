"""Training the matching model from rows whose truth is known.

A labelled list is the features file of cleaning and a truth.csv or .parquet with the columns row and entity. Shares
of levels are counted, not iterated: m over all true pairs the rules left apart, u over random pairs (and, for levels
too rare for a sample, over all pairs of near names).
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from callwright.flow.lists.clean.engine import EngineLimits, count, quoted, run
from callwright.flow.lists.clean.match_artefact import use_artefact
from callwright.flow.lists.clean.match_features import open_rows
from callwright.flow.lists.clean.match_keys import keyed
from callwright.flow.lists.clean.match_levels import level_of, levels_of, sided
from callwright.flow.lists.clean.match_model import link_by_model, linker_for
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_settings import match_settings
from callwright.flow.lists.clean.step_4_match import Ruled, apply_rules, cluster_rows
from callwright.flow.lists.ports import Here

THRESHOLD = 0.95
PRIOR = 2e-5
"""How likely two records that the rules left apart are one: 0.35 links per record among 35,000 records."""
SAMPLE = 1500
RARE = 1e-4
NEAR_LEVELS = {"core": 10, "person": 1, "house": 1, "numbers": 1}
"""How many first levels of a comparison need a name's slip, a number, a person or a house in common."""


class Labelled(NamedTuple):
    """A list whose truth is known: its features and the file with row and entity."""

    name: str
    features: Path
    truth: Path


def artefact_from(version: str, labelled: Labelled) -> dict[str, Any]:
    """A new artefact taught by this list, not evaluated yet."""
    return {
        "version": version,
        "threshold": THRESHOLD,
        "training": {"list": labelled.name, "prior": PRIOR},
        "settings": train(labelled),
        "evaluation": [],
    }


def evaluated(model: dict[str, Any], labelled: Labelled) -> dict[str, float]:
    """Precision and recall over all row pairs, of the rules alone and of rules and this model."""
    with duckdb.connect() as connection:
        ruled = _ruled(connection, labelled)
        rules = pair_quality(connection, labelled.truth)
        _weighed(connection, model, ruled)
        both = pair_quality(connection, labelled.truth)
    return {
        "rows": rules["rows"],
        "rules_precision": rules["precision"],
        "rules_recall": rules["recall"],
        "precision": both["precision"],
        "recall": both["recall"],
    }


def decided_alike(model: dict[str, Any], labelled: Labelled, decisions: Path) -> dict[str, float]:
    """`decided` pairs of rows and the share `agreed` that rules and this model judge as people did."""
    with duckdb.connect() as connection:
        _weighed(connection, model, _ruled(connection, labelled))
        decided, agreed = run(
            connection,
            f"""select count(*), count(*) filter ((l.cluster = r.cluster) = same)
                from read_parquet({quoted(decisions)})
                join clusters l on l.row = left_row_id join clusters r on r.row = right_row_id
                where same is not null""",
        )[0]
    pairs = int(str(decided))
    return {"decided": pairs, "agreed": int(str(agreed)) / pairs} if pairs else {}


def train(labelled: Labelled) -> dict[str, Any]:
    """Splink settings with counted m and u."""
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as folder:
        _ruled(connection, labelled)
        build_records(connection)
        run(
            connection,
            """create or replace temp table records as
               select *, case when length(core) between 3 and 30 then slips(core) end as slips from records""",
        )
        _label(connection, labelled.truth)
        settings = match_settings().create_settings_dict("duckdb")
        records = count(connection, "select count(*) from labelled")
        settings["probability_two_random_records_match"] = PRIOR
        for comparison in settings["comparisons"]:
            _count_levels(connection, comparison, records)
        saved = Path(folder) / "model.json"
        linker_for(connection, settings).misc.save_model_to_json(str(saved), overwrite=True)
        found: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
    found.pop("linker_uid", None)
    return found


def _ruled(connection: duckdb.DuckDBPyConnection, labelled: Labelled) -> Ruled:
    ruled = apply_rules(connection, keyed(open_rows(connection, labelled.features, None)))
    cluster_rows(connection, ruled)
    return ruled


def _weighed(connection: duckdb.DuckDBPyConnection, model: dict[str, Any], ruled: Ruled) -> None:
    use_artefact(model)
    try:
        with tempfile.TemporaryDirectory() as folder:
            link_by_model(connection, Path(folder), Here(), EngineLimits())
    finally:
        use_artefact(None)
    cluster_rows(connection, ruled)


def truth_of(path: Path) -> str:
    """SQL: row and entity of a truth file."""
    source = (
        f"read_parquet({quoted(path)})"
        if path.suffix == ".parquet"
        else f"read_csv({quoted(path)}, all_varchar = true)"
    )
    return f"(select row::bigint as row, entity::varchar as entity from {source})"


def _label(connection: duckdb.DuckDBPyConnection, truth: Path) -> None:
    run(
        connection,
        f"""create or replace temp table labelled as select r.*, t.entity from records r join (
               select cluster, mode(entity order by entity) as entity from clusters join {truth_of(truth)} using (row)
               group by cluster) t using (cluster)""",
    )


def _count_levels(connection: duckdb.DuckDBPyConnection, comparison: dict[str, Any], records: int) -> None:
    levels, level = levels_of(comparison), level_of(comparison)
    true = _shares(connection, level, "l.entity = r.entity and l.cluster < r.cluster", "labelled")
    sample = f"(select * from labelled order by hash(cluster) limit {SAMPLE})"
    random = _shares(connection, level, "l.cluster < r.cluster and l.entity <> r.entity", sample)
    near = _near_pairs(connection, level, records, NEAR_LEVELS.get(comparison["output_column_name"], 0))
    for at, counted in enumerate(levels):
        counted["m_probability"] = (true.get(at, 0) + 0.5) / (sum(true.values()) + 0.5 * len(levels))
        u = random.get(at, 0) / max(1, sum(random.values()))
        counted["u_probability"] = max(near.get(at, 0.0), 1e-9) if u < RARE and at in near else max(u, 1e-7)


def _shares(connection: duckdb.DuckDBPyConnection, level: str, where: str, table: str) -> dict[int, int]:
    named = f"select {sided(connection, 'labelled')} from {table} l join {table} r on {where}"
    found = run(
        connection, f"select {level} as level, count(*) from ({named}) group by 1 having level is not null"
    )
    return {int(str(at)): int(str(n)) for at, n in found}


def _near_pairs(
    connection: duckdb.DuckDBPyConnection, level: str, records: int, levels: int
) -> dict[int, float]:
    """Share among all pairs of the first levels, which need a key in common; every such pair is looked at."""
    run(
        connection,
        """create temp table if not exists near as
            with exploded as (select cluster, entity, unnest(keys) as key from labelled)
            select distinct a.cluster as a, b.cluster as b from exploded a join exploded b using (key)
            where a.cluster < b.cluster and a.entity <> b.entity""",
    )
    named = f"""select {sided(connection, "labelled")} from near join labelled l on l.cluster = near.a
                join labelled r on r.cluster = near.b"""
    found = run(
        connection, f"select {level} as level, count(*) from ({named}) group by 1 having level is not null"
    )
    counted = {int(str(at)): int(str(n)) for at, n in found}
    all_pairs = records * (records - 1) / 2
    return {at: (counted.get(at, 0) + 0.5) / all_pairs for at in range(levels)}


def pair_quality(connection: duckdb.DuckDBPyConnection, truth: Path) -> dict[str, float]:
    """Precision and recall of `clusters` over all pairs of rows (also rejected ones)."""
    right, said, true, rows = run(
        connection,
        f"""with counted as (select cluster, entity, count(*) as n from clusters join {truth_of(truth)} using (row)
                group by all)
            select (select sum(n * (n - 1) / 2) from counted),
                (select sum(n * (n - 1) / 2) from (select sum(n) as n from counted group by cluster)),
                (select sum(n * (n - 1) / 2) from (select sum(n) as n from counted group by entity)),
                (select sum(n) from counted)""",
    )[0]
    correct = float(str(right))
    return {
        "rows": float(str(rows)),
        "precision": round(correct / max(1.0, float(str(said))), 5),
        "recall": round(correct / max(1.0, float(str(true))), 5),
    }
