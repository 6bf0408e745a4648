"""The careful way: rows that compiled code declined, read by the SQL of `numbers`, `names` and `addresses`.

It is also the meaning that compiled code is held to: tests send the same rows both ways.
"""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

from contextlib import nullcontext

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.addresses import ADDRESSED, prepare_address_parts, prepare_addresses
from callwright.flow.lists.clean.engine import as_written, run
from callwright.flow.lists.clean.match_features import FEATURES_OF_CLEAN
from callwright.flow.lists.clean.names import NAMED, prepare_name_parts, prepare_names
from callwright.flow.lists.clean.numbers import NUMBER, TABLES, lone_cell, read_open_cells
from callwright.flow.lists.clean.rule_counts import Rules, rule_counts

COLUMNS = """row, company, company_key, core, name_city, person, province, city, stated_city, district, address,
    street_text, name_rule"""


WORTH_PLANNING = 20_000
"""Rows below which planning the one large query of this room takes longer than a better plan would save."""


def read_carefully(
    con: duckdb.DuckDBPyConnection, raw: pa.Table, places: int, country: str
) -> tuple[pa.Table, Rules]:
    """Clean columns and features of the rows of `raw` in their order, and the rules they met."""
    con.register("raw", raw)
    prepared = _prepared(con, places, country)
    with as_written(con) if raw.num_rows < WORTH_PLANNING else nullcontext():
        run(con, f"create or replace temp table careful_rows as {prepared}")
    rules = rule_counts(con, "careful_rows")
    prepare_name_parts(con)
    prepare_address_parts(con)
    read: pa.Table = con.sql(
        f"""select f.* exclude (numbers), f.numbers as texts, c.company, c.province, c.district, c.numbers, c.code
            from ({FEATURES_OF_CLEAN.format(clean="careful_rows")}) f join careful_rows c using (row) order by row"""
    ).to_arrow_table()
    con.unregister("raw")
    for name in (*TABLES, "careful_rows"):
        run(con, f"drop table if exists {name}")
    return read, rules


def _prepared(con: duckdb.DuckDBPyConnection, places: int, country: str) -> str:
    """SQL of the one pass over `raw`; everything it asks for is made ready on the connection."""
    read_open_cells(con, places, country)
    prepare_names(con)
    prepare_addresses(con)
    lone = lone_cell(places)
    return f"""with cells as (select *, case when simple({lone}) then {lone} end as lone from raw),
        {NAMED.format(source="cells").strip()}, {ADDRESSED.format(source="named").strip()}
        select {COLUMNS},
            case when lone is not null then [{{'e164': '+86' || lone, 'type': mobile_type(lone),
                    'region': null, 'extension': null}}]::{NUMBER}[]
                 else coalesce(r.numbers, []) end as numbers,
            case when lone is null and len(coalesce(r.numbers, [])) = 0
                 then coalesce(r.code, 'number_missing') end as code
        from addressed left join read_numbers r using (row)"""
