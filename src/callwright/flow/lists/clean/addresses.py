"""Addresses as province, city, district and what follows (product §2.2).

Province and city are looked up by their first two characters; only an uncommon beginning is left to the patterns.
"""

from __future__ import annotations

import duckdb

from callwright.flow.lists.clean.engine import quoted, run
from callwright.flow.lists.clean.knowledge import cities, provinces, table
from callwright.flow.lists.clean.name_patterns import alternatives

PROVINCE = (
    f"^(?:中国)?({alternatives(provinces())})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
)
CITY = f"^({alternatives(cities())})(?:市|地区|盟|[^市县区路街]{{0,8}}自治州)?(?:市辖区)?"
DISTRICT = "^([^0-9路街道巷号村镇市区县]{1,8}(?:新区|区|县|旗|市|开发区))"

STREET = "^(.*?(?:路|街|道|巷|弄|村|镇|大街|大道|园|里|庄)?)([0-9]+(?:-[0-9]+)?)(?:号|弄)"
ROOM = "([0-9a-z]*[0-9][0-9-]*)(?:室|号|房|房间)?$"


def prepare_addresses(con: duckdb.DuckDBPyConnection) -> None:
    """City → province where the short name is the name of one city only; provinces and cities by their beginning."""
    places: dict[str, set[str]] = {}
    for row in table("divisions"):
        places.setdefault(row["city_short"], set()).add(row["province_short"])
    run(con, "create or replace temp table places (place_city varchar, place_province varchar)")
    only = [(city, next(iter(found))) for city, found in places.items() if len(found) == 1]
    con.executemany("insert into places values (?, ?)", only)
    for name, known in (("province", provinces()), ("city", cities())):
        heads: dict[str, list[str]] = {}
        for word in known:
            heads.setdefault(word[:2], []).append(word)
        run(con, f"create or replace temp table {name}_heads ({name}_head varchar, {name}_word varchar)")
        con.executemany(
            f"insert into {name}_heads values (?, ?)",  # noqa: S608 - one of two fixed names
            [(head, words[0] if len(words) == 1 else None) for head, words in heads.items()],
        )
    run(
        con,
        f"""create or replace temp macro plain_province(s) as nullif(regexp_replace(trim(tidy(s)),
                '(省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)$', ''), '');
            create or replace temp macro plain_city(s) as
                nullif(regexp_replace(trim(tidy(s)), '(市|地区|盟)$', ''), '');
            create or replace temp macro common_end(s) as
                case when starts_with(s, '市') or starts_with(s, '省') then 1 else 0 end;
            create or replace temp macro uncommon(s) as contains(left(s, 12), '自治') or contains(left(s, 12), '特别')
                or starts_with(s, '地区') or starts_with(s, '盟') or starts_with(s, '市市辖区')
                or starts_with(s, '市辖区');
            create or replace temp macro read_province(a) as
                {{p: regexp_extract(a, {quoted(PROVINCE)}, 1), rest: regexp_replace(a, {quoted(PROVINCE)}, '')}};
            create or replace temp macro read_city(a) as
                {{c: regexp_extract(a, {quoted(CITY)}, 1), rest: regexp_replace(a, {quoted(CITY)}, '')}};
        """,
    )


def prepare_address_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Macros for what only matching looks at: `street_parts(text)` (street, house) and `room_of(text)`."""
    run(
        connection,
        f"""create or replace temp macro street_parts(s) as regexp_extract(s, {quoted(STREET)}, ['street', 'house']);
            create or replace temp macro room_of(s) as regexp_extract(right(s, 24), {quoted(ROOM)}, 1);
        """,
    )


ADDRESSED = """
    located as (
        select * exclude (strange_address), coalesce(strange_address, address) as a from (
            select * replace (filled(tidy(address)) as address),
                   case when odd(address) then simple_text(lower(joined(tidy(address)))) end as strange_address
            from {source})
    ), provinced as (
        select * exclude (province_head, province_word, a),
               case when province_head is null then case when starts_with(a, '中国') then read_province(a)
                                                        else {{p: '', rest: a}} end
                    when province_word is null then read_province(a)
                    when not starts_with(a, province_word) then {{p: '', rest: a}}
                    when uncommon(substr(a, length(province_word) + 1)) then read_province(a)
                    else {{p: province_word, rest: substr(a, length(province_word) + 1
                          + common_end(substr(a, length(province_word) + 1)))}} end as province_part
        from located left join province_heads on province_head = left(a, 2)
    ), citied as (
        select * exclude (city_head, city_word, province_part), nullif(province_part.p, '') as p,
               case when city_head is null then {{c: '', rest: province_part.rest}}
                    when city_word is null then read_city(province_part.rest)
                    when not starts_with(province_part.rest, city_word) then {{c: '', rest: province_part.rest}}
                    when uncommon(substr(province_part.rest, length(city_word) + 1)) then read_city(province_part.rest)
                    else {{c: city_word, rest: substr(province_part.rest, length(city_word) + 1
                        + starts_with(substr(province_part.rest, length(city_word) + 1), '市')::int)}} end as city_part
        from provinced left join city_heads on city_head = left(province_part.rest, 2)
    ), districted as (
        select * exclude (city_part), coalesce(nullif(city_part.c, ''),
                   case when p in ('北京', '上海', '天津', '重庆') then p end) as c,
               city_part.rest as rest, nullif(regexp_extract(left(city_part.rest, 13), 'DISTRICT', 1), '') as district
        from citied
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
