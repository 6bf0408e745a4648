"""Training the matching model from lists whose truth is known.

`python -m callwright.flow.lists.clean.training OUT.json WORKDIR TRUTH.csv [WORKDIR TRUTH.csv …]`

WORKDIR is the work folder of a finished cleaning, TRUTH.csv has the columns row and entity. The first pair
trains, all pairs are evaluated; the evaluation and the command are written into the artefact. Shares of levels
are counted, not iterated: m over all true pairs the rules left apart, u over random pairs (and, for levels too
rare for a sample, over all pairs of near names).
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.match_features import build_features
from callwright.flow.lists.clean.match_model import link_by_model, linker_for, use_artefact
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_rules import link_by_rules
from callwright.flow.lists.clean.match_settings import match_settings
from callwright.flow.lists.clean.step_6_match import cluster_rows
from callwright.flow.lists.clean.work import reopened

VERSION = "contact_match_v2"
THRESHOLD = 0.95
SAMPLE = 1500
RARE = 1e-4
NEAR_LEVELS = {"core": 9, "person": 1, "house": 1, "numbers": 1}
"""How many first levels of a comparison need a name's slip, a number, a person or a house in common."""


def main(arguments: list[str]) -> None:
    """Train on the first list, evaluate on all, write the artefact."""
    out = Path(arguments[0])
    pairs = list(zip(arguments[1::2], arguments[2::2], strict=True))
    settings = train(Path(pairs[0][0]), Path(pairs[0][1]))
    artefact: dict[str, Any] = {
        "version": VERSION,
        "threshold": THRESHOLD,
        "training": {
            "command": "python -m callwright.flow.lists.clean.training OUT.json [WORKDIR TRUTH.csv]…",
            "lists": [Path(truth).name for _, truth in pairs[:1]],
            "generator": "tests/factories/dirty_crowds.py, tests/factories/dirty_lists.py",
        },
        "settings": settings,
    }
    use_artefact(artefact)
    artefact["evaluation"] = [
        {"list": Path(truth).name, **evaluate(Path(folder), Path(truth))} for folder, truth in pairs
    ]
    out.write_text(json.dumps(artefact, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(artefact["evaluation"], indent=1) + "\n")


def train(folder: Path, truth: Path) -> dict[str, Any]:
    """Splink settings with counted m and u."""
    with duckdb.connect() as connection:
        work = reopened(folder, connection)
        build_features(work)
        link_by_rules(work)
        cluster_rows(work, 0)
        build_records(work)
        _label(connection, truth)
        settings = match_settings().create_settings_dict("duckdb")
        records = count(connection, "select count(*) from labelled")
        settings["probability_two_random_records_match"] = 1 / records
        for comparison in settings["comparisons"]:
            _count_levels(connection, comparison, records)
        linker_for(work, settings).misc.save_model_to_json(str(folder / "model.tmp"), overwrite=True)
    saved: dict[str, Any] = json.loads((folder / "model.tmp").read_text(encoding="utf-8"))
    (folder / "model.tmp").unlink()
    return saved


def _label(connection: duckdb.DuckDBPyConnection, truth: Path) -> None:
    run(
        connection,
        f"""create or replace temp table truth as
            select row::bigint as row, entity from read_csv({quoted(truth)}, all_varchar = true)""",
    )
    run(
        connection,
        """create or replace temp table labelled as select r.*, t.entity from records r join (
               select cluster, mode(entity) as entity from clusters join truth using (row) group by cluster) t
           using (cluster)""",
    )


def _count_levels(connection: duckdb.DuckDBPyConnection, comparison: dict[str, Any], records: int) -> None:
    levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
    nulls = [
        level["sql_condition"] for level in comparison["comparison_levels"] if level.get("is_null_level")
    ]
    cases = " ".join(
        f"when {level['sql_condition']} then {at}" if level["sql_condition"] != "ELSE" else f"else {at}"
        for at, level in enumerate(levels)
    )
    level_of = f"case {' '.join(f'when {null} then null' for null in nulls)} {cases} end"
    true = _shares(connection, level_of, "l.entity = r.entity and l.cluster < r.cluster", "labelled")
    sample = f"(select * from labelled order by hash(cluster) limit {SAMPLE})"
    random = _shares(connection, level_of, "l.cluster < r.cluster and l.entity <> r.entity", sample)
    near = _near_pairs(connection, level_of, records, NEAR_LEVELS.get(comparison["output_column_name"], 0))
    for at, level in enumerate(levels):
        level["m_probability"] = (true.get(at, 0) + 0.5) / (sum(true.values()) + 0.5 * len(levels))
        u = random.get(at, 0) / max(1, sum(random.values()))
        level["u_probability"] = max(near.get(at, 0.0), 1e-9) if u < RARE and at in near else max(u, 1e-7)


def _shares(connection: duckdb.DuckDBPyConnection, level: str, where: str, table: str) -> dict[int, int]:
    named = f"select {_sided(connection)}, l.cluster as a, r.cluster as b from {table} l join {table} r on {where}"
    found = run(
        connection, f"select {level} as level, count(*) from ({named}) group by 1 having level is not null"
    )
    return {int(str(at)): int(str(n)) for at, n in found}


def _near_pairs(
    connection: duckdb.DuckDBPyConnection, level: str, records: int, levels: int
) -> dict[int, float]:
    """Share among all pairs of the first levels, which need a key in common; every such pair is looked at."""
    keys = " union all ".join(
        f"select cluster, entity, '{key}' || unnest({key}) as key from labelled where {key} is not null"
        for key in ("slips", "own_numbers", "few_locals", "few_houses")
    )
    run(
        connection,
        f"""create temp table if not exists near as with exploded as ({keys})
            select distinct a.cluster as a, b.cluster as b from exploded a join exploded b using (key)
            where a.cluster < b.cluster and a.entity <> b.entity""",
    )
    named = f"""select {_sided(connection)} from near join labelled l on l.cluster = near.a
                join labelled r on r.cluster = near.b"""
    found = run(
        connection, f"select {level} as level, count(*) from ({named}) group by 1 having level is not null"
    )
    counted = {int(str(at)): int(str(n)) for at, n in found}
    all_pairs = records * (records - 1) / 2
    return {at: (counted.get(at, 0) + 0.5) / all_pairs for at in range(levels)}


def _sided(connection: duckdb.DuckDBPyConnection) -> str:
    columns = [str(row[0]) for row in run(connection, "describe labelled")]
    return ", ".join(f'l."{c}" as "{c}_l", r."{c}" as "{c}_r"' for c in columns)


def evaluate(folder: Path, truth: Path) -> dict[str, float]:
    """Precision and recall over all row pairs, of the rules alone and of rules and model."""
    with duckdb.connect() as connection:
        work = reopened(folder, connection)
        build_features(work)
        link_by_rules(work)
        cluster_rows(work, 0)
        rules = pair_quality(connection, truth)
        link_by_model(work)
        cluster_rows(work, 0)
        both = pair_quality(connection, truth)
    return {
        "rows": rules["rows"],
        "rules_precision": rules["precision"],
        "rules_recall": rules["recall"],
        "precision": both["precision"],
        "recall": both["recall"],
    }


def pair_quality(connection: duckdb.DuckDBPyConnection, truth: Path) -> dict[str, float]:
    """Precision and recall of `clusters` over all pairs of rows (also rejected ones)."""
    right, said, true, rows = run(
        connection,
        f"""with counted as (select cluster, entity, count(*) as n from clusters join (
                select row::bigint as row, entity from read_csv({quoted(truth)}, all_varchar = true)) using (row)
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


if __name__ == "__main__":
    main(sys.argv[1:])
