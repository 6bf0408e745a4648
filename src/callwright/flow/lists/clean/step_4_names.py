"""Step 4: companies and persons: a clean form to show, and keys to match by (product §2.2)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean import name_patterns as patterns
from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.knowledge import words
from callwright.flow.lists.clean.traditional import pairs
from callwright.flow.lists.clean.work import Work, field_rows

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_WIDE = "".join(chr(ord(letter) + 0xFEE0) for letter in _LETTERS) + "　()＆．"
_PLAIN = _LETTERS + " （）&."


def clean_names(work: Work, target: Path) -> dict[str, object]:
    """Write names.parquet: row, company, company_key, core, brand, trade, name_city, person, full_name, surname."""
    con = work.connection
    prepare(work)
    run(
        con,
        f"create or replace temp table raw_names as {field_rows(work, {'company': 'raw', 'person': 'raw_person'})}",
    )
    run(
        con,
        f"copy ({NAMED.format(source='raw_names')}) to {quoted(target / 'names.parquet')} (format parquet)",
    )
    facts = _facts(work, target)
    run(con, "drop table raw_names")
    return facts


def prepare(work: Work) -> None:
    """The macros of this step on a connection; also used for known contacts."""
    traditional, simplified = pairs()
    listed = ", ".join(quoted(word) for word in words("placeholders"))
    con = work.connection
    run(
        con,
        f"""
        create or replace temp macro tidy(s) as case when contains(s, ' ') or contains(s, '　') or contains(s, chr(10))
                or contains(s, '(') or regexp_matches(s, '[Ａ-Ｚａ-ｚ０-９＆．]')
            then trim(regexp_replace(regexp_replace(translate(s, {quoted(_WIDE)}, {quoted(_PLAIN)}), '\\s+', ' ', 'g'),
                '([^\\x00-\\x7f]) | ([^\\x00-\\x7f])', '\\1\\2', 'g')) else s end;
        create or replace temp macro filled(s) as case when s is null or s in ('', {listed}) then null else s end;
        create or replace temp macro simple(s) as
            case when regexp_matches(s, {quoted("[" + traditional + "]")})
                 then translate(s, {quoted(traditional)}, {quoted(simplified)}) else s end;
        create or replace temp macro joined(s) as
            case when regexp_matches(s, '[（）() 　·.,，。、\\-_*"“”''’‘]') then
                 regexp_replace(s, '[（）() 　·.,，。、\\-_*"“”''’‘]', '', 'g') else s end;
        create or replace temp macro formless(s) as case
            when not suffix(s, '司') then regexp_replace(s, {quoted(patterns.any_form())}, '')
            when suffix(s, '有限公司') or suffix(s, '有限责任公司')
                then regexp_replace(regexp_replace(s, {quoted(patterns.legal_form())}, ''),
                    '(..)(?:股.?|有限?|份)$', '\\1')
            else regexp_replace(s, {quoted(patterns.any_form())}, '') end;
        create or replace temp macro title_free(s) as regexp_replace(s, {quoted(patterns.title())}, '');
        """,
    )


NAMED = (
    """
    with tidied as (
        select row, filled(trim(tidy(raw))) as company, filled(trim(tidy(raw_person))) as person from {source}
    ), simplified as (
        select *, simple(lower(company)) as s,
               case when contains(company, '（') or contains(company, '）')
                    then regexp_extract(company, 'BRACKETS', ['a', 'b']) end as bracket,
               title_free(person) as given
        from tidied
    ), bare as (
        select *, joined(case when bracket.a <> '' or bracket.b <> ''
                    then regexp_replace(s, 'BRACKETS', '') else s end) as n,
               coalesce(nullif(bracket.a, ''), nullif(bracket.b, '')) as bracket_city
        from simplified
    ), placed as (
        select *, case when bracket_city is null then regexp_extract(n, 'FRONT', ['p', 'c', 'm']) end as front,
               formless(n) as f
        from bare
    ), cored as (
        select *, coalesce(bracket_city, nullif(front.c, ''), nullif(front.m, '')) as city_1,
               case when front.c <> '' or front.m <> '' then regexp_replace(f, 'FRONT', '') else f end as k1
        from placed
    ), ended as (
        select *, case when city_1 is null then nullif(regexp_extract(k1, 'END', 1), '') end as city_2,
               nullif(regexp_extract(k1, 'PROVINCE', 1), '') as province_1
        from cored
    ), keyed as (
        select *, case when city_2 is not null and length(k1) > length(city_2) + 2 then regexp_replace(k1, 'END', '')
                       when province_1 is not null and length(k1) > length(province_1) + 3 and city_1 is null
                            then regexp_replace(k1, 'PROVINCE', '')
                       when length(k1) < 2 then f else k1 end as core
        from ended
    ), split as (
        select *, regexp_extract(core, 'TRADE', ['brand', 'trade']) as parts from keyed
    )
    select row, company, nullif(core, '') || coalesce('@' || coalesce(city_1, city_2), '') as company_key,
           nullif(core, '') as core, nullif(parts.brand, '') as brand, nullif(parts.trade, '') as trade,
           coalesce(city_1, city_2) as name_city, province_1 as name_province, person,
           case when length(given) between 2 and 4 and given = person
                  and regexp_full_match(given, '[\\x{{4e00}}-\\x{{9fff}}]+')
                     then given
                when strlen(given) = length(given) and length(given) > 3 then lower(given) end as full_name,
           case when given <> '' then case when left(given, 2) in (DOUBLES) then left(given, 2) else left(given, 1) end
                when person is not null then left(person, 1) end as surname
    from split
""".replace("BRACKETS", patterns.place_in_brackets().replace("(" + patterns.alternatives(()) + ")", "()"))
    .replace("FRONT", patterns.place_in_front())
    .replace("END", patterns.place_at_end())
    .replace("PROVINCE", patterns.province_in_front())
    .replace("TRADE", patterns.trade().replace("{", "{{").replace("}", "}}"))
    .replace("DOUBLES", ", ".join(quoted(name) for name in words("double_surnames")))
)


def _facts(work: Work, target: Path) -> dict[str, object]:
    """Counts and examples of the name rules."""
    con = work.connection
    names = quoted(target / "names.parquet")
    rules = {
        "name_blanks": ("raw <> company and replace(raw, ' ', '') = replace(company, ' ', '')", "company"),
        "name_brackets": ("contains(raw, '(') and contains(company, '（')", "company"),
        "name_key": ("company_key is not null", "company_key"),
        "person_title": ("full_name is null and surname is not null and person <> surname", "surname"),
    }
    found: list[dict[str, object]] = []
    for code, (condition, after) in rules.items():
        before = "raw_person" if code.startswith("person") else "raw"
        source = f"from raw_names join {names} using (row) where {condition}"
        examples = run(con, f"select {before}, {after} {source} order by row limit 3")
        hits = count(con, f"select count(*) {source}")
        found.append({"code": code, "count": hits, "examples": [[str(a), str(b)] for a, b in examples]})
    return {"rules": found, "rows": count(con, f"select count(*) from {names}")}
