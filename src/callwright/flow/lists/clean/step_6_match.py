"""Step 6: which rows are the same contact: plain rules first, the trained model for what is left."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.clusters import components, separate_known
from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.match_features import build_features
from callwright.flow.lists.clean.match_model import artefact, link_by_model
from callwright.flow.lists.clean.match_rules import link_by_rules
from callwright.flow.lists.clean.work import Work

TABLES = ("features", "row_numbers", "number_use", "edges", "clusters", "records", "weighed")


def match(work: Work, target: Path) -> dict[str, object]:
    """Write match.parquet (row, cluster, contact_id) and pairs.parquet (left_row, right_row, rule, weight).

    `cluster` is the smallest row of the contact; `contact_id` the known contact it is, or null. Pairs the
    model found doubtful stand in pairs.parquet with rule `doubtful`, for a person to look at.
    """
    con = work.connection
    known = build_features(work)
    link_by_rules(work)
    cluster_rows(work, known)
    records = link_by_model(work)
    _lift_model_edges(work)
    cluster_rows(work, known)
    run(
        con,
        f"""copy (select row, cluster, contact_id from clusters left join (
                select cluster, any_value(contact_id) as contact_id from clusters join features using (row)
                where contact_id is not null group by cluster) using (cluster)
              where row >= 0 order by row) to {quoted(target / "match.parquet")} (format parquet)""",
    )
    run(
        con,
        f"""copy (select * from edges union all select left_row, right_row, 'doubtful', probability from weighed
              where probability < {float(artefact()["threshold"])} order by all)
            to {quoted(target / "pairs.parquet")} (format parquet)""",
    )
    facts: dict[str, object] = {
        "rows": count(con, "select count(*) from features where row >= 0"),
        "records": records,
        "known": known,
        "doubtful_pairs": count(
            con, f"select count(*) from weighed where probability < {float(artefact()['threshold'])}"
        ),
        "links": {
            str(rule): int(str(n)) for rule, n in run(con, "select rule, count(*) from edges group by rule")
        },
    }
    for table in TABLES:
        run(con, f"drop table if exists {table}")
    return facts


def cluster_rows(work: Work, known: int) -> None:
    """`clusters` (row, cluster) from `edges`; rows of known contacts are negative."""
    con = work.connection
    rows = np.sort(con.execute("select row from features").fetchnumpy()["row"].astype(np.int64))
    links = con.execute("select left_row, right_row, weight from edges").fetchnumpy()
    left = np.searchsorted(rows, links["left_row"].astype(np.int64))
    right = np.searchsorted(rows, links["right_row"].astype(np.int64))
    label = components(len(rows), left, right)
    if known:
        first_new = int(np.searchsorted(rows, 0))
        crowded = np.bincount(label[:first_new], minlength=len(rows)) > 1
        inside = crowded[label[left]]
        label[crowded[label]] = np.flatnonzero(crowded[label])
        weight = links["weight"].astype(np.float64)[inside]
        for node, root in separate_known(set(range(first_new)), left[inside], right[inside], weight).items():
            label[node] = root
    arrow = pa.table({"row": rows, "cluster": rows[label]})
    con.register("clusters_arrow", arrow)
    run(con, "create or replace temp table clusters as select * from clusters_arrow")
    con.unregister("clusters_arrow")


def _lift_model_edges(work: Work) -> None:
    """Model links join clusters by their smallest row, which is a row: nothing to translate, only to keep sorted."""
    run(work.connection, "create or replace temp table edges as select * from edges order by all")
