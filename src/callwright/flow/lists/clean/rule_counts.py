"""How often each cleaning rule had something to do, with examples (product §2.2)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from typing import Any, cast

import duckdb

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.name_patterns import title
from callwright.flow.lists.clean.names import title_ends

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


Rules = list[dict[str, Any]]


def rule_counts(con: duckdb.DuckDBPyConnection, clean: str) -> Rules:
    """One entry per rule: `code`, `count`, `examples` [[before, after], …] and their `rows`."""
    return [*_number_rules(con), *_name_rules(con, clean)]


def merged(parts: list[Rules]) -> Rules:
    """The rules of all parts as if it had been one."""
    return [_merged([part[at] for part in parts]) for at in range(len(parts[0]))] if parts else []


def _merged(parts: Rules) -> dict[str, Any]:
    found = sorted(
        (row, pair) for part in parts for row, pair in zip(part["rows"], part["examples"], strict=True)
    )
    return {
        "code": parts[0]["code"],
        "count": sum(part["count"] for part in parts),
        "examples": [pair for _, pair in found[:EXAMPLES]],
        "rows": [row for row, _ in found[:EXAMPLES]],
    }


def _number_rules(con: duckdb.DuckDBPyConnection) -> Rules:
    """All rules in one look at the open cells."""
    asked = ", ".join(
        f"count(*) filter ({condition}), min_by({{r: row, b: cell, a: after}}, (row, place), {EXAMPLES})"
        f" filter (({condition}) and after is not null)"
        for condition in NUMBER_RULES.values()
    )
    after = "array_to_string(list_transform(found, lambda n: n.e164), ' | ')"
    (found,) = run(
        con,
        f"""select {asked} from (select c.row, c.place, c.cell, c.h, b.found,
                case when len(b.found) > 0 then {after} end as after
            from open_cells c join by_cell b using (row, place))""",
    )
    return _entries(NUMBER_RULES, found)


def _name_rules(con: duckdb.DuckDBPyConnection, clean: str) -> Rules:
    """The rules of names and addresses; what a name was before stands in `raw` only."""
    asked = ", ".join(
        f"count(*) filter ({condition}), "
        f"min_by({{r: row, b: {before}, a: {after}}}, row, {EXAMPLES}) filter ({condition})"
        for condition, (before, after) in (
            (condition, _AFTER.get(code, ("''", "company"))) for code, condition in NAME_RULES.items()
        )
    )
    (found,) = run(
        con, f"select {asked} from {clean}".replace("TITLES", title()).replace("ENDS", title_ends())
    )
    entries = _entries(NAME_RULES, found)
    changed = entries[:2]
    raw = _raw_names(con, [row for entry in changed for row in entry["rows"]])
    for entry in changed:
        for row, pair in zip(entry["rows"], entry["examples"], strict=True):
            pair[0] = raw[row]
    return entries


def _raw_names(con: duckdb.DuckDBPyConnection, rows: list[int]) -> dict[int, str]:
    """The company cells of a few rows as they came."""
    if not rows:
        return {}
    found = run(con, f"select row, company from raw where row in ({', '.join(map(str, rows))})")
    return {int(str(row)): str(cell) for row, cell in found}


def _entries(rules: dict[str, str], found: tuple[object, ...]) -> Rules:
    return [_entry(code, found[2 * at], found[2 * at + 1]) for at, code in enumerate(rules)]


def _entry(code: str, hits: object, found: object) -> dict[str, Any]:
    shown = cast("list[dict[str, object]]", found or [])
    return {
        "code": code,
        "count": int(str(hits)),
        "examples": [[str(one["b"]), str(one["a"])] for one in shown],
        "rows": [int(str(one["r"])) for one in shown],
    }
