"""The numbers of every row as E.164 (product §2.2).

A cell that is one bare mobile number needs no reading: `SIMPLE`. All other filled cells are open: tier 1 looks
at whole cells without taking them apart, tier 2 takes numbers out of texts with one regular expression, and only
the distinct texts that are still open are read with all care (`careful_numbers`).
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.careful_numbers import Found, extract
from callwright.flow.lists.clean.engine import count, hold, quoted, run
from callwright.flow.lists.clean.fast_numbers import (
    AMBIGUOUS,
    LOST,
    NATIONAL,
    PARTS,
    TOKEN,
    WHOLE,
    WHY_NONE,
    prepare,
    region_of,
)
from callwright.flow.lists.clean.knowledge import table, words

NUMBER = "struct(e164 varchar, type varchar, region varchar, extension varchar)"
TABLES = ("open_cells", "whole", "tokens", "careful_cells", "careful", "by_cell", "read_numbers")
_LEFTOVER = pa.schema(
    [
        ("h", pa.string()),
        ("code", pa.string()),
        ("found", pa.list_(pa.struct([(n, pa.string()) for n in ("e164", "type", "region", "extension")]))),
    ]
)


def lone_cell(places: int) -> str:
    """SQL over `raw`: the number cell of a row that has exactly one filled; null otherwise."""
    columns = [f"cell_{place}" for place in range(places)]
    if not columns:
        return "null::varchar"
    if len(columns) == 1:
        return columns[0]
    filled = " + ".join(f"({column} is not null)::int" for column in columns)
    return f"case when {filled} = 1 then coalesce({', '.join(columns)}) end"


def read_open_cells(con: duckdb.DuckDBPyConnection, places: int, country: str) -> dict[str, int]:
    """Temp table `read_numbers` (row, numbers, code) of rows of `raw` whose cells are not simple; counts per tier."""
    chinese = country == "CN"
    prepare(con, simple=chinese)
    _open_cells(con, places)
    _whole_cells(con, enabled=chinese)
    _tokens(con, enabled=chinese)
    leftovers = _leftovers(con, country)
    _gather(con, single=places <= 1)
    return {
        "open": count(con, "select count(*) from open_cells"),
        "tier_1": count(con, "select count(*) from whole where e164 is not null"),
        "tier_2": count(con, "select count(*) from tokens"),
        "leftovers": leftovers,
    }


def _open_cells(con: duckdb.DuckDBPyConnection, places: int) -> None:
    """One line per filled number cell that is not simple; `place` is its column's position in the mapping."""
    selects = [
        f"""select row, {place}::utinyint as place, cell_{place} as cell from raw
            where cell_{place} is not null and not coalesce(simple({lone_cell(places)}), false)"""
        for place in range(places)
    ]
    nothing = "select 0::bigint as row, 0::utinyint as place, '' as cell where false"
    run(
        con,
        f"""create or replace temp table open_cells as
            select * from (select row, place, cell, trim(half(cell)) as h
                from ({" union all ".join(selects) or nothing})) where h <> ''""",
    )


def _whole_cells(con: duckdb.DuckDBPyConnection, *, enabled: bool) -> None:
    """Tier 1: the cell is one number with separators at most, or bare digits of which can be said why they are none."""
    source = f"""(select row, place, bare(h) as d, h, regexp_full_match(h, '[0-9]+') as pure
        from open_cells where {enabled} and strlen(h) between 3 and 20 and regexp_full_match(h, {quoted(WHOLE)}))"""
    run(
        con,
        f"""create or replace temp table whole as
            select row, place, case when fits then e164 end as e164, type,
                case when type = 'landline' then region end as region, case when not fits then {WHY_NONE} end as code
            from (select *, coalesce(e164 is not null
                  and (type <> 'service' or pure or regexp_matches(h, '^''?[48]00'))
                  and (type <> 'landline' or contains(h, area)) and (type = 'landline' or not starts_with(h, '('))
                  and (not cc or regexp_matches(h, '^''?[+]?(00)?86'))
                  and (type <> 'landline' or regexp_full_match(h, '\\+?[0-9]+')
                       or not regexp_matches(h, '[0-9]-[0-9]{{1,3}}$')), false) as fits
                from ({NATIONAL.format(source=source)}))
            where fits or (pure and (not starts_with(h, '00') or starts_with(h, '0086')))""",
    )


