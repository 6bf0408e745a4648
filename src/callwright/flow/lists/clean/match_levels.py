"""The levels of a comparison as SQL of our own: for counting them (training) and for reading one pair (explaining)."""

from __future__ import annotations

from typing import Any

import duckdb

from callwright.flow.lists.clean.engine import run


def level_of(comparison: dict[str, Any]) -> str:
    """SQL: which of `levels_of` a pair of records (columns with _l and _r) is on; null when there is nothing to say."""
    nulls = [level for level in comparison["comparison_levels"] if level.get("is_null_level")]
    cases = " ".join(
        f"when {level['sql_condition']} then {at}" if level["sql_condition"] != "ELSE" else f"else {at}"
        for at, level in enumerate(levels_of(comparison))
    )
    empty = " ".join(f"when {null['sql_condition']} then null" for null in nulls)
    return f"case {empty} {cases} end"


def levels_of(comparison: dict[str, Any]) -> list[dict[str, Any]]:
    """The levels that say something, in their order."""
    return [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]


def sided(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """SQL: the columns of this table from `l` and `r`, named as comparisons name them."""
    columns = [str(row[0]) for row in run(con, f"describe {table}")]
    return ", ".join(f'l."{c}" as "{c}_l", r."{c}" as "{c}_r"' for c in columns)
