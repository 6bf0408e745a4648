"""What only all rows together can say of a number, a brand, a place or a name.

Facts are counted over all rows there are, known and new, never over a part of them: so one import and two of its
halves judge alike. They depend on nothing but the set of rows, not on its order. Only what is out of the ordinary is
kept: most numbers are one company's, most houses have few.
"""

from __future__ import annotations

import duckdb

from callwright.flow.lists.clean.engine import run

USUAL = 6
"""Names with the same brand, above which the brand is a usual one."""
FEW = 3
"""Brands under one person and city, house or room up to which it may be one company and its misspellings."""

USUAL_SIGNS = """
    create or replace temp table usual_signs as
    select sign, count(distinct company_key) filter (row < 0) > USUAL as before
    from (select row, sign(brand, core) as sign, hash(company_key) as company_key from all_rows where core is not null)
    group by sign having count(distinct company_key) > USUAL
"""
CROWDED_PLACES = """
    create or replace temp table crowded_places as
    with placed as (
        select row < 0 as known, hash(coalesce(brand, core)) as brand,
            unnest(place_keys(full_name, street, room, city)) as place
        from all_rows where core is not null
    ), visited as (select place from placed group by place having count(*) > FEW)
    select place, count(distinct brand) filter (known) > FEW as before
    from placed semi join visited using (place) group by place having count(distinct brand) > FEW
"""
ODD_NUMBERS = """
    create or replace temp table odd_numbers as
    with used as (select core, brand, city, unnest(numbers) as number from all_rows), several as (
        select number from used group by number having min(core) <> max(core) or min(city) <> max(city)
    ), counted as (
        select number, core, any_value(brand) as brand, count(*) as uses
        from used semi join several using (number) where core is not null group by number, core
    ), usual as (
        select number, arg_max(core, (uses, core)) as core, arg_max({'is': brand}, (uses, core)) as brand
        from counted group by number
    ), agencies as (
        select distinct number from counted c join usual u using (number)
        where c.core <> u.core and not coalesce(alike(c.core, c.brand, u.core, u.brand.is), false)
    )
    select number, number in (from agencies) as shared, min(city) <> max(city) as scattered
    from used semi join several using (number) group by number
"""
FIRST_ROWS = """
    create or replace temp table first_rows as
    select company_key, arg_min(row, (full_name is null, street is null, coalesce(full_name, ''),
        coalesce(surname, ''), coalesce(street, ''), numbers, row)) as first
    from all_rows where length(core) > 2 and city is not null and company_key in (select company_key from features)
    group by company_key having count(*) > 1
"""


def count_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Temp tables of what is out of the ordinary.

    `usual_signs` (sign, before): brands that many companies bear; `crowded_places` (place, before): persons, houses
    and rooms under which more than a few brands stand; `before`: even before the new rows came.
    `odd_numbers` (number, shared, scattered): names that are not alike stand beside it, so it is an agency's and no
    identity by itself; it is used in more than one city.
    """
    for text in (USUAL_SIGNS, CROWDED_PLACES, ODD_NUMBERS):
        run(con, text.replace("USUAL", str(USUAL)).replace("FEW", str(FEW)))


def choose_first_rows(con: duckdb.DuckDBPyConnection) -> None:
    """`first_rows` (company_key, first): the row of each name that says most, to which its others are compared.

    Among equals the content decides, so that the order of the rows does not matter.
    """
    run(con, FIRST_ROWS)
