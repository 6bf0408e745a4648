"""How often each cleaning rule had something to do, with examples (product §2.2)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from typing import cast

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.name_patterns import title
from callwright.flow.lists.clean.names import title_ends
from callwright.flow.lists.clean.work import Work, field_rows

EXAMPLES = 3
NUMBER_RULES = {
    "full_width": "regexp_matches(cell, '[０-９]')",
    "country_code": "starts_with(h, '+86') or starts_with(h, '0086') or starts_with(h, '86')",
    "separators": "regexp_full_match(h, '[0-9]{3,4}[- ][0-9 -]+')",
    "area_in_brackets": "starts_with(h, '(0')",
    "decimal_tail": "suffix(h, '.0')",
    "label": "strlen(h) <> length(h) and regexp_matches(h, '[\\x{4e00}-\\x{9fff}][:： )]*[0-9+]')",
    "quote": "starts_with(h, '''')",
    "trunk_zero": "starts_with(h, '01') and strlen(h) = 12",
    "several_numbers": "len(found) > 1",
    "extension": "len(list_filter(found, lambda n: n.extension is not null)) > 0",
}


NAME_RULES = {
    "name_blanks": "name_rule = 'name_blanks'",
    "name_brackets": "name_rule = 'name_brackets'",
    "name_key": "company_key is not null",
    "person_title": "right(person, 1) in (ENDS) and regexp_matches(person, '.TITLES')",
    "address_parts": "stated_city is not null and street_text <> ''",
}
_AFTER = {
    "name_key": ("company", "company_key"),
    "person_title": ("person", "regexp_replace(person, 'TITLES', '')"),
    "address_parts": ("address", "concat_ws(' · ', province, city, district, street_text)"),
}


def rule_counts(work: Work, clean: str) -> list[dict[str, object]]:
    """One entry per rule: `code`, `count`, `examples` (before, after)."""
    return [*_number_rules(work), *_name_rules(work, clean)]


def _number_rules(work: Work) -> list[dict[str, object]]:
    """All rules in one look at the open cells."""
    asked = ", ".join(
        f"count(*) filter ({condition}), min_by({{b: cell, a: after}}, (row, place), {EXAMPLES})"
        f" filter (({condition}) and after is not null)"
        for condition in NUMBER_RULES.values()
    )
    after = "array_to_string(list_transform(found, lambda n: n.e164), ' | ')"
    (found,) = run(
        work.connection,
        f"""select {asked} from (select c.row, c.place, c.cell, c.h, b.found,
                case when len(b.found) > 0 then {after} end as after
            from open_cells c join by_cell b using (row, place))""",
    )
    return _entries(NUMBER_RULES, found)


def _name_rules(work: Work, clean: str) -> list[dict[str, object]]:
    """The rules of names and addresses; what a name was before stands in the staged table only."""
    titles = {"TITLES": title(), "ENDS": title_ends()}
    asked = ", ".join(
        f"count(*) filter ({condition}), min_by({{b: {before}, a: {after}}}, row, {EXAMPLES}) filter ({condition})"
        for condition, (before, after) in (
            (c, _AFTER.get(code, ("row", "company"))) for code, c in NAME_RULES.items()
        )
    )
    for word, meant in titles.items():
        asked = asked.replace(word, meant)
    (found,) = run(work.connection, f"select {asked} from {clean}")
    entries = _entries(NAME_RULES, found)
    changed = [pair for entry in entries[:2] for pair in cast("list[list[str]]", entry["examples"])]
    raw = _raw_names(work, [int(row) for row, _ in changed])
    for pair in changed:
        pair[0] = raw[int(pair[0])]
    return entries


def _raw_names(work: Work, rows: list[int]) -> dict[int, str]:
    """The company cells of a few rows as they came."""
    if not rows:
        return {}
    asked = f"select row, raw from ({field_rows(work, {'company': 'raw'})}) where row in ({', '.join(map(str, rows))})"
    return {int(str(row)): str(raw) for row, raw in run(work.connection, asked)}


def _entries(rules: dict[str, str], found: tuple[object, ...]) -> list[dict[str, object]]:
    return [
        {"code": code, "count": int(str(found[2 * at])), "examples": _pairs(found[2 * at + 1])}
        for at, code in enumerate(rules)
    ]


def _pairs(found: object) -> list[list[str]]:
    return [[str(one["b"]), str(one["a"])] for one in cast("list[dict[str, object]]", found or [])]
