"""Plain rules of matching: what is certain without weighing. A shared number alone is never an identity.

Each rule links the rows of a group to its first row (`edges`: left_row, right_row, rule, weight), so the work grows
with the rows, not with the pairs. What a rule asks of all rows together it takes from the facts (match_facts).
"""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

import duckdb

from callwright.flow.lists.clean.engine import run

NUMBERED = """select row, hash(number, {with_}) as k
    from row_numbers join features using (row) left join odd_numbers using (number)"""

GROUPS = {
    # The same number under the same name in the same city (or both without one).
    "number_and_name": NUMBERED.format(with_="company_key") + " where core is not null",
    # A number of one company only, and the same person or the same house.
    "number_and_person": NUMBERED.format(with_="full_name")
    + " where full_name is not null and not coalesce(shared, false)",
    "number_and_house": NUMBERED.format(with_="street")
    + " where street is not null and not coalesce(shared, false)",
    # A number of one company only, in one city (or without one).
    "number_of_one_company": NUMBERED.format(with_="0") + " where not coalesce(shared or scattered, false)",
    # A number without any name beside it: the number is all there is to go by.
    "number_alone": NUMBERED.format(with_="1")
    + " where core is null and full_name is null and street is null",
    # The same name in the same city, with the same person, room or house (of a usual brand: not a house of many).
    "name_and_person": """select row, hash(company_key, full_name) as k from features
        where full_name is not null and city is not null and core is not null""",
    "name_and_office": """select row, hash(company_key, street, room) as k from features
        where street is not null and room is not null and city is not null and core is not null""",
    "name_and_house": """select row, hash(company_key, street) as k from features
        where street is not null and city is not null and core is not null
            and (sign(brand, core) not in (select sign from usual_signs)
                 or house_key(street, city) not in (select place from crowded_places))""",
}

NAME_AND_CITY = """
    with compared as (
        select a.row as first, b.row,
            u.sign is not null as usual, c.place is not null as crowded,
            coalesce(a.full_name <> b.full_name, a.surname <> b.surname, false) as other_person,
            coalesce(a.street <> b.street, false) as other_house,
            len(a.numbers) > 0 and len(b.numbers) > 0 and not list_has_any(a.numbers, b.numbers) as other_number,
            coalesce(a.full_name = b.full_name, false) or list_has_any(a.numbers, b.numbers)
                or coalesce(a.street = b.street and (not usual or a.room = b.room or not crowded), false) as support,
            coalesce(length(b.brand), length(b.core) - 2) <= 2 as short
        from features b join first_rows using (company_key) join features a on a.row = first
        left join usual_signs u on u.sign = sign(b.brand, b.core)
        left join crowded_places c on c.place = house_key(b.street, b.city)
        where a.row <> b.row and length(b.core) > 2 and b.city is not null
    )
    select least(first, row), greatest(first, row) from compared
    where support or (not usual and not (short and (other_person or other_house))
        and other_person::int + other_house::int + other_number::int < 2)
"""


def link_by_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the temp table `edges` from `features`, `row_numbers` and the facts."""
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
    _name_without_contradiction(con)
    run(
        con,
        """insert into edges select least(left_row, right_row), greatest(left_row, right_row), 'decided', 2.0
           from decided semi join features f on f.row = left_row where same and left_row <> right_row""",
    )


def _name_without_contradiction(con: duckdb.DuckDBPyConnection) -> None:
    """The same name in the same city, unless person and house (or number) speak against it.

    Several companies of a city may have a name with a brand of two characters: another person or house is enough
    against it. If all rows show that the brand is a usual one, something must agree.
    """
    run(con, f"insert into edges select *, 'name_and_city', 1.0 from ({NAME_AND_CITY})")
