"""Companies and persons: a clean form to show, and the key a company is matched by (product §2.2).

Most names are written plainly; one look (`odd`) tells those that need care. Places are found by looking up the
first two characters, not by trying every city: only where that leaves a doubt, the patterns decide.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean import name_patterns as patterns
from callwright.flow.lists.clean.engine import hold, quoted, run
from callwright.flow.lists.clean.knowledge import cities, provinces, words
from callwright.flow.lists.clean.traditional import pairs

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_WIDE = "".join(chr(ord(letter) + 0xFEE0) for letter in _LETTERS) + "　()＆．"
_PLAIN = _LETTERS + " （）&."
_SIGNS = "（）() 　·.,，。、\\-_*\"“”''’‘"
_LONGEST = max(len(word.encode()) for word in words("placeholders"))
_ODD = "[\\s" + _SIGNS + "Ａ-Ｚａ-ｚ０-９＆．A-ZTRADITIONAL]"
_LAST = "司团业伙户份限有股"
"""Last characters of what may stand in front of 有限公司 and still belong to the legal form."""


def prepare_names(con: duckdb.DuckDBPyConnection) -> None:
    """The macros and small tables of names on a connection."""
    traditional, simplified = pairs()
    listed = ", ".join(quoted(word) for word in words("placeholders"))
    run(
        con,
        f"""
        create or replace temp macro half_letters(s) as case when regexp_matches(s, '[Ａ-Ｚａ-ｚ０-９＆．]')
            then translate(s, {quoted(_WIDE)}, {quoted(_PLAIN)}) else s end;
        create or replace temp macro one_blank(s) as trim(regexp_replace(regexp_replace(s, '[\\s　]+', ' ', 'g'),
            '([^\\x00-\\x7f]) | ([^\\x00-\\x7f])', '\\1\\2', 'g'));
        -- (a macro's argument is copied to each place it stands in: only columns go in twice)
        create or replace temp macro tidy(s) as case when regexp_matches(s, '[\\s　]')
            then one_blank(replace(replace(half_letters(s), '(', '（'), ')', '）'))
            else replace(replace(half_letters(s), '(', '（'), ')', '）') end;
        create or replace temp macro filled(s) as
            case when strlen(s) > {_LONGEST} then s when s in ('', {listed}) then null else s end;
        create or replace temp macro odd(s) as regexp_matches(s,
            {quoted(_ODD.replace("TRADITIONAL", traditional))});
        create or replace temp macro simple_text(s) as case when regexp_matches(s, {quoted("[" + traditional + "]")})
            then translate(s, {quoted(traditional)}, {quoted(simplified)}) else s end;
        create or replace temp macro joined(s) as regexp_replace(s, {quoted("[" + _SIGNS + "]")}, '', 'g');
        -- whether the last characters could still belong to the legal form
        create or replace temp macro ends_open(s) as
            contains({quoted(_LAST)}, right(s, 1)) or left(right(s, 2), 1) = '股';
        create or replace temp macro without_form(s) as case
            when suffix(s, '有限公司') or suffix(s, '有限责任公司')
                then regexp_replace(regexp_replace(s, {quoted(patterns.legal_form())}, ''),
                    '(..)(?:股.?|有限?|份)$', '\\1')
            else regexp_replace(s, {quoted(patterns.any_form())}, '') end;
        """,
    )
    _tables(con)


def prepare_name_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Macros for what only matching looks at: `trade_of`, `title_free`, `full_name_of`, `surname_of`."""
    doubles = ", ".join(quoted(name) for name in words("double_surnames"))
    run(
        connection,
        f"""
        create or replace temp macro trade_of(core) as regexp_extract(substr(core, 2), {quoted(patterns.trade())});
        create or replace temp macro title_free(s) as case when right(s, 1) in ({title_ends()})
            then regexp_replace(s, {quoted(patterns.title())}, '') else s end;
        create or replace temp macro full_name_of(person, given) as
            case when length(given) between 2 and 4 and given = person
                      and regexp_full_match(given, '[\\x{{4e00}}-\\x{{9fff}}]+') then given
                 when strlen(given) = length(given) and length(given) > 3 then lower(given) end;
        create or replace temp macro surname_of(person, given) as
            case when given <> ''
                      then case when left(given, 2) in ({doubles}) then left(given, 2) else left(given, 1) end
                 when person is not null then left(person, 1) end;
        """,
    )


def title_ends() -> str:
    """SQL list of the characters a title can end with."""
    return ", ".join(quoted(end) for end in sorted({title[-1] for title in words("titles")}))


def _tables(con: duckdb.DuckDBPyConnection) -> None:
    """`heads`: what a name may begin with, by its first two characters; `bracketed`: cities inside brackets."""
    heads = [
        {"head": head, "head_word": word, "head_city": city}
        for head, (word, city) in patterns.name_heads().items()
    ]
    hold(con, "heads", pa.Table.from_pylist(heads))
    written = [(place, city) for city in cities() for place in (city, f"{city}市")]
    bracketed = [{"in_bracket": place, "bracket_place": city} for place, city in written]
    hold(con, "bracketed", pa.Table.from_pylist(bracketed))


NAMED = (
    """
    looked_at as (
        select *, odd(company) as odd_company, odd(person) as odd_person from {source}
    ), tidied as (
        select * replace (case when odd_company then tidy(company) else company end as company,
                          case when odd_person then tidy(person) else person end as person),
               company as raw_company
        from looked_at
    ), opened as (
        select * exclude (odd_company, odd_person, raw_company)
                   replace (filled(company) as company, filled(person) as person),
               case when odd_company and company <> raw_company then
                    case when contains(raw_company, '(') then 'name_brackets' else 'name_blanks' end end as name_rule,
               case when odd_company then lower(simple_text(company)) end as strange,
               case when contains(company, '（')
                    then split_part(split_part(company, '（', 2), '）', 1) end as inside
        from tidied
    ), bracketed_names as (
        select * exclude (inside, strange, in_bracket, bracket_place),
               case when bracket_place is not null then bracket_place
                    when contains(strange, '（') or contains(strange, '）') then nullif(coalesce(
                        nullif(regexp_extract(strange, 'BRACKETS', 1), ''), regexp_extract(strange, 'BRACKETS', 2)), '')
                    end as bracket_city,
               case when company is null then null when strange is null then company
                    when bracket_place is not null then joined(replace(strange, '（' || inside || '）', ''))
                    when contains(strange, '（') or contains(strange, '）')
                         then joined(regexp_replace(strange, 'BRACKETS', ''))
                    else joined(strange) end as n
        from opened left join bracketed on in_bracket = inside
    ), headed as (
        select * exclude (head, head_word, head_city),
               case when head is null or bracket_city is not null then null
                    when head_city <> '' then case when starts_with(n, head_word) then head_city end
                    else nullif(regexp_extract(n, 'FRONT', 2) || regexp_extract(n, 'FRONT', 3), '') end as front_city,
               case when head is null or bracket_city is not null then 0
                    when head_city <> ''
                         then length(head_word) + starts_with(substr(n, length(head_word) + 1), '市')::int
                    else length(regexp_extract(n, 'FRONT')) end as front_length
        from bracketed_names left join heads on head = left(n, 2)
    ), formless as (
        select *, case
                when suffix(n, '公司') then case
                    when suffix(n, '股份有限公司') and not ends_open(left(n, length(n) - 6)) then left(n, length(n) - 6)
                    when suffix(n, '有限责任公司') and not ends_open(left(n, length(n) - 6)) then left(n, length(n) - 6)
                    when suffix(n, '有限公司') and not ends_open(left(n, length(n) - 4)) then left(n, length(n) - 4)
                    else without_form(n) end
                when suffix(n, '司') or contains(n, '限') or contains(n, '集团') or contains(n, '合伙')
                     or contains(n, '企业') or contains(n, '工商户') then without_form(n)
                else n end as f
        from headed
    ), cored as (
        select * exclude (front_city, front_length), coalesce(bracket_city, front_city) as city_1,
               case when front_city is not null then substr(f, front_length + 1) else f end as k1
        from formless
    ), ended as (
        select *, case when city_1 is null then nullif(regexp_extract(k1, 'END', 1), '') end as city_2,
               case when left(k1, 2) in (PROVINCES) then nullif(regexp_extract(k1, 'PROVINCE', 1), '') end
                   as name_province
        from cored
    ), keyed as (
        select * exclude (k1, f, n, city_1, city_2, bracket_city), coalesce(city_1, city_2) as name_city,
               nullif(case when city_2 is not null and length(k1) > length(city_2) + 2
                            then regexp_replace(k1, 'END', '')
                       when name_province is not null and length(k1) > length(name_province) + 3 and city_1 is null
                            then regexp_replace(k1, 'PROVINCE', '')
                       when length(k1) < 2 then f else k1 end, '') as core
        from ended
    ), named as (
        select *, core || coalesce('@' || name_city, '') as company_key from keyed
    )
""".replace("BRACKETS", patterns.place_in_brackets())
    .replace("FRONT", patterns.place_in_front())
    .replace("END", patterns.place_at_end())
    .replace("PROVINCES", ", ".join(quoted(province[:2]) for province in provinces()))
    .replace("PROVINCE", patterns.province_in_front())
)
"""From {source} (row, company, person, …) on: names made clean, core, name_city, name_province, company_key."""
