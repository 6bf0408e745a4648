"""Step 3: the numbers of every row as E.164.

Tier 1 looks at whole cells without a regular expression, tier 2 takes numbers out of the rest with one,
and only distinct cells that are still open are read with all care (`careful_numbers`).
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from callwright.flow.lists.clean.careful_numbers import Found, extract
from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.fast_numbers import (
    AMBIGUOUS,
    LOST,
    NATIONAL,
    PARTS,
    TOKEN,
    WHOLE,
    prepare,
    region_of,
)
from callwright.flow.lists.clean.knowledge import table, words
from callwright.flow.lists.clean.work import Work, mappings_of, rows_of, staged

NUMBER = "struct(e164 varchar, type varchar, region varchar, extension varchar)"
_LEFTOVER = pa.schema(
    [
        ("h", pa.string()),
        ("code", pa.string()),
        (
            "found",
            pa.list_(pa.struct([(n, pa.string()) for n in ("e164", "type", "region", "extension")])),
        ),
    ]
)


def clean_numbers(work: Work, target: Path) -> dict[str, object]:
    """Write numbers.parquet (row, numbers, code): rows with a filled number cell; code where numbers is empty."""
    con = work.connection
    prepare(con)
    _cells(work)
    chinese = work.default_country == "CN"
    _whole_cells(work, enabled=chinese)
    _tokens(work, enabled=chinese)
    leftovers = _leftovers(work)
    _gather(work, target)
    facts = _facts(work)
    for name in ("cells", "whole", "tokens", "careful", "careful_cells", "open_cells", "by_cell"):
        run(con, f"drop table if exists {name}")
    return {**facts, "leftovers": leftovers}


def _cells(work: Work) -> None:
    """One line per filled number cell; `place` is the number column's position in the mapping."""
    selects = [
        rows_of(
            work,
            file,
            f"{place}::utinyint as place, {file.position(column)} as cell",
            f"{file.position(column)} is not null",
        )
        for file, mapping in zip(staged(work), mappings_of(work), strict=True)
        for place, column in enumerate(mapping.phones)
    ]
    nothing = "select 0::bigint as row, 0::utinyint as place, '' as cell where false"
    run(
        work.connection,
        f"""create or replace temp table cells as
            select row, place, cell, trim(half(cell)) as h from ({" union all ".join(selects) or nothing})
            where trim(cell) <> ''""",
    )


def _whole_cells(work: Work, *, enabled: bool) -> None:
    """Tier 1: the cell is one number with separators at most."""
    source = f"""(select row, place, bare(h) as d, h from cells
        where {enabled} and strlen(h) between 10 and 20 and regexp_full_match(h, {quoted(WHOLE)}))"""
    run(
        work.connection,
        f"""create or replace temp table whole as
            select row, place, h, e164, type, case when type = 'landline' then region end as region
            from ({NATIONAL.format(source=source)}) where e164 is not null
              and (type <> 'service' or regexp_matches(h, '^''?[48]00'))
              and (type <> 'landline' or contains(h, area)) and (type = 'landline' or not starts_with(h, '('))
              and (not cc or regexp_matches(h, '^''?[+]?(00)?86'))
              and (type <> 'landline' or regexp_full_match(h, '\\+?[0-9]+')
                   or not regexp_matches(h, '[0-9]-[0-9]{{1,3}}$'))""",
    )


