"""A new matching model of the house's own, and whether it is better than the one in use (product §2.2).

Learned from a list whose truth is known: half of the companies teach, the other half examine. Or from all rows
published so far with the contacts they ended in: then people's decisions about doubtful pairs examine.
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.engine import count, quoted, run, sql_of
from callwright.flow.lists.clean.errors import LEAST_TO_LEARN_FROM, NothingToLearnFrom
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_features import FEATURES
from callwright.flow.lists.clean.training import Labelled, artefact_from, decided_alike, evaluated, truth_of


@dataclass(frozen=True)
class Retrained:
    """The new artefact (with both evaluations in it), and whether it is better than the one in use.

    `figures` and `figures_in_use`: precision and recall over row pairs of the examining half, or the share of
    decided pairs judged as people did (`agreed` of `decided`). Better is at least as right and somewhere righter;
    without anything to examine by it is not called better.
    """

    artefact: dict[str, Any]
    figures: dict[str, float]
    figures_in_use: dict[str, float]
    better: bool


def retrain_on_list(version: str, features: Path, truth: Path) -> Retrained:
    """From the features of a cleaned list and its truth (columns row and entity; .csv or .parquet).

    Blocks for about a minute per 30,000 rows. Raises NothingToLearnFrom (422).
    """
    with tempfile.TemporaryDirectory() as folder:
        halves = [_half(features, truth, Path(folder), side) for side in (0, 1)]
        made = artefact_from(version, halves[0])
        new, old = (evaluated(model, halves[1]) for model in (made, artefact()))
    better = new["precision"] >= old["precision"] - 0.0005 and _balance(new) > _balance(old)
    return _told(made, new, old, better=better)


def retrain_on_known(version: str, known: KnownRows) -> Retrained:
    """From all rows published so far; the contacts as people's decisions left them are the truth.

    Raises NothingToLearnFrom (422).
    """
    with tempfile.TemporaryDirectory() as folder:
        features, truth = Path(folder) / "features.parquet", Path(folder) / "truth.parquet"
        source = f"read_parquet({quoted(known.path)})"
        with duckdb.connect() as con:
            run(con, f"copy (select row_id as row, {FEATURES} from {source}) to {quoted(features)}")
            run(
                con,
                f"copy (select row_id as row, contact_id::varchar as entity from {source}) to {quoted(truth)}",
            )
        labelled = Labelled("known rows", features, truth)
        _demand_enough(truth)
        made = artefact_from(version, labelled)
        decisions = known.decisions_path
        new, old = (
            decided_alike(model, labelled, decisions) if decisions else {} for model in (made, artefact())
        )
    better = bool(new) and new["agreed"] > old["agreed"]
    return _told(made, new, old, better=better)


def _told(made: dict[str, Any], new: dict[str, float], old: dict[str, float], *, better: bool) -> Retrained:
    made["evaluation"] = [{**new, "in_use": {"version": artefact()["version"], **old}, "better": better}]
    return Retrained(made, new, old, better)


def _balance(figures: dict[str, float]) -> float:
    both = figures["precision"] + figures["recall"]
    return 2 * figures["precision"] * figures["recall"] / both if both else 0.0


def _half(features: Path, truth: Path, folder: Path, side: int) -> Labelled:
    """Every second company, with all its rows."""
    part, told = folder / f"features-{side}.parquet", folder / f"truth-{side}.parquet"
    chosen = f"select row, entity from {truth_of(truth)} where hash(entity) % 2 = {side}"
    with duckdb.connect() as con:
        run(con, f"copy ({chosen}) to {quoted(told)}")
        run(
            con,
            f"""copy (select * from {sql_of(con, features, "features_file")} where row in (
                select row from read_parquet({quoted(told)})) order by row) to {quoted(part)}""",
        )
    _demand_enough(told)
    return Labelled(("teaching half", "examining half")[side], part, told)


def _demand_enough(truth: Path) -> None:
    with duckdb.connect() as con:
        found = count(
            con,
            f"""select count(*) from (select entity from read_parquet({quoted(truth)})
                group by entity having count(*) > 1)""",
        )
    if found < LEAST_TO_LEARN_FROM:
        raise NothingToLearnFrom(companies=found, least=LEAST_TO_LEARN_FROM)
