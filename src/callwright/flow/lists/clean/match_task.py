"""One chunk of the weighing, as it travels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from callwright.flow.lists.clean.engine import EngineLimits


@dataclass(frozen=True)
class WeighTask:
    """One chunk of the weighing, small and picklable; `chunk` counts from 1 to `chunks`.

    `records` is the Parquet of match_records, readable by whoever weighs; `model` the artefact's JSON text.
    """

    records: Path
    chunk: int
    chunks: int
    model: str
    limits: EngineLimits
