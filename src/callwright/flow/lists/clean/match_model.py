"""Weighing what the rules leave open, with Splink and a model that was trained once (`model/`).

Rules make clusters; each cluster is one record here, with everything its rows know. Records that could be one
(a name that differs in one character in the same city, the same number, house or person) are compared.
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from splink import DuckDBAPI, Linker

from callwright.flow.lists.clean.engine import count, run
from callwright.flow.lists.clean.work import Work

MODEL = Path(__file__).parent / "model" / "contact_match_v1.json"
LINKS_EXPECTED = 0.35
"""Links expected per record among those the rules left apart; with the number of records this makes the prior."""


_loaded: dict[str, dict[str, Any]] = {}


def artefact() -> dict[str, Any]:
    """The shipped model: `version`, `threshold`, `settings` (Splink), `evaluation`, `training`."""
    if "model" not in _loaded:
        _loaded["model"] = json.loads(MODEL.read_text(encoding="utf-8"))
    return _loaded["model"]


def use_artefact(model: dict[str, Any]) -> None:
    """Use this model instead of the shipped one (training evaluates what it has just made)."""
    _loaded["model"] = model


RECORDS = """
    create or replace temp table records as
    with numbered as (
        select c.cluster, list(distinct number) filter (not coalesce(shared, false)) as own,
               list(distinct number) filter (shared) as shared
        from row_numbers join clusters c using (row) left join number_use using (number) group by c.cluster
    ), described as (
        select cluster, mode(core order by row) as core, list(distinct core) as cores, mode(city order by row) as city,
               list(distinct full_name) filter (full_name is not null) as persons,
               list(distinct surname) filter (surname is not null) as surnames,
               list(distinct street) filter (street is not null) as streets,
               list(distinct room) filter (room is not null) as rooms
        from (select cluster, f.* from features f join clusters using (row)) group by cluster
    ), named as (
        select cluster, any_value(f.brand) as brand, any_value(f.trade) as trade from described d
        join clusters using (cluster) join features f using (row) where f.core = d.core group by cluster
    )
    select d.*, brand, trade, coalesce(own, []) as own_numbers, coalesce(n.shared, []) as shared_numbers,
        list_transform(streets, lambda s: s || '@' || coalesce(city, '')) as houses,
        list_transform(persons, lambda p: p || '@' || coalesce(city, '')) as locals,
        case when length(core) between 3 and 30 then slips(core) end as slips,
        case when length(core) between 3 and 30
             then list_transform(slips(core), lambda s: s || '@' || coalesce(city, '')) end as variants
    from described d left join numbered n using (cluster) left join named using (cluster)
"""
"""One record per cluster; `variants` are the slips of the core with the city, so that near names of a city meet."""


def link_by_model(work: Work) -> int:
    """Add the model's links to `edges` and keep all weighed pairs in `weighed`; answers how many records there were."""
    con = work.connection
    run(con, RECORDS)
    records = count(con, "select count(*) from records")
    run(con, "create or replace temp table weighed (left_row bigint, right_row bigint, probability double)")
    if records < 2:
        return records
    settings = dict(artefact()["settings"])
    settings["probability_two_random_records_match"] = min(0.1, 2 * LINKS_EXPECTED / records)
    linker = linker_for(work, settings)
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    run(
        con,
        f"""insert into weighed select least(cluster_l, cluster_r), greatest(cluster_l, cluster_r),
                max(match_probability) from {predicted.physical_name} group by 1, 2""",
    )
    predicted.drop_table_from_database_and_remove_from_cache()
    run(
        con,
        f"""insert into edges select left_row, right_row, 'model', probability from weighed
            where probability >= {float(artefact()["threshold"])}""",
    )
    return records


def linker_for(work: Work, settings: dict[str, Any]) -> Linker:
    """A Splink linker over the temp table `records` of this connection."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=work.connection)
    frame = api.register("records", table_name="splink_records")
    return Linker(frame, settings, log_level=logging.ERROR)
