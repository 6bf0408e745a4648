"""Splink as its documentation shows it, tuned by hand for Chinese companies: `python plain_splink.py LIST OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pandas as pd
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from prepare import groups, read, write
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLD = 0.9


def settings() -> SettingsCreator:
    """Names by similarity, numbers and streets by equality; shared numbers weigh less by term frequency."""
    numbers = cl.CustomComparison(
        output_column_name="numbers",
        comparison_levels=[
            cll.CustomLevel("len(numbers_l) = 0 or len(numbers_r) = 0").configure(is_null_level=True),
            cll.CustomLevel("list_has_any(rare_l, rare_r)", "rare number in common"),
            cll.CustomLevel("list_has_any(numbers_l, numbers_r)", "number in common"),
            cll.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        blocking_rules_to_generate_predictions=[
            block_on("numbers", arrays_to_explode=["numbers"]),
            block_on("core"),
            block_on("city", "person"),
            block_on("city", "street"),
            block_on("city", "substr(core, 1, 2)"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("core", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("city"),
            cl.ExactMatch("person").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("street", 1),
            numbers,
        ],
    )


def main(source: Path, target: Path) -> None:
    """Train without labels, predict, cluster."""
    rows = read(source)
    frame = pd.DataFrame(rows).replace({"": None})
    used = frame["numbers"].explode().value_counts()
    frame["rare"] = frame["numbers"].map(lambda found: [n for n in found if used[n] <= 8])
    connection = duckdb.connect(config={"threads": 2})
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register(frame, table_name="prepared"), settings(), log_level=40)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("core", "city"), block_on("person", "street")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("core", "city"), block_on("person", "city"), block_on("street", "city")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=THRESHOLD).as_duckdbpyrelation()
    pairs = found.project("row_l, row_r").fetchall()
    write(
        target,
        groups(len(rows), [(int(a), int(b)) for a, b in pairs]),
        [list(row["numbers"]) for row in rows],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