def _tokens(con: duckdb.DuckDBPyConnection, *, enabled: bool) -> None:
    """Tier 2: one or several numbers in a text; only when all digits of the cell are used up by valid numbers."""
    source = f"""(select row, place, position, part.extension, false as pure,
            regexp_replace(part.number, '[^0-9]', '', 'g') as d from (
            select row, place, position, regexp_extract(token, {quoted(PARTS)}, ['number', 'extension']) as part
            from (select row, place, unnest(found) as token, generate_subscripts(found, 1) as position from (
                select row, place, regexp_extract_all(h, {quoted(TOKEN)}) as found
                from open_cells anti join whole using (row, place)
                where {enabled} and strlen(h) >= 10 and not contains(h, '分机')
                  and not regexp_matches(h, {quoted(AMBIGUOUS)})
                  and not regexp_matches(regexp_replace(h, {quoted(TOKEN)}, '', 'g'), '[0-9+]')))))"""
    run(
        con,
        f"""create or replace temp table tokens as
            with read as ({NATIONAL.format(source=source)})
            select row, place, list({{'e164': e164, 'type': type,
                     'region': case when type = 'landline' then region end,
                     'extension': nullif(extension, '')}} order by position) as found
            from read group by row, place having count(*) = count(e164)""",
    )


def _leftovers(con: duckdb.DuckDBPyConnection, country: str) -> int:
    """What both tiers left open: placeholders by a list, the rest read with care, each distinct text once."""
    listed = ", ".join(quoted(word) for word in words("placeholders"))
    run(
        con,
        f"""create or replace temp table careful_cells as
            select o.row, o.place, o.h,
              case when h in ({listed}) or not regexp_matches(h, '[0-9]{{2}}|[0-9].*[0-9].*[0-9]') then 'number_missing'
                   when regexp_full_match(h, {quoted(LOST)}) then 'number_lost_digits' end as code
            from open_cells o anti join whole using (row, place) anti join tokens using (row, place)""",
    )
    texts = [str(row[0]) for row in run(con, "select distinct h from careful_cells where code is null")]
    read = [_careful(text, country) for text in texts]
    hold(con, "careful", pa.Table.from_pylist(read, schema=_LEFTOVER))
    return len(texts)


def _careful(text: str, country: str) -> dict[str, object]:
    extraction = extract(text, country)
    return {"h": text, "code": extraction.code, "found": [_plain(number) for number in extraction.numbers]}


def _plain(number: Found) -> dict[str, str | None]:
    region = next((region_of(row) for row in table("area_codes") if row["area"] == number.area), None)
    return {
        "e164": number.e164,
        "type": number.type,
        "region": region if number.area else None,
        "extension": number.extension,
    }


def _gather(con: duckdb.DuckDBPyConnection, *, single: bool) -> None:
    """Per row: all numbers in the order of columns and cells, without doubles; else the most telling code."""
    run(
        con,
        f"""create or replace temp table by_cell as
            select row, place, case when e164 is null then [] else
                [{{'e164': e164, 'type': type, 'region': region, 'extension': null::varchar}}] end::{NUMBER}[] as found,
                code from whole
            union all select row, place, found::{NUMBER}[], null from tokens
            union all select o.row, o.place, coalesce(c.found, [])::{NUMBER}[], coalesce(o.code, c.code)
                from careful_cells o left join careful c on c.h = o.h and o.code is null""",
    )
    joined = (
        "select row, found as numbers, code from by_cell"
        if single
        else """select row, flatten(list(found order by place)) as numbers,
                arg_max(code, case code when 'number_missing' then 0 when 'number_junk' then 1 else 2 end) as code
                from by_cell group by row"""
    )
    run(
        con,
        f"""create or replace temp table read_numbers as
            select row, {undoubled("numbers")} as numbers, case when len(numbers) = 0 then code end as code
            from ({joined})""",
    )


def undoubled(numbers: str) -> str:
    """SQL: the first of each e164 of a list of numbers, order kept."""
    return f"""case when len({numbers}) < 2 then {numbers} else list_filter({numbers},
        lambda n, i: list_position(list_transform({numbers}, lambda m: m.e164), n.e164) = i) end"""