def _tokens(work: Work, *, enabled: bool) -> None:
    """Tier 2: one or several numbers in a text; only when all digits of the cell are used up by valid numbers."""
    con = work.connection
    run(
        con,
        """create or replace temp table open_cells as
            select c.row, c.place, c.h from cells c anti join whole w using (row, place)""",
    )
    source = f"""(select row, place, position, part.extension,
            regexp_replace(part.number, '[^0-9]', '', 'g') as d from (
            select row, place, position, regexp_extract(token, {quoted(PARTS)}, ['number', 'extension']) as part
            from (select row, place, unnest(found) as token, generate_subscripts(found, 1) as position from (
                select row, place, regexp_extract_all(h, {quoted(TOKEN)}) as found from open_cells
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


def _leftovers(work: Work) -> int:
    """What both tiers left open: placeholders by a list, the rest read with care, each distinct text once."""
    con = work.connection
    listed = ", ".join(quoted(word) for word in words("placeholders"))
    run(
        con,
        f"""create or replace temp table careful_cells as
            select o.row, o.place, o.h,
              case when h in ({listed}) or not regexp_matches(h, '[0-9]{{2}}|[0-9].*[0-9].*[0-9]') then 'number_missing'
                   when regexp_full_match(h, {quoted(LOST)}) then 'number_lost_digits' end as code
            from open_cells o anti join tokens using (row, place)""",
    )
    texts = [str(row[0]) for row in run(con, "select distinct h from careful_cells where code is null")]
    read = [_careful(text, work.default_country) for text in texts]
    arrow = pa.Table.from_pylist(read, schema=_LEFTOVER)
    con.register("careful_arrow", arrow)
    run(con, "create or replace temp table careful as select * from careful_arrow")
    con.unregister("careful_arrow")
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


def _gather(work: Work, target: Path) -> None:
    """Per row: all numbers in the order of columns and cells, without doubles; else the most telling code."""
    run(
        work.connection,
        f"""create or replace temp table by_cell as
            select row, place,
                [{{'e164': e164, 'type': type, 'region': region, 'extension': null::varchar}}]::{NUMBER}[]
                as found, null::varchar as code from whole
            union all select row, place, found::{NUMBER}[], null from tokens
            union all select o.row, o.place, c.found::{NUMBER}[], coalesce(o.code, c.code)
                from careful_cells o left join careful c on c.h = o.h and o.code is null""",
    )
    single = all(len(mapping.phones) <= 1 for mapping in mappings_of(work))
    joined = (
        "select row, coalesce(found, []) as numbers, code from by_cell"
        if single
        else """select row, flatten(list(coalesce(found, []) order by place)) as numbers,
                arg_max(code, case code when 'number_missing' then 0 when 'number_junk' then 1 else 2 end) as code
                from by_cell group by row"""
    )
    run(
        work.connection,
        f"""copy (select row, {_undoubled("numbers")} as numbers, case when len(numbers) = 0 then code end as code
              from ({joined})) to {quoted(target / "numbers.parquet")} (format parquet)""",
    )


def _undoubled(numbers: str) -> str:
    """The first of each e164, order kept."""
    return f"""case when len({numbers}) < 2 then {numbers} else list_filter({numbers},
        lambda n, i: list_position(list_transform({numbers}, lambda m: m.e164), n.e164) = i) end"""


def _facts(work: Work) -> dict[str, object]:
    """How often each rule of product §2.2 had something to do, with examples."""
    con = work.connection
    rules = {
        "full_width": "h <> trim(cell) and regexp_matches(cell, '[０-９]')",
        "country_code": "starts_with(h, '+86') or starts_with(h, '0086') or starts_with(h, '86')",
        "separators": "regexp_full_match(h, '[0-9]{3,4}[- ][0-9 -]+')",
        "area_in_brackets": "starts_with(h, '(0')",
        "decimal_tail": "suffix(h, '.0')",
        "label": "strlen(h) <> length(h) and regexp_matches(h, '[\\x{4e00}-\\x{9fff}][:： )]*[0-9+]')",
        "quote": "starts_with(h, '''')",
        "trunk_zero": "starts_with(h, '01') and strlen(h) = 12",
    }
    found: list[dict[str, object]] = []
    for code, condition in rules.items():
        examples = run(
            con,
            f"""select any_value(c.cell),
                min(list_aggregate(list_transform(b.found, lambda n: n.e164), 'string_agg', ' | '))
                from cells c join by_cell b using (row, place) where ({condition}) and len(b.found) > 0
                group by c.row order by c.row limit 3""",
        )
        hits = count(con, f"select count(*) from cells where {condition}")
        found.append({"code": code, "count": hits, "examples": [[str(a), str(b)] for a, b in examples]})
    several = count(con, "select count(*) from by_cell where len(found) > 1")
    extensions = count(
        con,
        "select count(*) from by_cell where len(found) > 0 "
        "and list_any_value(list_transform(found, lambda n: n.extension)) is not null",
    )
    found.append({"code": "several_numbers", "count": several, "examples": []})
    found.append({"code": "extension", "count": extensions, "examples": []})
    return {
        "rules": found,
        "rows": count(con, "select count(*) from cells"),
        "tier_1": count(con, "select count(*) from whole"),
        "tier_2": count(con, "select count(*) from tokens"),
    }
