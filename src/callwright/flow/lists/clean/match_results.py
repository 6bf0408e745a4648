"""What matching leaves behind: match.parquet, moved.parquet and pairs.parquet (contents: step match)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

import duckdb

from callwright.flow.lists.clean.engine import quoted, run
from callwright.flow.lists.clean.match_artefact import artefact

DOUBTFUL = """
    create or replace temp table doubtful as
    with standing as (
        select w.*, l.cluster as one, r.cluster as other
        from weighed w join clusters l on l.row = left_row join clusters r on r.row = right_row
        where probability < THRESHOLD and l.cluster <> r.cluster
    ), settled as (
        select least(l.cluster, r.cluster) as one, greatest(l.cluster, r.cluster) as other
        from decided join clusters l on l.row = left_row join clusters r on r.row = right_row where not same
    )
    select left_row, right_row, probability from standing s where not exists (
        from settled t where t.one = least(s.one, s.other) and t.other = greatest(s.one, s.other))
"""
"""Pairs for a person: not those that became one another way, nor those somebody decided already."""


def write_results(con: duckdb.DuckDBPyConnection, target: Path, shift: int) -> None:
    """Write the files and the table `doubtful`; `shift` makes a known row its row_id again."""
    run(con, DOUBTFUL.replace("THRESHOLD", str(float(artefact()["threshold"]))))
    run(
        con,
        f"""copy (select row, cluster, entity, is_new
                  from clusters join entities using (cluster) where row >= 0 order by row)
            to {quoted(target / "match.parquet")} (format parquet)""",
    )
    run(
        con,
        f"""copy (select row + {shift} as row_id, contact_id::uuid as contact_id, entity
                  from features join clusters using (row) join entities using (cluster)
                  where row < 0 and contact_id::uuid <> entity order by row)
            to {quoted(target / "moved.parquet")} (format parquet)""",
    )
    named = "case when {row} < 0 then -1 - ({row} + {shift}) else {row} end as {row}"
    sides = ", ".join(named.format(row=row, shift=shift) for row in ("left_row", "right_row"))
    run(
        con,
        f"""copy (
            select {sides}, rule, weight, left_side, right_side from (
                select *, null::varchar as left_side, null::varchar as right_side from edges union all
                select left_row, right_row, 'doubtful', probability, to_json(l)::varchar, to_json(r)::varchar
                from doubtful join records l on l.cluster = left_row join records r on r.cluster = right_row
            ) order by all
        ) to {quoted(target / "pairs.parquet")} (format parquet)""",
    )
