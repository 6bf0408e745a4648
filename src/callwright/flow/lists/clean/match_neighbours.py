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

from callwright.flow.lists.clean.clusters import components
from callwright.flow.lists.clean.engine import count, run
from callwright.flow.lists.clean.match_facts import count_numbers, count_places

TOUCHED = """
    select block from known_rows join blocks using (contact_id)
    where company_key in (select company_key from new_rows)
    union
    select block from (select contact_id, unnest(numbers) as number from known_rows)
    join blocks using (contact_id) where number in (select unnest(numbers) from new_rows)
    union
    select block from known_rows join blocks using (contact_id)
    where sign(brand, core) in (select sign from sign_facts where usual and not was_usual)
    union
    select block from (
        select contact_id, unnest(place_keys(full_name, street, room, city)) as place from known_rows)
    join blocks using (contact_id) where place in (select place from place_facts where was_few and not few)
    union
    select block from blocks join known_rows using (contact_id) semi join (
        select unnest([left_row, right_row]) as row from decided) using (row)
"""
KEYS = """
    select {what}, unnest(variant_keys(core, city)) as key from (select distinct {what}, core, city from {rows}
        where length(core) between 3 and 30)
    union {all}
    select {what}, hash('number', number) as key from (select {what}, unnest(numbers) as number from {rows})
        {numbers}
    union {all}
    select {what}, place from (
        select {what}, unnest(place_keys(full_name, street, room, city)) as place from {rows}) {places}
"""
"""The keys by which rows meet to be weighed: near names of a city, numbers of one company, places of few."""


def keys(what: str, rows: str, *, distinct: bool = True) -> str:
    """SQL: (`what`, key) of these rows; needs `number_facts` and `place_facts` for them."""
    return KEYS.format(
        what=what,
        rows=rows,
        all="" if distinct else "all",
        numbers="semi join (select number from number_facts where not shared) using (number)",
        places="semi join (select place from place_facts where few) using (place)",
    )


def choose_rows(con: duckdb.DuckDBPyConnection) -> int:
    """The table `features`: the new rows and the known rows to look at again; answers how many of these."""
    if not count(con, "select count(*) from (select 1 from known_rows limit 1)"):
        run(con, "create or replace temp table features as select * from new_rows")
        return 0
    _blocks(con)
    count_places(con, "new_rows")
    run(con, f"create or replace temp table touched as {TOUCHED}")
    run(
        con,
        """create or replace temp table features as select * from new_rows
            union all by name (select * from known_rows where contact_id in (
                select contact_id from blocks semi join touched using (block)))""",
    )
    count_places(con, "features")
    count_numbers(con, "features")
    run(con, f"create or replace temp table near_keys as {keys('true as near', 'features')}")
    run(
        con,
        f"""create or replace temp table near as
            select distinct block from ({_known_keys()}) semi join near_keys using (key)
            join blocks using (contact_id) anti join touched using (block)""",
    )
    run(
        con,
        """insert into features by name select * from known_rows where contact_id in (
            select contact_id from blocks semi join near using (block))""",
    )
    for table in ("touched", "near", "near_keys", "blocks"):
        run(con, f"drop table {table}")
    return count(con, "select count(*) from features where row < 0")


def _known_keys() -> str:
    """Keys of known rows without asking whether they are shared: those of `near_keys` are not."""
    return KEYS.format(what="contact_id", rows="known_rows", all="all", numbers="", places="")


def _blocks(con: duckdb.DuckDBPyConnection) -> None:
    """`blocks` (contact_id, block): contacts that a decision ties together or keeps apart are looked at together."""
    run(
        con,
        """create or replace temp table blocks as
            select contact_id, dense_rank() over (order by contact_id) - 1 as block
            from (select distinct contact_id from known_rows)""",
    )
    if not count(con, "select count(*) from decided"):
        return
    size = count(con, "select count(*) from blocks")
    ties = con.execute(
        """select a.block as a, b.block as b from decided
           join known_rows l on l.row = left_row join known_rows r on r.row = right_row
           join blocks a on a.contact_id = l.contact_id join blocks b on b.contact_id = r.contact_id"""
    ).fetchnumpy()
    label = components(size, ties["a"].astype(np.int64), ties["b"].astype(np.int64))
    con.register("tied", {"block": np.arange(size), "tie": label})
    run(
        con,
        """create or replace temp table blocks as
            select contact_id, tie as block from blocks join tied using (block)""",
    )
    con.unregister("tied")
