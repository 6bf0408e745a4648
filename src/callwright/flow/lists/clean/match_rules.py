"""Plain rules of matching: what is certain without weighing. A shared number alone is never an identity.

Each rule links the rows of a group to its first row (`edges`: left_row, right_row, rule), so the work grows
with the rows, not with the pairs.
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.work import Work

USUAL = 6
"""Names with the same brand in one list, above which the brand is a usual one."""

GROUPS = {
    # The same number under the same name in the same city (or both without one).
    "number_and_name": (
        "select row, hash(number, company_key) as k from row_numbers join features using (row) where core is not null"
    ),
    # A number of one company only, and the same person or the same house.
    "number_and_person": """select row, hash(number, full_name) as k from row_numbers join features using (row)
        left join number_use using (number) where full_name is not null and not coalesce(shared, false)""",
    "number_and_house": """select row, hash(number, street) as k from row_numbers join features using (row)
        left join number_use using (number) where street is not null and not coalesce(shared, false)""",
    # A number without any name beside it: the number is all there is to go by.
    "number_alone": """select row, hash(number) as k from row_numbers join features using (row)
        where core is null and full_name is null and street is null""",
    # The same name in the same city, with the same person or the same house.
    "name_and_person": """select row, hash(company_key, full_name) as k from features
        where full_name is not null and city is not null and core is not null""",
    "name_and_house": """select row, hash(company_key, street) as k from features
        where street is not null and city is not null and core is not null""",
}


def link_by_rules(work: Work) -> None:
    """Fill the temp table `edges`."""
    con = work.connection
    run(
        con,
        "create or replace temp table edges (left_row bigint, right_row bigint, rule varchar, weight double)",
    )
    for rule, rows in GROUPS.items():
        run(
            con,
            f"""insert into edges with keyed as ({rows}), firsts as (
                    select k, min(row) as first from keyed group by k having count(*) > 1)
                select distinct first, row, '{rule}', 1.0 from keyed join firsts using (k) where row <> first""",
        )
    _number_of_one_company(work)
    _name_without_contradiction(work)


def _number_of_one_company(work: Work) -> None:
    """All rows of a number whose names are alike, in one city (or without one)."""
    run(
        work.connection,
        """
        insert into edges with owned as (
            select number, row, core, brand, city from row_numbers join features using (row)
            join number_use using (number) where not shared
        ), firsts as (
            select number, arg_min(row, (core is null, city is null, row)) as first, count(distinct city) as cities
            from owned group by number having count(*) > 1
        )
        select distinct first, row, 'number_of_one_company', 1.0 from owned join firsts using (number)
        where row <> first and cities <= 1
        """,
    )


def _name_without_contradiction(work: Work) -> None:
    """The same name in the same city, unless person and house (or number) speak against it.

    Several companies of a city may have a name with a brand of two characters: another person or house is enough
    against it. If the list shows that the brand is a usual one, something must agree.
    """
    run(
        work.connection,
        """
        insert into edges with named as (
            select *, coalesce(length(brand), length(core) - 2) <= 2 as short,
                coalesce(brand, left(core, 2)) as sign from features
        ), usual as (
            select sign from named where sign is not null group by sign having count(distinct company_key) > USUAL
        ), listed as (
            select f.*, n.numbers, coalesce(f.sign in (from usual), false) as usual from named f left join (
                select row, list(number) as numbers from row_numbers group by row) n using (row)
            where core is not null and length(core) > 2 and city is not null
        ), firsts as (
            select company_key, arg_min(row, (full_name is null, street is null, row)) as first
            from listed group by company_key having count(*) > 1
        ), compared as (
            select a.row as first, b.row,
                coalesce(a.full_name <> b.full_name, a.surname <> b.surname, false) as other_person,
                coalesce(a.street <> b.street, false) as other_house,
                coalesce(not list_has_any(a.numbers, b.numbers), false) as other_number,
                coalesce(a.full_name = b.full_name, false) or coalesce(a.street = b.street, false)
                    or coalesce(list_has_any(a.numbers, b.numbers), false) as support,
                b.short, b.usual
            from listed b join firsts using (company_key) join listed a on a.row = firsts.first
            where a.row <> b.row
        )
        select first, row, 'name_and_city', 1.0 from compared
        where support or (not usual and not (short and (other_person or other_house))
            and other_person::int + other_house::int + other_number::int < 2)
        """.replace("USUAL", str(USUAL)),
    )
