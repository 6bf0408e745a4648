"""Step 4: which rows are the same contact: plain rules first, the trained model for what is left."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.clusters import components, separated
from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.engine import EngineLimits, count, hold, quoted, run
from callwright.flow.lists.clean.match_entities import name_entities
from callwright.flow.lists.clean.match_facts import choose_first_rows, count_facts
from callwright.flow.lists.clean.match_features import known_shift, open_rows, write_features
from callwright.flow.lists.clean.match_model import link_by_model
from callwright.flow.lists.clean.match_neighbours import choose_rows
from callwright.flow.lists.clean.match_results import write_results
from callwright.flow.lists.clean.match_rules import link_by_rules
from callwright.flow.lists.clean.work import Work
from callwright.flow.lists.ports import Here, Spread

VIEWS = ("all_rows", "known_rows", "new_rows")
TABLES = (
    *(
        "features",
        "row_numbers",
        "edges",
        "clusters",
        "records",
        "weighed",
        "doubtful",
        "entities",
        "decided",
    ),
    *("usual_signs", "crowded_places", "odd_numbers", "first_rows"),
)
STRENGTHS = (
    *("model", "name_and_city", "number_of_one_company", "number_alone", "name_and_house", "name_and_person"),
    *("name_and_office", "number_and_house", "number_and_person", "number_and_name", "decided"),
)
"""Rules from the weakest to the strongest: where people keep rows apart, the weakest link between them is cut."""


def match(work: Work, target: Path) -> dict[str, object]:
    """Write features.parquet, match.parquet, moved.parquet and pairs.parquet.

    features: `row` and match_features.FEATURES, what later batches need of these rows (KnownRows).
    match: row, cluster (smallest row of the contact, negative when it was known), entity (uuid), is_new.
    moved: row_id, contact_id, entity of known rows that have another contact now.
    pairs: left_row, right_row, rule, weight, left_side, right_side. A known row stands as -1 - row_id. Pairs a
    person should look at have the rule `doubtful`, and PairSide JSON on both sides.
    """
    write_features(work, target / "features.parquet")
    return match_rows(work.connection, target, work.known, work.spread)


def match_rows(
    con: duckdb.DuckDBPyConnection,
    target: Path,
    known: KnownRows | None,
    spread: Spread = Here(),  # noqa: B008 - frozen
    limits: EngineLimits | None = None,
) -> dict[str, object]:
    """Match the rows of `target`/features.parquet with each other and with all known rows.

    The result is that of one matching over all rows there are, whatever was imported before and in which order:
    property tests hold it to that. Each chunk of the weighing may use `limits`; by default those of `con`.
    """
    limits = limits or _limits_of(con)
    open_rows(con, target / "features.parquet", known)
    count_facts(con)
    looked_at = choose_rows(con)
    find_edges(con)
    cluster_rows(con)
    records = link_by_model(con, target, spread, limits)
    cluster_rows(con)
    name_entities(con)
    write_results(con, target, known_shift(con, known) if known else 0)
    facts: dict[str, object] = {
        "rows": count(con, "select count(*) from new_rows"),
        "records": records,
        "known": count(con, "select count(*) from known_rows"),
        "known_looked_at": looked_at,
        "moved": count(con, f"select count(*) from {quoted(target / 'moved.parquet')}"),
        "doubtful_pairs": count(con, "select count(*) from doubtful"),
        "links": {
            str(rule): int(str(n)) for rule, n in run(con, "select rule, count(*) from edges group by rule")
        },
    }
    for view in VIEWS:
        run(con, f"drop view {view}")
    for table in TABLES:
        run(con, f"drop table {table}")
    return facts


def _limits_of(con: duckdb.DuckDBPyConnection) -> EngineLimits:
    memory, threads = run(con, "select current_setting('memory_limit'), current_setting('threads')")[0]
    return EngineLimits(str(memory), int(str(threads)))


def find_edges(con: duckdb.DuckDBPyConnection) -> None:
    """`edges`: the links of the rules between `features`; needs the facts."""
    run(
        con, "create or replace temp table row_numbers as select row, unnest(numbers) as number from features"
    )
    choose_first_rows(con)
    link_by_rules(con)


def cluster_rows(con: duckdb.DuckDBPyConnection) -> None:
    """`clusters` (row, cluster) from `edges`, without what people decided to keep apart; cluster is the first row."""
    rows = np.sort(con.execute("select row from features").fetchnumpy()["row"].astype(np.int64))
    strength = " ".join(f"when '{rule}' then {at}" for at, rule in enumerate(STRENGTHS))
    links = con.execute(
        f"select left_row, right_row, weight + case rule {strength} end as strength from edges"
    ).fetchnumpy()
    left = np.searchsorted(rows, links["left_row"].astype(np.int64))
    right = np.searchsorted(rows, links["right_row"].astype(np.int64))
    label = components(len(rows), left, right)
    kept_apart = run(con, "select left_row, right_row from decided where not same order by all")
    if kept_apart:
        at = {int(row): place for place, row in enumerate(rows.tolist())}
        pairs = [(at[int(str(a))], at[int(str(b))]) for a, b in kept_apart if a in at and b in at and a != b]
        label = separated(label, left, right, links["strength"].astype(np.float64), pairs)
    hold(con, "clusters", pa.table({"row": rows, "cluster": rows[label]}))
