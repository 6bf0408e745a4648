"""Step 4: which rows are the same contact: plain rules first, the trained model for what is left."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from callwright.flow.lists.clean.clusters import Places, Strengths, components, separated
from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.engine import EngineLimits, count, hold, run
from callwright.flow.lists.clean.match_entities import name_entities
from callwright.flow.lists.clean.match_facts import count_facts
from callwright.flow.lists.clean.match_features import open_rows
from callwright.flow.lists.clean.match_keys import Keyed, keyed
from callwright.flow.lists.clean.match_model import link_by_model
from callwright.flow.lists.clean.match_neighbours import choose_rows
from callwright.flow.lists.clean.match_results import Matched, write_results
from callwright.flow.lists.clean.match_rules import RULES, Edges, link_by_rules
from callwright.flow.lists.clean.work import CLEAN, Work
from callwright.flow.lists.ports import Here, Spread

FEATURES_FILE = "features.arrow"
VIEWS = ("features", "all_rows", "known_rows", "new_rows")
TABLES = (
    *("chosen_rows", "edges", "clusters", "records", "weighed", "doubtful", "decided"),
    *("usual_signs", "crowded_places", "odd_numbers"),
)
STRENGTHS = (
    *("model", "name_and_city", "number_of_one_company", "number_alone", "name_and_house", "name_and_person"),
    *("name_and_office", "number_and_house", "number_and_person", "number_and_name", "decided"),
)
"""Rules from the weakest to the strongest: where people keep rows apart, the weakest link between them is cut."""


def match(work: Work, target: Path) -> dict[str, object]:
    """Write features, match, moved, links and pairs (.arrow).

    features: `row` and match_features.FEATURES, what later batches need of these rows (KnownRows).
    match: row, cluster (smallest row of the contact, negative when it was known), entity (uuid), is_new.
    moved: row_id, contact_id, entity of known rows that have another contact now.
    links: left_row, right_row, rule: what the plain rules linked. A known row stands as -1 - row_id.
    pairs: the same and weight, left_side, right_side: what the model linked and people decided. Pairs a person should
    look at have the rule `doubtful`, and PairSide JSON on both sides.
    """
    os.link(work.file(CLEAN, "features"), target / FEATURES_FILE)
    return match_rows(work.connection, target, work.known, work.spread)


def match_rows(
    con: duckdb.DuckDBPyConnection,
    target: Path,
    known: KnownRows | None,
    spread: Spread = Here(),  # noqa: B008 - frozen
    limits: EngineLimits | None = None,
) -> dict[str, object]:
    """Match the rows of `target`/features.arrow with each other and with all known rows.

    The result is that of one matching over all rows there are, whatever was imported before and in which order:
    property tests hold it to that. Each chunk of the weighing may use `limits`; by default those of `con`.
    """
    limits = limits or _limits_of(con)
    rows = keyed(open_rows(con, target / FEATURES_FILE, known))
    ruled = apply_rules(con, rows)
    cluster_rows(con, ruled)
    records = link_by_model(con, target, spread, limits)
    label = cluster_rows(con, ruled)
    entities = name_entities(rows, ruled.inside, label)
    moved = write_results(con, target, Matched(rows, ruled.inside, ruled.edges, label, entities))
    noted: dict[str, object] = {
        "rows": len(rows.rows) - rows.known,
        "records": records,
        "known": rows.known,
        "known_looked_at": int(np.count_nonzero(ruled.inside < rows.known)),
        "moved": moved,
        "doubtful_pairs": count(con, "select count(*) from doubtful"),
        "links": _links_by_rule(con, ruled.edges),
    }
    for view in VIEWS:
        run(con, f"drop view {view}")
    for table in TABLES:
        run(con, f"drop table if exists {table}")
    return noted


def _links_by_rule(con: duckdb.DuckDBPyConnection, edges: Edges) -> dict[str, int]:
    counts = np.bincount(edges.rules, minlength=len(RULES)).tolist()
    found = {rule: n for rule, n in zip(RULES, counts, strict=True) if n}
    others = run(con, "select rule, count(*) from edges group by rule")
    return {**found, **{str(rule): int(str(n)) for rule, n in others}}


def _limits_of(con: duckdb.DuckDBPyConnection) -> EngineLimits:
    memory, threads = run(con, "select current_setting('memory_limit'), current_setting('threads')")[0]
    return EngineLimits(str(memory), int(str(threads)))


@dataclass(frozen=True)
class Ruled:
    """All rows, the places of those that are looked at, and the links of the rules between these."""

    rows: Keyed
    inside: Places
    edges: Edges


def apply_rules(con: duckdb.DuckDBPyConnection, rows: Keyed) -> Ruled:
    """The facts, `features`, and the links of the rules; the table `edges` has those that people decided."""
    facts = count_facts(con, rows)
    choose_rows(con, rows.files.again)
    inside = _places_looked_at(con, rows)
    run(
        con,
        "create or replace temp table edges (left_row bigint, right_row bigint, rule varchar, weight double)",
    )
    if count(con, "select count(*) from decided"):
        run(
            con,
            """insert into edges select least(left_row, right_row), greatest(left_row, right_row), 'decided', 2.0
               from decided semi join features f on f.row = left_row where same and left_row <> right_row""",
        )
    looked_at = np.zeros(len(rows.rows), np.bool_)
    looked_at[inside] = True
    return Ruled(rows, inside, link_by_rules(rows, facts, looked_at))


def _places_looked_at(con: duckdb.DuckDBPyConnection, rows: Keyed) -> Places:
    """Where the rows of `features` stand among all rows, in order."""
    new = np.arange(rows.known, len(rows.rows), dtype=np.int32)
    if not rows.known:
        return new
    known = np.sort(con.execute("select row from features where row < 0").fetchnumpy()["row"])
    return np.concatenate([np.searchsorted(rows.rows, known).astype(np.int32), new])


def cluster_rows(con: duckdb.DuckDBPyConnection, ruled: Ruled) -> Places:
    """`clusters` (row, cluster) from all links, without what people decided to keep apart; cluster is the first row.

    Answers the place of the first row of each row's cluster. Places instead of row numbers, four bytes each: ten
    million rows have to fit beside the engine's own memory.
    """
    rows, inside, edges = ruled.rows, ruled.inside, ruled.edges
    others = con.execute("select left_row, right_row, weight, rule from edges").fetchnumpy()
    sides = (np.searchsorted(rows.rows, others[side]).astype(np.int32) for side in ("left_row", "right_row"))
    left, right = (np.concatenate(pair) for pair in zip((edges.left, edges.right), sides, strict=True))
    label = components(len(rows.rows), left, right)
    kept_apart = run(con, "select left_row, right_row from decided where not same order by all")
    if kept_apart:
        at = {int(rows.rows[place]): int(place) for place in inside.tolist()}
        pairs = [(at[int(str(a))], at[int(str(b))]) for a, b in kept_apart if a in at and b in at and a != b]
        label = separated(label, left, right, _strengths(edges, others), pairs)
    hold(con, "clusters", pa.table({"row": rows.rows[inside], "cluster": rows.rows[label[inside]]}))
    return label


def _strengths(edges: Edges, others: dict[str, npt.NDArray[Any]]) -> Strengths:
    """The strength of all links."""
    ruled = np.array([1.0 + STRENGTHS.index(rule) for rule in RULES])[edges.rules]
    rest = [STRENGTHS.index(str(rule)) for rule in others["rule"]]
    return np.concatenate([ruled, np.asarray(others["weight"], np.float64) + np.array(rest, np.float64)])
