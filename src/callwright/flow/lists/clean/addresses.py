"""Addresses as province, city, district and what follows (product §2.2).

Province and city are looked up by their first two characters; only an uncommon beginning is left to the patterns.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.engine import hold, quoted, run
from callwright.flow.lists.clean.knowledge import cities, provinces, table
from callwright.flow.lists.clean.name_patterns import alternatives

PROVINCE = (
    f"^(?:中国)?({alternatives(provinces())})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
)
CITY = f"^({alternatives(cities())})(?:市|地区|盟|[^市县区路街]{{0,8}}自治州)?(?:市辖区)?"
DISTRICT = "^([^0-9路街道巷号村镇市区县]{1,8}(?:新区|区|县|旗|市|开发区))"
HOUSE = "[0-9]+(?:-[0-9]+)?[号弄]"
ROOM = "([0-9a-z]*[0-9][0-9-]*)(?:室|号|房|房间)?$"


def prepare_addresses(con: duckdb.DuckDBPyConnection) -> None:
    """City → province where the short name is the name of one city only; provinces and cities by their beginning."""
    places: dict[str, set[str]] = {}
    for row in table("divisions"):
        places.setdefault(row["city_short"], set()).add(row["province_short"])
    only = {city: next(iter(found)) for city, found in places.items() if len(found) == 1}
    hold(con, "places", pa.table({"place_city": list(only), "place_province": list(only.values())}))
    for name, known in (("province", provinces()), ("city", cities())):
        heads: dict[str, list[str]] = {}
        for word in known:
            heads.setdefault(word[:2], []).append(word)
        sole = [words[0] if len(words) == 1 else None for words in heads.values()]
        hold(con, f"{name}_heads", pa.table({f"{name}_head": list(heads), f"{name}_word": sole}))
    run(
        con,
        f"""create or replace temp macro plain_province(s) as nullif(regexp_replace(trim(tidy(s)),
                '(省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)$', ''), '');
            create or replace temp macro plain_city(s) as
                nullif(regexp_replace(trim(tidy(s)), '(市|地区|盟)$', ''), '');
            create or replace temp macro read_province(a) as nullif(regexp_extract(a, {quoted(PROVINCE)}, 1), '');
            create or replace temp macro read_city(a) as nullif(regexp_extract(a, {quoted(CITY)}, 1), '');
            create or replace temp macro after_province(a) as
                substr(a, length(regexp_extract(a, {quoted(PROVINCE)})) + 1);
            create or replace temp macro after_city(a) as substr(a, length(regexp_extract(a, {quoted(CITY)})) + 1);
            create or replace temp macro is_end(sign) as sign in ('市', '省');
        """,
    )


def prepare_address_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Macros for what only matching looks at: `house_of(text)`, with its sign, and `room_of(text)`."""
    run(
        connection,
        f"""create or replace temp macro house_of(s) as regexp_extract(s, {quoted(HOUSE)});
            create or replace temp macro room_of(s) as regexp_extract(right(s, 24), {quoted(ROOM)}, 1);
        """,
    )


ADDRESSED = """
    seen_addresses as (
        select *, odd(address) as odd_address,
               coalesce(regexp_matches(address, '自治|特别|市辖区|地区|盟|中国'), false) as unusual from {source}
    ), tidied_addresses as (
        select * replace (case when odd_address then tidy(address) else address end as address) from seen_addresses
    ), located as (
        select * exclude (odd_address) replace (filled(address) as address),
               case when odd_address then joined(lower(simple_text(address))) else address end as a
        from tidied_addresses
    ), provinced as (
        select * exclude (province_head, province_word),
               case when unusual or province_head is not null and province_word is null then read_province(a)
                    when starts_with(a, province_word) then province_word end as p
        from (select * replace (case when address is not null then a end as a) from located)
        left join province_heads on province_head = left(a, 2)
    ), unprovinced as (
        select * exclude (a), case when p is null then a when unusual or not starts_with(a, p) then after_province(a)
                    else substr(a, length(p) + 1 + is_end(substr(a, length(p) + 1, 1))::int) end as r
        from provinced
    ), citied as (
        select * exclude (city_head, city_word),
               case when city_head is null then null when unusual or city_word is null then read_city(r)
                    when starts_with(r, city_word) then city_word end as named_city
        from unprovinced left join city_heads on city_head = left(r, 2)
    ), uncitied as (
        select * exclude (r, unusual), case when named_city is null then r when unusual then after_city(r)
                    else substr(r, length(named_city) + 1 + (substr(r, length(named_city) + 1, 1) = '市')::int)
                    end as rest
        from citied
    ), districted as (
        select * exclude (named_city),
               coalesce(named_city, case when p in ('北京', '上海', '天津', '重庆') then p end) as c,
               nullif(regexp_extract(left(rest, 13), 'DISTRICT', 1), '') as district
        from uncitied
    ), addressed as (
        select * exclude (p, c, rest, province, city, name_province, place_city, place_province),
               coalesce(p, plain_province(province), place_province, name_province) as province,
               coalesce(c, plain_city(city), name_city) as city, coalesce(c, plain_city(city)) as stated_city,
               case when district is null then rest else substr(rest, length(district) + 1) end as street_text
        from districted left join places on place_city = coalesce(c, plain_city(city), name_city)
    )
""".replace("DISTRICT", DISTRICT.replace("{", "{{").replace("}", "}}"))
"""From {source} (row, address, province, city, name_city, name_province, …) on: `province`, `city`, `district`,
`stated_city` (of the address or its own column) and `street_text`, what follows the district."""
