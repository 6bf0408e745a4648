"""Step 5: addresses as province, city, district, street, house and room (product §2.2)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.knowledge import cities, provinces, table
from callwright.flow.lists.clean.name_patterns import alternatives
from callwright.flow.lists.clean.step_4_names import prepare
from callwright.flow.lists.clean.work import NAMES, Work, field_rows

PROVINCE = (
    f"^(?:中国)?({alternatives(provinces())})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
)
CITY = f"^({alternatives(cities())})(?:市|地区|盟|[^市县区路街]{{{{0,8}}}}自治州)?(?:市辖区)?"
DISTRICT = "^([^0-9路街道巷号村镇市区县]{{1,8}}(?:新区|区|县|旗|市|开发区))"
STREET = "^(.*?(?:路|街|道|巷|弄|村|镇|大街|大道|园|里|庄)?)([0-9]+(?:-[0-9]+)?)(?:号|弄)"
ROOM = "([0-9a-z]*[0-9][0-9-]*)(?:室|号|房|房间)?$"


def clean_addresses(work: Work, target: Path) -> dict[str, object]:
    """Write addresses.parquet: row, address, province, city, district, street, house, room, stated_city.

    `city` falls back to the one in the company's name; `stated_city` is the address's or the column's own.
    """
    con = work.connection
    fields = {"address": "raw", "province": "raw_province", "city": "raw_city"}
    run(con, f"create or replace temp table raw_addresses as {field_rows(work, fields)}")
    prepare(work)
    prepare_places(work)
    names = f"(select row, name_city, name_province from {work.parquet(NAMES, 'names')})"
    sql = ADDRESSED.format(source="raw_addresses", names=names)
    run(con, f"copy ({sql}) to {quoted(target / 'addresses.parquet')} (format parquet)")
    facts = _facts(work, target)
    run(con, "drop table raw_addresses")
    return facts


def prepare_places(work: Work) -> None:
    """City → province, where the short name is the name of one city only."""
    places: dict[str, set[str]] = {}
    for row in table("divisions"):
        places.setdefault(row["city_short"], set()).add(row["province_short"])
    run(work.connection, "create or replace temp table places (place_city varchar, place_province varchar)")
    only = [(city, next(iter(found))) for city, found in places.items() if len(found) == 1]
    work.connection.executemany("insert into places values (?, ?)", only)


ADDRESSED = (
    """
    with tidied as (
        select row, filled(trim(tidy(raw))) as address, simple(lower(joined(tidy(raw)))) as a,
               nullif(regexp_replace(trim(tidy(raw_province)),
                   '(省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)$', ''), '')
                   as column_province,
               nullif(regexp_replace(trim(tidy(raw_city)), '(市|地区|盟)$', ''), '') as column_city
        from {source}
    ), provinced as (
        select *, nullif(regexp_extract(a, 'PROVINCE', 1), '') as p,
               regexp_replace(a, 'PROVINCE', '') as r1 from tidied
    ), citied as (
        select *, coalesce(nullif(regexp_extract(r1, 'CITY', 1), ''),
                     case when p in ('北京', '上海', '天津', '重庆') then p end) as c,
               regexp_replace(r1, 'CITY', '') as r2 from provinced
    ), districted as (
        select *, nullif(regexp_extract(r2, 'DISTRICT', 1), '') as district,
               regexp_replace(r2, 'DISTRICT', '') as r3 from citied
    ), streeted as (
        select *, regexp_extract(r3, 'STREET', ['street', 'house']) as s, regexp_extract(r3, 'ROOM', 1) as room
        from districted
    )
    select t.row, address, coalesce(p, column_province, g.place_province, name_province) as province,
           coalesce(c, column_city, name_city) as city, district, nullif(s.street, '') as street,
           nullif(s.house, '') as house, case when room = s.house then null else nullif(room, '') end as room,
           coalesce(c, column_city) as stated_city
    from streeted t left join {names} n using (row)
    left join places g on g.place_city = coalesce(c, column_city, name_city)
""".replace("PROVINCE", PROVINCE)
    .replace("CITY", CITY)
    .replace("DISTRICT", DISTRICT)
    .replace("STREET", STREET)
    .replace("ROOM", ROOM)
)


def _facts(work: Work, target: Path) -> dict[str, object]:
    """Counts and examples."""
    con = work.connection
    addresses = quoted(target / "addresses.parquet")
    source = f"from raw_addresses join {addresses} using (row) where street is not null"
    examples = run(
        con,
        f"""select raw, concat_ws(' · ', province, city, district, street, house, room) {source}
            order by row limit 3""",
    )
    rule = {
        "code": "address_parts",
        "count": count(con, f"select count(*) {source}"),
        "examples": [[str(a), str(b)] for a, b in examples],
    }
    return {
        "rules": [rule],
        "rows": count(con, f"select count(*) from {addresses} where address is not null"),
    }
