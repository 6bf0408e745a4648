"""Which contact each cluster is: an id that one import and two of its halves give alike.

The id comes from the cluster's first row (rows published before come first): that row's contact if it is the first
row of it, else an id derived from what the row says and how often the same was said before it.
"""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

import duckdb

from callwright.flow.lists.clean.engine import run

FOUNDED = """
    create or replace temp table founded as
    with firsts as (select distinct cluster as row from clusters),
    keepers as (select contact_id, min(row) as row from features where row < 0 group by contact_id)
    select row, contact_id as kept from firsts left join keepers using (row)
"""
SAID = "hash(company_key, person, address, numbers)"
ENTITIES = f"""
    create or replace temp table entities as
    with speakers as (
        select row, {SAID} as said, concat_ws(chr(31), coalesce(company_key, ''), coalesce(person, ''),
            coalesce(address, ''), array_to_string(numbers, ' ')) as content
        from features semi join (select row from founded where kept is null) using (row)
    ), echoes as (
        select row, {SAID} as said from all_rows where {SAID} in (select said from speakers)
    ), ranked as (
        select row, row_number() over (partition by said order by row) - 1 as place from echoes
    ), derived as (
        select row, md5(content || chr(31) || place) as id from speakers join ranked using (row)
    )
    select row as cluster, kept is null as is_new, coalesce(kept, (left(id, 12) || '8' || id[14:16]
        || ['8', '9', 'a', 'b'][1 + ('0x' || id[17])::int % 4] || id[18:])::uuid::varchar)::uuid as entity
    from founded left join derived using (row)
"""


def name_entities(con: duckdb.DuckDBPyConnection) -> None:
    """`entities` (cluster, entity, is_new) from `clusters` and `features`."""
    run(con, FOUNDED)
    run(con, ENTITIES)
    run(con, "drop table founded")
