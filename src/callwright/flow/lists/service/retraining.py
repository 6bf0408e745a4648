"""Teaching the matching model anew, and looking at the one in use (product §2.2)."""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from callwright.flow.lists.clean.errors import LEAST_TO_LEARN_FROM, NothingToLearnFrom
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.service.known import KnownFacts, features_path, write_known
from callwright.platform.files import FileStore


async def retrain_on_list(
    stager: TableStager, *, list_file: Path, truth: Path, target: Path
) -> dict[str, Any]:
    """Teach a model with half of the companies of a labelled list and examine it, and the one in use, with the others.

    `truth` is a CSV with the columns row (data rows from 0) and entity (any name of the company). Writes the
    artefact to `target` in any case and answers version, better, and the figures of both (precision and recall over
    pairs of rows). Raises NothingToLearnFrom (422) and the errors of cleaning.
    """
    return await asyncio.to_thread(_on_list, stager, list_file, truth, target)


async def retrain_on_house(known: KnownFacts, store: FileStore, *, target: Path) -> dict[str, Any]:
    """Teach a model with all rows published so far and examine it, and the one in use, by what people decided.

    `known` is what `service.known.known_facts` says; no transaction is needed any more. Writes the artefact to
    `target` in any case and answers version, better, and for both how many decided pairs were judged as people did;
    without decisions it is not called better. Raises NothingToLearnFrom (422); a batch whose kept features are gone
    is left out.
    """
    kept = tuple(one for one in known.batches if features_path(one, store) is not None)
    return await asyncio.to_thread(_on_house, replace(known, batches=kept), store, target)


def model_in_use() -> dict[str, Any]:
    """Version, threshold and evaluation of the matching model in use."""
    from callwright.flow.lists.clean.match_artefact import artefact  # noqa: PLC0415 - read when asked for

    found = artefact()
    return {
        "version": found["version"],
        "threshold": found["threshold"],
        "training": found.get("training", {}),
        "evaluation": found.get("evaluation", []),
    }


def _on_list(stager: TableStager, list_file: Path, truth: Path, target: Path) -> dict[str, Any]:
    from callwright.flow.lists.clean.match_retraining import (  # noqa: PLC0415 - pulls in the engine
        retrain_on_list,
    )
    from callwright.flow.lists.clean.pipeline import clean_files  # noqa: PLC0415 - pulls in the engine
    from callwright.flow.lists.clean.work import MATCH  # noqa: PLC0415 - pulls in the engine

    with tempfile.TemporaryDirectory() as folder:
        clean_files(Path(folder), [list_file], stager=stager)
        made = retrain_on_list(target.stem, Path(folder) / MATCH / "features.arrow", truth)
    return write_artefact(made, target)


def _on_house(facts: KnownFacts, store: FileStore, target: Path) -> dict[str, Any]:
    from callwright.flow.lists.clean.match_retraining import (  # noqa: PLC0415 - pulls in the engine
        retrain_on_known,
    )

    with tempfile.TemporaryDirectory() as folder:
        rows = write_known(facts, store, Path(folder))
        if rows is None:
            raise NothingToLearnFrom(companies=0, least=LEAST_TO_LEARN_FROM)
        made = retrain_on_known(target.stem, rows)
    return write_artefact(made, target)


def write_artefact(made: Any, target: Path) -> dict[str, Any]:
    """The artefact of a retraining as a file, and what is told of it."""
    text = json.dumps(made.artefact, ensure_ascii=False, indent=1)
    part = target.with_suffix(".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(target)
    return {
        "version": made.artefact["version"],
        "path": str(target),
        "better": made.better,
        "figures": made.figures,
        "in_use": {"version": model_in_use()["version"], **made.figures_in_use},
    }
