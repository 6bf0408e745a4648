"""What the model compares: one record per cluster of the rules, with everything its rows know.

A person's name, a house or a room under which several brands stand is nobody's own: it marks an agent, a usual
name or an office tower. `few_locals`, `few_houses`, `few_offices` hold only what at most `FEW` brands share.
"""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.work import Work

FEW = 3
"""Brands under one person and city, house or room up to which it may be one company and its misspellings."""

DESCRIBED = """
    create or replace temp table described as
    with numbered as (
        select c.cluster, list(distinct number) filter (not coalesce(shared, false)) as own,
               list(distinct number) filter (shared) as shared
        from row_numbers join clusters c using (row) left join number_use using (number) group by c.cluster
    ), summed as (
        select cluster, mode(core order by row) as core, list(distinct core) as cores, mode(city order by row) as city,
               list(distinct full_name) filter (full_name is not null) as persons,
               list(distinct surname) filter (surname is not null) as surnames,
               list(distinct street) filter (street is not null) as streets,
               list(distinct room) filter (room is not null) as rooms,
               list(distinct street || '#' || room) filter (street is not null and room is not null) as doors
        from (select cluster, f.* from features f join clusters using (row)) group by cluster
    ), named as (
        select cluster, any_value(f.brand) as brand, any_value(f.trade) as trade from summed d
        join clusters using (cluster) join features f using (row) where f.core = d.core group by cluster
    )
    select d.* exclude (doors), brand, trade, coalesce(own, []) as own_numbers,
        coalesce(n.shared, []) as shared_numbers,
        list_transform(streets, lambda s: s || '@' || coalesce(city, '')) as houses,
        list_transform(persons, lambda p: p || '@' || coalesce(city, '')) as locals,
        list_transform(doors, lambda s: s || '@' || coalesce(city, '')) as offices,
        case when length(core) between 3 and 30 then slips(core) end as slips,
        case when length(core) between 3 and 30
             then list_transform(slips(core), lambda s: s || '@' || coalesce(city, '')) end as variants
    from summed d left join numbered n using (cluster) left join named using (cluster)
"""
"""`variants` are the slips of the core with the city, so that near names of a city meet."""

OWNED = """
    create or replace temp table few_{what} as
    with each as (select cluster, coalesce(brand, core) as brand, unnest({what}) as place from described)
    select cluster, list(place) as few_{what} from each semi join (
        select place from each group by place having count(distinct brand) <= {few}) using (place)
    group by cluster
"""


def build_records(work: Work) -> None:
    """Temp table `records` from `features`, `row_numbers`, `number_use` and `clusters`."""
    con = work.connection
    run(con, DESCRIBED)
    kinds = ("locals", "houses", "offices")
    for kind in kinds:
        run(con, OWNED.format(what=kind, few=FEW))
    joins = " ".join(f"left join few_{kind} using (cluster)" for kind in kinds)
    run(con, f"create or replace temp table records as select * from described {joins}")
    for table in ("described", *(f"few_{kind}" for kind in kinds)):
        run(con, f"drop table {table}")
