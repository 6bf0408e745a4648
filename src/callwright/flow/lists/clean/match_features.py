"""What matching looks at: one line per row, of this batch and of those published before (these have negative rows)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

import duckdb

from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.engine import count, quoted, run, sql_of
from callwright.flow.lists.clean.match_keys import Files

FEATURES = "company_key, core, brand, trade, city, full_name, surname, street, room, person, address, numbers"


LONGEST_BRAND = 8
"""Characters; what stands longer in front of the trade is no brand."""


FEATURES_OF_CLEAN = f"""
    select row, company_key, core, case when length(trade) > 0 and brand_length <= {LONGEST_BRAND}
            then left(core, brand_length) end as brand,
        case when length(trade) > 0 and brand_length <= {LONGEST_BRAND} then trade end as trade, city,
        full_name_of(person, given) as full_name, surname_of(person, given) as surname,
        case when house <> '' and not starts_with(street_text, house)
            then split_part(street_text, house, 1) || rtrim(house, '号弄') end as street,
        case when room = rtrim(house, '号弄') then null else nullif(room, '') end as room, person, address,
        case when len(numbers) < 2 then list_transform(numbers, lambda n: n.e164)
            else list_sort(list_distinct(list_transform(numbers, lambda n: n.e164))) end as numbers
    from (select *, length(core) - length(trade) as brand_length from (
        select row, company_key, core, city, person, address, numbers, street_text, trade_of(core) as trade,
            title_free(person) as given, house_of(street_text) as house, room_of(street_text) as room
        from {{clean}}))
"""
"""The features of rows cleaned the careful way; needs the macros of `names` and `addresses`."""


def open_rows(con: duckdb.DuckDBPyConnection, features: Path, known: KnownRows | None) -> Files:
    """Views `new_rows`, `known_rows`, `all_rows` and the table `decided`; known rows count up to -1, in their order."""
    create_macros(con)
    run(
        con,
        f"create or replace temp view new_rows as select row, null::varchar as contact_id, {FEATURES} "
        f"from {sql_of(con, features, 'features_file')}",
    )
    run(
        con,
        "create or replace temp table decided (left_row bigint, right_row bigint, same boolean)",
    )
    shift = _open_known(con, known) if known else 0
    if known is None:
        run(con, "create or replace temp view known_rows as select * from new_rows where false")
    run(
        con,
        """create or replace temp view all_rows as
            select * from known_rows union all by name select * from new_rows""",
    )
    again = (known.again[0] - shift, known.again[1] - shift) if known and known.again else None
    return Files(features, known.path if known else None, shift, again)


def _open_known(con: duckdb.DuckDBPyConnection, known: KnownRows) -> int:
    """The view `known_rows` and what is decided; answers what is taken from a row_id, the last known row becomes -1."""
    shift = 1 + count(con, f"select max(row_id) from read_parquet({quoted(known.path)})")
    run(
        con,
        f"""create or replace temp view known_rows as
            select row_id - {shift} as row, contact_id::varchar as contact_id, {FEATURES}
            from read_parquet({quoted(known.path)})""",
    )
    if known.decisions_path is not None:
        run(
            con,
            f"""insert into decided select left_row_id - {shift}, right_row_id - {shift}, same
                from read_parquet({quoted(known.decisions_path)})""",
        )
    return shift


def create_macros(con: duckdb.DuckDBPyConnection) -> None:
    """`slips`: a text and its forms with one character left out. Two texts one slip apart share such a form.

    (DuckDB's edit distances count bytes, three to a Chinese character.) `alike`: names that may well be one.
    `sign`: what a company goes by. `…_key`: a place or a name with its city as one number, null when unknown.
    """
    run(
        con,
        """
        create or replace temp macro slips(s) as list_distinct(list_prepend(s, list_transform(
            range(1, length(s) + 1), lambda i: left(s, i - 1) || substr(s, i + 1))));
        create or replace temp macro alike(core_a, brand_a, core_b, brand_b) as
            core_a = core_b
            or (brand_a = brand_b and length(brand_a) > 1)
            or (length(core_a) > 3 and list_has_any(slips(core_a), slips(core_b)));
        create or replace temp macro sign(brand, core) as coalesce(brand, left(core, 2));
        create or replace temp macro local_key(full_name, city) as
            case when full_name is not null then hash('local', full_name, coalesce(city, '')) end;
        create or replace temp macro house_key(street, city) as
            case when street is not null then hash('house', street, coalesce(city, '')) end;
        create or replace temp macro office_key(street, room, city) as
            case when street is not null and room is not null
                 then hash('office', street, room, coalesce(city, '')) end;
        create or replace temp macro place_keys(full_name, street, room, city) as
            list_filter([local_key(full_name, city), house_key(street, city), office_key(street, room, city)],
                        lambda k: k is not null);
        create or replace temp macro variant_keys(core, city) as
            list_transform(slips(core), lambda s: hash('variant', s, coalesce(city, '')));
        """,
    )
