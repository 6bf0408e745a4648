"""What matching leaves behind: match.arrow, moved.arrow, links.arrow and pairs.arrow (contents: step match)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.clusters import Places
from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_entities import Entities
from callwright.flow.lists.clean.match_keys import Keyed
from callwright.flow.lists.clean.match_rules import RULES, Edges
from callwright.flow.lists.clean.tables import write_table, writer

PAIRS = 250_000
"""Links that are written at once."""
LINKS = pa.schema(
    [("left_row", pa.int64()), ("right_row", pa.int64()), ("rule", pa.dictionary(pa.int8(), pa.string()))]
)

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
    qualify row_number() over (
        partition by least(s.one, s.other), greatest(s.one, s.other)
        order by probability desc, left_row, right_row) = 1
"""
"""Pairs for a person: not those that became one another way, nor those somebody decided already.

Of two contacts only the likeliest pair: whoever decides it decides about all.
"""


@dataclass(frozen=True)
class Matched:
    """What matching found: rows as keys, those looked at, the rules' links, clusters by first row, and their ids."""

    rows: Keyed
    inside: Places
    edges: Edges
    label: Places
    entities: Entities


def write_results(con: duckdb.DuckDBPyConnection, target: Path, found: Matched) -> int:
    """Write the files, and the table `doubtful`; answers how many known rows moved."""
    run(con, DOUBTFUL.replace("THRESHOLD", str(float(artefact()["threshold"]))))
    rows, at = found.rows, found.entities.at(found.label[found.inside])
    table = pa.table(
        {
            "row": rows.rows[found.inside],
            "cluster": rows.rows[found.label[found.inside]],
            "entity": found.entities.ids.take(pa.array(at)),
            "is_new": pa.array(found.entities.is_new[at]),
        }
    )
    known = int(np.searchsorted(found.inside, rows.known))
    with writer(target / "match.arrow", table.schema) as out:
        out.write_table(table.slice(known))
    moved = _moved(found, table.slice(0, known))
    write_table(moved, target / "moved.arrow")
    _write_pairs(con, target, found)
    return int(moved.num_rows)


def _moved(found: Matched, table: pa.Table) -> pa.Table:
    """row_id, contact_id, entity of the known rows that have another contact now."""
    contacts = pa.array([], pa.uuid())
    if table.num_rows:
        before = found.rows.files.known_contacts().take(
            pa.array(found.inside[: table.num_rows].astype(np.int64))
        )
        contacts = pa.array([UUID(one).bytes for one in before.to_pylist()], pa.uuid())
    moved = pa.array(
        [a != b for a, b in zip(contacts.to_pylist(), table.column("entity").to_pylist(), strict=True)],
        pa.bool_(),
    )
    row_ids = pc.add(table.column("row"), found.rows.files.shift)
    whole = pa.table(
        {"row_id": row_ids, "contact_id": contacts, "entity": table.column("entity").combine_chunks()}
    )
    return whole.filter(moved)


def _write_pairs(con: duckdb.DuckDBPyConnection, target: Path, found: Matched) -> None:
    """Links and pairs. A known row stands as -1 - row_id."""
    rows, shift = found.rows.rows, found.rows.files.shift
    named = np.where(rows < 0, -1 - (rows + shift), rows)
    side = "case when {row} < 0 then -1 - ({row} + {shift}) else {row} end as {row}"
    sides = ", ".join(side.format(row=row, shift=shift) for row in ("left_row", "right_row"))
    pairs: pa.Table = con.sql(
        f"""select {sides}, rule, weight, left_side, right_side from (
                select *, null::varchar as left_side, null::varchar as right_side from edges union all
                select left_row, right_row, 'doubtful', probability, to_json(l)::varchar, to_json(r)::varchar
                from doubtful join records l on l.cluster = left_row join records r on r.cluster = right_row
            ) order by all"""
    ).to_arrow_table()
    write_table(pairs, target / "pairs.arrow")
    with writer(target / "links.arrow", LINKS) as out:
        for start in range(0, len(found.edges.left), PAIRS):
            part = slice(start, start + PAIRS)
            left, right = (pa.array(named[side[part]]) for side in (found.edges.left, found.edges.right))
            rules = pa.DictionaryArray.from_arrays(pa.array(found.edges.rules[part]), pa.array(RULES))
            out.write_table(pa.table([left, right, rules], schema=LINKS))
