"""Which known rows a new batch can concern; all others keep their contact, by construction.

A link between two rows hangs on what they share and on facts about it (match_facts), so only rows that share a name
or number with a new row, or about whose brand or place a fact has turned, can gain or lose a rule's link
(`touched`). Their contacts may come apart or grow; whatever could be weighed against these (`near`) is looked at
with its whole contact. No link leads from there to the rest: it would have made them one contact before.
"""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from callwright.flow.lists.clean.clusters import components
from callwright.flow.lists.clean.engine import count, hold, run

TOUCHED = """
    select block from known_blocks where company_key in (select company_key from new_rows)
    union
    select block from (select block, unnest(numbers) as number from known_blocks)
    where number in (select unnest(numbers) from new_rows)
    union
    select block from known_blocks
    where sign(brand, core) in (select sign from usual_signs where not before)
    union
    select block from (
        select block, unnest(place_keys(full_name, street, room, city)) as place from known_blocks)
    where place in (select place from crowded_places where not before)
    union
    select block from known_blocks where row in (select unnest([left_row, right_row]) from decided)
"""
KEYS = """
    select {what}, hash('variant', left(core, gap - 1) || substr(core, gap + 1), coalesce(city, '')) as key from (
        select {what}, core, city, unnest(range(1, length(core) + 2)) as gap
        from (select distinct {what}, core, city from {rows} where length(core) between 3 and 30))
    union all
    select {what}, hash('number', number) from (select {what}, unnest(numbers) as number from {rows}) {numbers}
    union all
    select {what}, place from (
        select {what}, unnest(place_keys(full_name, street, room, city)) as place from {rows}) {places}
"""
"""The keys by which rows meet to be weighed: near names of a city, numbers of one company, places of few."""


def keys(what: str, rows: str) -> str:
    """SQL: (`what`, key) of these rows, some twice; needs the facts."""
    return KEYS.format(
        what=what,
        rows=rows,
        numbers="anti join (select number from odd_numbers where shared) using (number)",
        places="anti join crowded_places using (place)",
    )


def choose_rows(con: duckdb.DuckDBPyConnection, again: tuple[int, int] | None = None) -> int:
    """`features`: the new rows and the known rows to look at again; answers how many of these.

    Needs the facts about all rows. `again`: known rows from this number up to that one are looked at anyway.
    """
    if not count(con, "select count(*) from (select 1 from known_rows limit 1)"):
        run(con, "create or replace temp view features as select * from new_rows")
        return 0
    _tie(con)
    first, end = again or (0, 0)
    anyway = f"union select block from known_blocks where row >= {first} and row < {end}"
    run(con, f"create or replace temp table touched as {TOUCHED} {anyway}")
    looked_at = "select * exclude (block) from known_blocks where block in"
    run(
        con,
        f"""create or replace temp table chosen_rows as
            select * from new_rows union all by name ({looked_at} (from touched))""",
    )
    run(con, "create or replace temp view features as select * from chosen_rows")
    run(
        con, f"create or replace temp table near_keys as select distinct key from ({keys('row', 'features')})"
    )
    run(
        con,
        f"""create or replace temp table near as
            select distinct block from ({_known_keys()}) semi join near_keys using (key)
            where block not in (from touched)""",
    )
    run(con, f"insert into chosen_rows by name {looked_at} (from near)")
    run(con, "drop view known_blocks")
    for table in ("touched", "near", "near_keys", "ties"):
        run(con, f"drop table {table}")
    return count(con, "select count(*) from features where row < 0")


def _known_keys() -> str:
    """Keys of known rows without asking whether they are shared: those of `near_keys` are not."""
    return KEYS.format(what="block", rows="known_blocks", numbers="", places="")


def _tie(con: duckdb.DuckDBPyConnection) -> None:
    """`known_blocks`: known rows with `block`, one for all rows that are looked at together.

    It is a contact's; contacts that a decision brought together or keeps apart have one in common.
    """
    decided = con.execute(
        """select hash(l.contact_id) as a, hash(r.contact_id) as b from decided
           join known_rows l on l.row = left_row join known_rows r on r.row = right_row"""
    ).fetchnumpy()
    blocks, places = np.unique(np.concatenate([decided["a"], decided["b"]]), return_inverse=True)
    half = len(places) // 2
    ties = blocks[components(len(blocks), places[:half].astype(np.int32), places[half:].astype(np.int32))]
    hold(
        con, "ties", pa.table({"contact": pa.array(blocks, pa.uint64()), "tie": pa.array(ties, pa.uint64())})
    )
    run(
        con,
        """create or replace temp view known_blocks as
            select k.*, coalesce(tie, hash(contact_id)) as block from known_rows k
            left join ties on contact = hash(contact_id)""",
    )
