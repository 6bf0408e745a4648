"""Matching published rows again without any new ones: after a new model, or because somebody wants it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.engine import EngineLimits, engine
from callwright.flow.lists.clean.match_features import FEATURES
from callwright.flow.lists.clean.step_4_match import FEATURES_FILE, match_rows
from callwright.flow.lists.clean.tables import write_table
from callwright.flow.lists.ports import Here, Spread


def match_again(
    folder: Path,
    known: KnownRows,
    limits: EngineLimits = EngineLimits(),  # noqa: B008 - frozen
    spread: Spread = Here(),  # noqa: B008 - frozen
) -> dict[str, object]:
    """Match the rows `known.again` and whatever is near them with the model in use; what was matched is in `folder`.

    Writes moved.arrow and pairs.arrow (contents: step match) and answers the facts of the matching. Blocks.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = ["row", *FEATURES.split(", ")]
    kept = pq.read_schema(known.path)
    fields = [pa.field("row", pa.int64()), *(kept.field(name) for name in names[1:])]
    write_table(pa.schema(fields).empty_table(), folder / FEATURES_FILE)
    with engine(folder / "spill", limits) as con:
        return match_rows(con, folder, known, spread)
