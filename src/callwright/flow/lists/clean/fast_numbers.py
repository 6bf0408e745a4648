"""SQL macros of the set-based tiers of `numbers`. They accept a part of what `careful_numbers` accepts, never more."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.careful_numbers import FULL_WIDTH, HALF_WIDTH
from callwright.flow.lists.clean.engine import hold, quoted, run
from callwright.flow.lists.clean.knowledge import table

_WIDE = FULL_WIDTH[: len(HALF_WIDTH)]
_SEPARATORS = ("-", " ", "+", "(", ")", "'")

MOBILE = r"(?:(?:\+|00)?86[- ]?|0)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
SERVICE = r"[48]00-?\d{3,4}-?\d{3,4}"
LANDLINE = r"(?:(?:\+|00)?86[- ]?(?:\(?0)?|\(?0)(?:10|2\d|[3-9]\d\d)[) -]{0,2}[2-8]\d{2,3}[- ]?\d{3,4}"
EXTENSION = r"(?:(?:-|x|#|转|\(转| ?ext\.?)\d{1,6}\)?)?"
TOKEN = rf"\b(?:{MOBILE}|{SERVICE}|{LANDLINE}){EXTENSION}(?:\b|$)"
PARTS = rf"^({MOBILE}|{SERVICE}|{LANDLINE})(?:(?:-|x|#|转|\(转| ?ext\.?)(\d{{1,6}})\)?)?$"
WHOLE = r"'?(?:\+86)?[- ]?[0-9]+(?:[- ][0-9]{2,})*(?:\.0)?|\(0[0-9]{2,3}\)[- ]?[0-9]+(?:[- ][0-9]{2,})?"
AMBIGUOUS = r"[0-9]{7}-[0-9]{1,6}-[0-9]|[0-9]{3}-[0-9]{1,6}-[0-9]{5}|[转x#-]86[- (]"
"""Where an extension may be the beginning of the next number: left to the careful reading."""
LOST = r"\d(?:\.\d+)?[eE]\+?\d{1,2}"


def _without(text: str, characters: tuple[str, ...]) -> str:
    for character in characters:
        text = f"replace({text}, {quoted(character)}, '')"
    return text


def prepare(connection: duckdb.DuckDBPyConnection, *, simple: bool) -> None:
    """Create the macros and the small tables of prefixes and area codes on a connection.

    `simple`: whether a bare mobile number of the Chinese plan needs no reading (only where China is the default).
    """
    hold(connection, "prefixes", pa.Table.from_pylist(list(table("mobile_prefixes"))))
    areas = [
        {"area": r["area"], "region": region_of(r), "seven": "7" in r["digits"], "eight": "8" in r["digits"]}
        for r in table("area_codes")
    ]
    hold(connection, "areas", pa.Table.from_pylist(areas))
    run(
        connection,
        f"""
        create or replace temp macro half(s) as
            case when strlen(s) = length(s) then s else translate(s, {quoted(_WIDE)}, {quoted(HALF_WIDTH)}) end;
        -- only the digits of one number, or something that is no number in the eyes of `national`
        create or replace temp macro bare(h) as
            case when strlen(h) = 11 and try_cast(h as bigint) is not null then h
                 else {_without("(case when suffix(h, '.0') then left(h, length(h) - 2) else h end)", _SEPARATORS)} end;
        -- digits with the country prefix taken off: {{n: rest, cc: it was there}}
        create or replace temp macro rest(d) as
            case when starts_with(d, '0086') then {{n: substr(d, 5), cc: true}}
                 when starts_with(d, '86') and strlen(d) >= 11 then {{n: substr(d, 3), cc: true}}
                 else {{n: d, cc: false}} end;
        create or replace temp macro trunkless(n) as case when starts_with(n, '0') then substr(n, 2) else n end;
        create or replace temp macro area_of(t) as
            case when starts_with(t, '10') or starts_with(t, '2') then left(t, 2) else left(t, 3) end;
        -- eleven digits of the mobile plan and nothing else (a spreadsheet's `e` could pass for a digit)
        create or replace temp macro simple(c) as {simple} and strlen(c) = 11 and left(c, 3) in ({_listed("mobile")})
            and try_cast(c as bigint) >= 13000000000 and not contains(c, 'e') and not contains(c, 'E');
        create or replace temp macro mobile_type(c) as
            case when left(c, 3) in ({_listed("virtual")}) then 'virtual' else 'mobile' end;
        """,
    )


def _listed(kind: str) -> str:
    """Prefixes of the mobile plan (all), or of the virtual operators only."""
    found = table("mobile_prefixes")
    return ", ".join(quoted(row["prefix"]) for row in found if kind == "mobile" or row["type"] == kind)


def region_of(row: dict[str, str]) -> str:
    """`广东 深圳`; one name for the four municipalities; several cities as `辽宁 沈阳/铁岭`."""
    city = row["city"].replace("|", "/")
    return city if city == row["province"] else f"{row['province']} {city}".strip()


NATIONAL = """
    select o.* exclude (t, n, area), o.area, p.type as mobile_type, a.region,
        case
            when strlen(t) = 11 and p.prefix is not null then '+86' || t
            when strlen(n) = 10 and left(n, 3) in ('400', '800') then '+86' || n
            when pure and not cc and (SHORT) then '+86' || n
            when a.area is not null and not starts_with(t, '1') = not starts_with(a.area, '1')
                 and (cc or t <> n or pure and (starts_with(n, '10') or n[1] not in ('1', '6', '8')))
                 and substr(t, strlen(a.area) + 1, 1) between '2' and '8'
                 and (strlen(t) - strlen(a.area) = 8 and a.eight or strlen(t) - strlen(a.area) = 7 and a.seven)
                 then '+86' || t
        end as e164,
        case
            when strlen(t) = 11 and p.prefix is not null then p.type
            when strlen(n) = 10 and left(n, 3) in ('400', '800') or pure and not cc and (SHORT) then 'service'
            else 'landline'
        end as type
    from (
        select *, area_of(t) as area from (select *, trunkless(n) as t from (
            select * exclude (d), rest(d).n as n, rest(d).cc as cc from {source}))
    ) o
    left join prefixes p on strlen(t) = 11 and p.prefix = left(t, 3)
    left join areas a on a.area = o.area
""".replace(
    "SHORT",
    " or ".join(
        f"starts_with(n, '{row['prefix']}') and strlen(n) = {row['digits']}"
        for row in table("service_numbers")
        if row["prefix"] in ("95", "96")
    ),
)
"""Digits (`d` of {source}) to E.164, type and region; e164 is null when it is not exactly one Chinese number.

`pure`: the cell is these digits and nothing else; then 95/96 numbers count, and a landline may have lost its 0.
"""

WHY_NONE = """
    case when national = repeat(national[1], strlen(national)) or contains('01234567890123456789', national)
              then case when strlen(h) < 3 or h in ('0', '00') then 'number_missing' else 'number_junk' end
         when strlen(national) in (7, 8) and national[1] between '2' and '8' and left(national, 3) not in ('400', '800')
              then 'number_without_area_code'
         when strlen(ltrim(national, '0')) < 10 or (national[1] = '1' and strlen(national) < 11)
              then 'number_too_short'
         when strlen(ltrim(national, '0')) > 11 then 'number_too_long' else 'number_impossible' end
""".replace("national", "regexp_replace(h, '^(0086|86([0-9]{9}))', '\\2')")
"""Why bare digits are no number; the same answers as `careful_numbers.why_none`."""
