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
    with crossing as (select key from keyed group by key having min(cluster) <> max(cluster)),
    shared as (select distinct cluster, key from keyed semi join crossing using (key))
    select cluster, list_sort(list(key)) as keys from shared group by cluster
"""
ALL_KEYS = """
    create or replace temp table meeting as
    select cluster, list_sort(list(key)) as keys from (select distinct cluster, key from keyed) group by cluster
"""
GATHERED = """
    create or replace temp table gathered as
    select cluster, row, core, brand, city, full_name, surname, street, room, numbers
    from features join clusters using (row)
"""
TOLD = """
    create or replace temp table told as
    select cluster, max(brand) as brand, bool_or(street is not null and room is not null) as has_office,
        {extremes}, {differing} or count(city) not in (0, count(*)) as mixed
    from gathered semi join meeting using (cluster) group by cluster
"""
PLACES = """
    full_name || '@' || coalesce(city, '') as local, street || '@' || coalesce(city, '') as house,
    case when {has_office} then street || '#' || room || '@' || coalesce(city, '') end as office,
    case when local_key(full_name, city) not in (select place from crowded_places) then local end as few_local,
    case when house_key(street, city) not in (select place from crowded_places) then house end as few_house,
    case when office_key(street, room, city) not in (select place from crowded_places) then office end as few_office
"""
MIXED = """
    create or replace temp table mixed as
    select *, {places}
    from gathered semi join (select cluster from told where mixed) using (cluster)
"""
CORES = """
    create or replace temp table cores as
    with counted as (
        select cluster, core, any_value(brand) as brand, count(*) as n from mixed
        where core is not null group by cluster, core
    )
    select cluster, arg_max(core, (n, core)) as core, arg_max({'is': brand}, (n, core)) as brand,
        list_sort(list(core)) as cores
    from counted group by cluster
"""
PLACED = """
    create or replace temp table placed as
    with counted as (
        select cluster, city, count(*) as n from mixed where city is not null group by cluster, city)
    select cluster, arg_max(city, (n, city)) as city from counted group by cluster
"""
NUMBERED = """
    create or replace temp table numbered as
    select cluster, list(number order by number) filter (not coalesce(shared, false)) as own_numbers,
        list(number order by number) filter (shared) as shared_numbers
    from (select distinct cluster, unnest(numbers) as number from gathered semi join meeting using (cluster))
    left join odd_numbers using (number) group by cluster
"""
LISTS = {
    "persons": "full_name",
    "surnames": "surname",
    "streets": "street",
    "rooms": "room",
    "houses": "house",
    "offices": "office",
    "few_locals": "few_local",
    "few_houses": "few_house",
    "few_offices": "few_office",
}
"""Columns of a record with everything its rows say, and what of."""
DECISIVE = ("core", "city", "full_name", "surname", "street", "room")
"""Where no two rows of a cluster differ in these, and all have a city or none, there is one value of each column."""
SAID = """
    create or replace temp table said as
    select cluster, core, brand, case when core is not null then [core] end as cores, city, {alone}
    from (select *, {places} from told where not mixed)
    union all by name
    select cluster, core, brand.is as brand, cores, city, s.* exclude (cluster)
    from (select cluster, {gathered} from mixed group by cluster) s
    left join cores using (cluster) left join placed using (cluster)
"""
RECORDS = """
    create or replace temp table records as
    select s.*, coalesce(own_numbers, []) as own_numbers, coalesce(shared_numbers, []) as shared_numbers,
        coalesce(sign(brand, core) in (select sign from usual_signs), false) as usual, keys
    from said s join meeting using (cluster) left join numbered using (cluster)
"""


def build_records(con: duckdb.DuckDBPyConnection, *, only_meeting: bool = True) -> None:
    """Temp table `records` from `features`, `clusters` and the facts.

    With `only_meeting` false also clusters that meet no other one (for comparing with other linkers). The rows of
    most clusters say one thing each or nothing; only those of the others (`mixed`) have to be gathered in lists.
    """
    run(con, GATHERED)
    run(con, f"create or replace temp table keyed as {keys('cluster', 'gathered')}")
    run(con, MEETING if only_meeting else ALL_KEYS)
    for text in (
        _told(),
        MIXED.format(places=PLACES.format(has_office="true")),
        CORES,
        PLACED,
        NUMBERED,
        _said(),
        RECORDS,
    ):
        run(con, text)
    for table in ("gathered", "keyed", "meeting", "told", "mixed", "cores", "placed", "numbered", "said"):
        run(con, f"drop table {table}")


def _told() -> str:
    extremes = ", ".join(f"min({name}) as {name}" for name in DECISIVE)
    differing = " or ".join(f"coalesce(min({name}) <> max({name}), false)" for name in DECISIVE)
    return TOLD.format(extremes=extremes, differing=differing)


def _said() -> str:
    alone = ", ".join(
        f"case when {one} is not null then [{one}] end as {name}" for name, one in LISTS.items()
    )
    gathered = ", ".join(
        f"list_sort(list_distinct(list({one}) filter ({one} is not null))) as {name}"
        for name, one in LISTS.items()
    )
    return SAID.format(alone=alone, gathered=gathered, places=PLACES.format(has_office="has_office"))
