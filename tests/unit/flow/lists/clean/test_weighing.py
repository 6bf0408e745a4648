"""Records and weighing take short cuts; what they find is what the long way finds, value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from tests.factories.dirty_lists import HARD, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.engine import EngineLimits
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_evidence import LOOKED_AT, WITHIN, judged
from callwright.flow.lists.clean.match_features import open_rows
from callwright.flow.lists.clean.match_keys import keyed
from callwright.flow.lists.clean.match_model import linker_for, weigh
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_task import WeighTask
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.step_4_match import apply_rules, cluster_rows
from callwright.flow.lists.clean.work import MATCH

ROWS = 3_000
LISTED = """list_sort(list_distinct(list({0}) filter ({0} is not null)))"""
GATHERED = f"""
    with placed as (
        select cluster, f.*, full_name || '@' || coalesce(city, '') as local,
            street || '@' || coalesce(city, '') as house, street || '#' || room || '@' || coalesce(city, '') as office
        from features f join clusters using (row) semi join records using (cluster)
    ), told as (
        select *, local_key(full_name, city) not in (select place from crowded_places) as few_local,
            house_key(street, city) not in (select place from crowded_places) as few_house,
            office_key(street, room, city) not in (select place from crowded_places) as few_office
        from placed
    ), cores as (
        select cluster, arg_max(core, (n, core)) as core, arg_max({{'is': brand}}, (n, core)).is as brand,
            list_sort(list(core)) as cores
        from (select cluster, core, any_value(brand) as brand, count(*) as n from told
              where core is not null group by all) group by cluster
    ), cities as (
        select cluster, arg_max(city, (n, city)) as city
        from (select cluster, city, count(*) as n from told where city is not null group by all) group by cluster
    ), lists as (
        select cluster, {LISTED.format("full_name")} as persons, {LISTED.format("surname")} as surnames,
            {LISTED.format("street")} as streets, {LISTED.format("room")} as rooms,
            {LISTED.format("house")} as houses, {LISTED.format("office")} as offices,
            {LISTED.format("case when few_local then local end")} as few_locals,
            {LISTED.format("case when few_house then house end")} as few_houses,
            {LISTED.format("case when few_office then office end")} as few_offices
        from told group by cluster
    ), numbers as (
        select cluster, coalesce(list(number order by number) filter (not coalesce(shared, false)), []) as own_numbers,
            coalesce(list(number order by number) filter (shared), []) as shared_numbers
        from (select distinct cluster, unnest(numbers) as number from told) left join odd_numbers using (number)
        group by cluster
    )
    select cluster, core, brand, cores, city, l.* exclude (cluster), coalesce(own_numbers, []) as own_numbers,
        coalesce(shared_numbers, []) as shared_numbers,
        coalesce(sign(brand, core) in (select sign from usual_signs), false) as usual
    from lists l left join cores using (cluster) left join cities using (cluster) left join numbers using (cluster)
"""
"""Each record gathered from all its rows, whatever they say."""


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weighing")
    write_csv(make(ROWS, 1203, HARD), folder / "list.csv")
    clean_files(folder / "work", [folder / "list.csv"], stager=SpreadsheetStager())
    return folder / "work" / MATCH / "features.arrow"


@pytest.fixture
def ruled(features: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The records of a hard list, and all they were made of."""
    with duckdb.connect() as con:
        cluster_rows(con, apply_rules(con, keyed(open_rows(con, features, None))))
        build_records(con)
        yield con


def test_a_record_says_what_all_its_rows_say(ruled: duckdb.DuckDBPyConnection) -> None:
    made = "select * exclude (keys) from records"
    assert ruled.sql(f"({GATHERED}) except all ({made})").fetchall() == []
    assert ruled.sql(f"({made}) except all ({GATHERED})").fetchall() == []
    ((several, differing, total),) = ruled.execute(
        """select count(*) filter (n > 1), count(*) filter (len(cores) > 1), count(*)
           from records join (select cluster, count(*) as n from clusters group by all) using (cluster)"""
    ).fetchall()
    assert several > 50
    assert differing > 10
    assert total > several


def test_what_is_weighed_is_what_splink_finds_among_all_pairs(
    ruled: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "records.parquet"
    ruled.execute(f"copy records to '{path}' (format parquet)").fetchall()
    model = json.dumps(artefact())
    expected = everything(ruled)
    assert expected.num_rows > 100
    for chunks in (1, 3):
        parts = [
            weigh(WeighTask(path, chunk, chunks, model, EngineLimits())) for chunk in range(1, chunks + 1)
        ]
        found = pa.concat_tables(parts).sort_by([("left_row", "ascending"), ("right_row", "ascending")])
        assert found.to_pylist() == expected.to_pylist()


def test_where_the_evidence_allows_no_pair_nothing_is_weighed(
    ruled: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "records.parquet"
    ruled.execute(
        f"copy (select * from records order by cluster limit 1) to '{path}' (format parquet)"
    ).fetchall()
    found = weigh(WeighTask(path, 1, 1, json.dumps(artefact()), EngineLimits()))
    assert found.num_rows == 0
    assert found.schema.names == ["left_row", "right_row", "probability"]


def everything(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """All pairs with a key in common, weighed by Splink and then judged."""
    con.execute(WITHIN).fetchall()
    con.execute(
        """create or replace temp table records as
           select *, case when length(core) between 3 and 30 then slips(core) end as slips from records"""
    ).fetchall()
    linker = linker_for(con, artefact()["settings"])
    predicted = linker.inference.predict(threshold_match_probability=LOOKED_AT).physical_name
    weighed = f"""(select least(cluster_l, cluster_r) as left_row, greatest(cluster_l, cluster_r) as right_row,
        match_probability as probability from {predicted})"""
    return con.sql(
        f"""select left_row, right_row, probability from ({judged(weighed, "records", "records")})
            where passed order by all"""
    ).to_arrow_table()
