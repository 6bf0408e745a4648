"""What only all rows together can say of a number, a brand, a place or a name.

Facts are counted over all rows there are, known and new, never over a part of them: so one import and two of its
halves judge alike. They depend on nothing but the set of rows, not on its order.
"""

from __future__ import annotations

import duckdb

from callwright.flow.lists.clean.engine import run

USUAL = 6
"""Names with the same brand, above which the brand is a usual one."""
FEW = 3
"""Brands under one person and city, house or room up to which it may be one company and its misspellings."""

SIGNS = """
    select sign, count(distinct company_key) > USUAL as usual,
           count(distinct company_key) filter (row < 0) > USUAL as was_usual
    from (select row, sign(brand, core) as sign, company_key from all_rows where core is not null)
    where sign in (select sign(brand, core) from ROWS) group by sign
"""
PLACES = """
    with placed as (
        select row, coalesce(brand, core) as brand, unnest(place_keys(full_name, street, room, city)) as place
        from all_rows where core is not null
    ), wanted as (
        select distinct unnest(place_keys(full_name, street, room, city)) as place from ROWS
    )
    select place, count(distinct brand) <= FEW as few, count(distinct brand) filter (row < 0) <= FEW as was_few
    from placed semi join wanted using (place) group by place
"""
NUMBERS = """
    with wanted as (select distinct unnest(numbers) as number from ROWS), used as (
        select number, core, brand, city from (
            select core, brand, city, unnest(numbers) as number from all_rows) semi join wanted using (number)
    ), counted as (
        select number, core, any_value(brand) as brand, count(*) as uses from used where core is not null
        group by number, core
    ), several as (
        select number, arg_max(core, (uses, core)) as core, arg_max({'is': brand}, (uses, core)) as brand
        from counted group by number having count(*) > 1
    ), agencies as (
        select distinct number from counted c join several u using (number)
        where c.core <> u.core and not coalesce(alike(c.core, c.brand, u.core, u.brand.is), false)
    )
    select number, number in (from agencies) as shared, count(distinct city) > 1 as scattered
    from used group by number
"""
NAMES = """
    select company_key, arg_min(row, (full_name is null, street is null, coalesce(full_name, ''),
        coalesce(surname, ''), coalesce(street, ''), numbers, row)) as first
    from all_rows where length(core) > 2 and city is not null and company_key in (select company_key from ROWS)
    group by company_key having count(*) > 1
"""


def count_places(con: duckdb.DuckDBPyConnection, rows: str) -> None:
    """`sign_facts` and `place_facts` for the brands, persons, houses and rooms of these rows.

    `usual`: many companies bear the brand. `few`: so few brands share the place that it may be one company's.
    `was_…`: the same before the new rows came.
    """
    for table, sql in (("sign_facts", SIGNS), ("place_facts", PLACES)):
        _fill(con, table, sql, rows)


def count_numbers(con: duckdb.DuckDBPyConnection, rows: str) -> None:
    """`number_facts` for the numbers of these rows.

    `shared`: names that are not alike stand beside it, so it is an agency's and no identity by itself;
    `scattered`: in more than one city.
    """
    _fill(con, "number_facts", NUMBERS, rows)


def choose_first_rows(con: duckdb.DuckDBPyConnection, rows: str) -> None:
    """`name_facts`: for each name the row that says most, to which the others of the name are compared.

    Among equals the content decides, so that the order of the rows does not matter.
    """
    _fill(con, "name_facts", NAMES, rows)


def _fill(con: duckdb.DuckDBPyConnection, table: str, sql: str, rows: str) -> None:
    text = sql.replace("ROWS", rows).replace("USUAL", str(USUAL)).replace("FEW", str(FEW))
    run(con, f"create or replace temp table {table} as {text}")
