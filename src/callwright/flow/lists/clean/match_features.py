"""What matching looks at, one line per row of the batch and per known contact (these have negative rows)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.step_4_names import NAMED, prepare
from callwright.flow.lists.clean.step_5_addresses import ADDRESSED, prepare_places
from callwright.flow.lists.clean.work import ADDRESSES, NAMES, NUMBERS, Work

COLUMNS = """row, company_key, core, brand, trade, city, full_name, surname,
    case when street is not null and house is not null then street || house end as street, room"""


def build_features(work: Work) -> int:
    """Temp tables `features` and `row_numbers` (row, number); answers how many known contacts there are."""
    con = work.connection
    prepare(work)
    prepare_places(work)
    _macros(work)
    run(
        con,
        f"""create or replace temp table features as
            select {COLUMNS}, null::varchar as contact_id
            from {work.parquet(NAMES, "names")} n join {work.parquet(ADDRESSES, "addresses")} a using (row)""",
    )
    run(
        con,
        f"""create or replace temp table row_numbers as
            select row, unnest(list_distinct(list_transform(numbers, lambda n: n.e164))) as number
            from {work.parquet(NUMBERS, "numbers")} where len(numbers) > 0""",
    )
    known = _add_known(work)
    _share_of_numbers(work)
    return known


def _macros(work: Work) -> None:
    """`slips`: a text and its forms with one character left out. Two texts one slip apart share such a form.

    (DuckDB's edit distances count bytes, three to a Chinese character.) `alike`: names that may well be one.
    """
    run(
        work.connection,
        """
        create or replace temp macro slips(s) as list_distinct(list_prepend(s, list_transform(
            range(1, length(s) + 1), lambda i: left(s, i - 1) || substr(s, i + 1))));
        create or replace temp macro alike(core_a, brand_a, core_b, brand_b) as
            core_a = core_b
            or (brand_a = brand_b and length(brand_a) > 1)
            or (length(core_a) > 3 and list_has_any(slips(core_a), slips(core_b)));
        """,
    )


def _add_known(work: Work) -> int:
    """Known contacts go through the same name and address rules as rows."""
    if work.known is None:
        return 0
    con = work.connection
    path = quoted(work.known.path)
    run(
        con,
        f"""create or replace temp table known as
            select -1 - row_number() over (order by contact_id::varchar) as row, contact_id::varchar as contact_id,
                   coalesce(company, split_part(company_key, '@', 1)) as raw, person as raw_person, city as raw_city,
                   null::varchar as raw_province, address as raw_address, numbers from {path}""",
    )
    run(con, f"create or replace temp table known_names as {NAMED.format(source='known')}")
    source = "(select row, raw_address as raw, raw_province, raw_city from known)"
    run(
        con,
        f"create or replace temp table known_places as {ADDRESSED.format(source=source, names='known_names')}",
    )
    run(
        con,
        f"""insert into features select {COLUMNS}, k.contact_id from known_names n join known_places a using (row)
            join (select row, contact_id from known) k using (row)""",
    )
    run(con, "insert into row_numbers select row, unnest(list_distinct(numbers)) from known")
    return count(con, "select count(*) from known")


def _share_of_numbers(work: Work) -> None:
    """`number_use`: a number whose rows carry names that are not alike is an agency's: no identity by itself."""
    run(
        work.connection,
        """
        create or replace temp table number_use as
        with named as (
            select number, row, core, brand from row_numbers join features using (row) where core is not null
        ), usual as (
            select number, arg_max(core, (uses, core)) as core, arg_max(brand, (uses, core)) as brand from (
                select number, core, any_value(brand) as brand, count(*) as uses from named group by number, core)
            group by number
        )
        select u.number, bool_or(not alike(n.core, n.brand, u.core, u.brand)) as shared
        from usual u join named n using (number) group by u.number
        """,
    )
