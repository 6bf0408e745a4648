"""Weighing what the rules leave open, with Splink and a model that was trained once (`model/`).

Rules make clusters; each cluster is one record here, with everything its rows know. Records that could be one
(a name that differs in one character in the same city, the same number, house or person) are compared.
"""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from splink import DuckDBAPI, Linker

from callwright.flow.lists.clean.engine import count, run
from callwright.flow.lists.clean.match_evidence import sift
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.work import Work

MODEL = Path(__file__).parent / "model" / "contact_match_v2.json"
LINKS_EXPECTED = 0.35
"""Links expected per record among those the rules left apart; with the number of records this makes the prior."""


_loaded: dict[str, dict[str, Any]] = {}


def artefact() -> dict[str, Any]:
    """The shipped model: `version`, `threshold`, `settings` (Splink), `evaluation`, `training`."""
    if "model" not in _loaded:
        _loaded["model"] = json.loads(MODEL.read_text(encoding="utf-8"))
    return _loaded["model"]


def use_artefact(model: dict[str, Any]) -> None:
    """Use this model instead of the shipped one (training evaluates what it has just made)."""
    _loaded["model"] = model


def link_by_model(work: Work) -> int:
    """Add the model's links to `edges` and keep all weighed pairs in `weighed`; answers how many records there were."""
    con = work.connection
    build_records(work)
    records = count(con, "select count(*) from records")
    run(con, "create or replace temp table weighed (left_row bigint, right_row bigint, probability double)")
    if records < 2:
        return records
    settings = dict(artefact()["settings"])
    settings["probability_two_random_records_match"] = min(0.1, 2 * LINKS_EXPECTED / records)
    linker = linker_for(work, settings)
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    run(
        con,
        f"""insert into weighed select least(cluster_l, cluster_r), greatest(cluster_l, cluster_r),
                max(match_probability) from {predicted.physical_name} group by 1, 2""",
    )
    predicted.drop_table_from_database_and_remove_from_cache()
    sift(work)
    run(
        con,
        f"""insert into edges select left_row, right_row, 'model', probability from weighed
            where probability >= {float(artefact()["threshold"])}""",
    )
    return records


def linker_for(work: Work, settings: dict[str, Any]) -> Linker:
    """A Splink linker over the temp table `records` of this connection."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=work.connection)
    frame = api.register("records", table_name="splink_records")
    return Linker(frame, settings, log_level=logging.ERROR)
