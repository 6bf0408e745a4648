"""Why two sides were taken for one contact or not, in numbers and words (product §2.2)."""

# ruff: noqa: S608 - the texts are constants of this room

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_contracts import ComparedField, PairExplanation, PairSide, Verdict
from callwright.flow.lists.clean.match_evidence import LOOKED_AT, WITHIN, judged
from callwright.flow.lists.clean.match_features import create_macros
from callwright.flow.lists.clean.match_levels import level_of, levels_of, sided
from callwright.flow.lists.clean.match_words import FIELDS, LEVELS, NAMES, NOTHING, RULES
from callwright.kernel.phone import PhoneNumber
from callwright.kernel.text import Text

_SHOWN = {"core": "core", "city": "city", "person": "persons", "house": "streets", "room": "rooms"}


def explain_pair(left: PairSide, right: PairSide) -> PairExplanation:
    """The waterfall of this pair by the model in use. Pure; takes tens of milliseconds and blocks the thread.

    Which side is left does not matter to the weights. Numbers are shown masked.
    """
    model = artefact()
    settings = model["settings"]
    prior = float(settings["probability_two_random_records_match"])
    prior_bits = math.log2(prior / (1 - prior))
    with duckdb.connect(config={"threads": 1}) as con:
        _sides(con, left, right)
        fields = tuple(_compared(con, comparison, left, right) for comparison in settings["comparisons"])
        bits = prior_bits + sum(field.bits for field in fields)
        probability = 1 / (1 + 2**-bits)
        pair = f"(select 0 as left_row, 1 as right_row, {probability!r}::double as probability)"
        found = run(con, f"select nearness, passed from ({judged(pair, 'sides', 'sides')})")
    nearness, passed = str(found[0][0]), bool(found[0][1])
    threshold = float(model["threshold"])
    return PairExplanation(
        prior=prior,
        prior_bits=prior_bits,
        fields=fields,
        bits=bits,
        probability=probability,
        threshold=threshold,
        names=NAMES[nearness],
        rule=RULES[nearness],
        passed=passed,
        verdict=_verdict(probability, threshold, passed=passed),
        model=str(model["version"]),
    )


def _sides(con: duckdb.DuckDBPyConnection, left: PairSide, right: PairSide) -> None:
    create_macros(con)
    run(con, WITHIN)
    columns: dict[str, Any] = {}
    for name, kind in PairSide.__annotations__.items():
        values = [asdict(side)[name] for side in (left, right)]
        if kind.startswith("tuple"):
            kept = () if name in ("own_numbers", "shared_numbers") else None
            columns[name] = pa.array([value or kept for value in values], pa.list_(pa.string()))
        else:
            columns[name] = pa.array(values, pa.bool_() if kind == "bool" else pa.string())
    con.register("given", pa.table({"cluster": [0, 1], **columns}))
    run(
        con,
        """create table sides as
           select *, case when length(core) between 3 and 30 then slips(core) end as slips from given""",
    )


def _compared(
    con: duckdb.DuckDBPyConnection, comparison: dict[str, Any], left: PairSide, right: PairSide
) -> ComparedField:
    name = str(comparison["output_column_name"])
    pair = f"select {sided(con, 'sides')} from sides l join sides r on l.cluster = 0 and r.cluster = 1"
    at = run(con, f"select {level_of(comparison)} from ({pair})")[0][0]
    level = levels_of(comparison)[int(str(at))] if at is not None else None
    factor = float(level["m_probability"]) / float(level["u_probability"]) if level else 1.0
    label = str(level["label_for_charts"]) if level else ""
    return ComparedField(
        field=FIELDS.get(name, Text(name, name)),
        level=LEVELS.get(label, Text(label, label)) if level else NOTHING,
        left=_shown(left, name),
        right=_shown(right, name),
        bayes_factor=factor,
        bits=math.log2(factor),
    )


def _shown(side: PairSide, name: str) -> str:
    if name == "numbers":
        return " ".join(PhoneNumber(number).masked for number in (*side.own_numbers, *side.shared_numbers))
    value = getattr(side, _SHOWN.get(name, name), None)
    if name == "person" and not value:
        value = side.surnames
    return value if isinstance(value, str) else " ".join(value or ())


def _verdict(probability: float, threshold: float, *, passed: bool) -> Verdict:
    if not passed or probability < LOOKED_AT:
        return "apart"
    return "merged" if probability >= threshold else "doubtful"
