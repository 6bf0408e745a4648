"""What the model compares: one record per cluster of the rules, with everything its rows know.

Only clusters that share a key with another one (match_neighbours.keys) become records. A person's name, a house or
a room under which several brands stand is nobody's own: it marks an agent, a usual name or an office tower;
`few_locals`, `few_houses`, `few_offices` hold only what few brands share.
"""

from __future__ import annotations

import duckdb

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.match_neighbours import keys

MEETING = """
    create or replace temp table meeting as
    with crossing as (select key from keyed group by key having min(cluster) <> max(cluster))
    select cluster, list_sort(list(distinct key)) as keys from keyed semi join crossing using (key) group by cluster
"""
ALL_KEYS = "select cluster, list_sort(list(distinct key)) as keys from keyed group by cluster"
CORES = """
    create or replace temp table cores as
    with counted as (
        select cluster, core, any_value(brand) as brand, count(*) as n from members
        where core is not null group by cluster, core
    )
    select cluster, arg_max(core, (n, core)) as core, arg_max({'is': brand}, (n, core)) as brand,
        list_sort(list(core)) as cores
    from counted group by cluster
"""
PLACED = """
    create or replace temp table placed as
    with counted as (
        select cluster, city, count(*) as n from members where city is not null group by cluster, city)
    select cluster, arg_max(city, (n, city)) as city from counted group by cluster
"""
NUMBERED = """
    create or replace temp table numbered as
    select cluster, list(number order by number) filter (not coalesce(shared, false)) as own_numbers,
        list(number order by number) filter (shared) as shared_numbers
    from (select distinct cluster, number from members join row_numbers using (row))
    left join odd_numbers using (number) group by cluster
"""
SAID = """
    create or replace temp table said as
    with placed as (
        select *, full_name || '@' || coalesce(city, '') as local, street || '@' || coalesce(city, '') as house,
            street || '#' || room || '@' || coalesce(city, '') as office,
            local_key(full_name, city) not in (from crowded) as few_local,
            house_key(street, city) not in (from crowded) as few_house,
            office_key(street, room, city) not in (from crowded) as few_office
        from members
    )
    select cluster, {lists} from placed group by cluster
"""
LISTS = {
    "persons": "full_name",
    "surnames": "surname",
    "streets": "street",
    "rooms": "room",
    "houses": "house",
    "offices": "office",
}
RECORDS = """
    create or replace temp table records as
    select cluster, core, brand.is as brand, cores, city, s.* exclude (cluster),
        coalesce(own_numbers, []) as own_numbers, coalesce(shared_numbers, []) as shared_numbers,
        coalesce(sign(brand.is, core) in (select sign from usual_signs), false) as usual, keys
    from said s join meeting using (cluster) left join cores using (cluster) left join placed using (cluster)
    left join numbered using (cluster)
"""


def build_records(con: duckdb.DuckDBPyConnection, *, only_meeting: bool = True) -> None:
    """Temp table `records` from `features`, `row_numbers`, `clusters` and the facts.

    With `only_meeting` false also clusters that meet no other one (for comparing with other linkers).
    """
    run(
        con,
        "create or replace temp table gathered as select cluster, f.* from features f join clusters using (row)",
    )
    run(con, f"create or replace temp table keyed as {keys('cluster', 'gathered')}")
    run(con, MEETING if only_meeting else "create or replace temp table meeting as " + ALL_KEYS)
    run(con, "create or replace temp table members as from gathered semi join meeting using (cluster)")
    run(con, "create or replace temp table crowded as select place from crowded_places")
    run(con, CORES)
    run(con, PLACED)
    run(con, NUMBERED)
    run(con, SAID.format(lists=", ".join(_lists())))
    run(con, RECORDS)
    for table in (
        "gathered",
        "keyed",
        "meeting",
        "members",
        "crowded",
        "cores",
        "placed",
        "numbered",
        "said",
    ):
        run(con, f"drop table {table}")


def _lists() -> list[str]:
    plain = [
        f"list_sort(list_distinct(list({column}) filter ({column} is not null))) as {name}"
        for name, column in LISTS.items()
    ]
    few = [
        f"list_sort(list_distinct(list({what}) filter ({what} is not null and few_{what}))) as few_{what}s"
        for what in ("local", "house", "office")
    ]
    return plain + few
