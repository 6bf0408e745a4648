"""What leaves the stage: recordings, their sound, the report of an import."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text


@dataclass(frozen=True)
class Recording:
    """One kept recording. `attempt_id` is None while no call was found for it.

    `truncated`: the file ended before its header said; what is there is kept. `agent_channel` counts from 0
    (left); None when agent and customer are not on their own channels (mono).
    """

    id: uuid.UUID
    attempt_id: uuid.UUID | None
    person_id: uuid.UUID | None
    file_name: str
    play_key: str
    sha256: str
    size: int
    rate: int
    channels: int
    duration_seconds: float
    truncated: bool
    agent_channel: int | None
    imported_at: datetime


@dataclass(frozen=True)
class CallAudio:
    """Decoded sound: one array in -1…1 per channel, all of the same length, `rate` in Hz."""

    rate: int
    channels: tuple[NDArray[np.float32], ...]

    @property
    def duration_seconds(self) -> float:
        """Length."""
        return self.channels[0].size / self.rate if self.channels else 0.0


@dataclass(frozen=True)
class Peaks:
    """The outline of a recording for drawing: per channel the lowest and highest sample of each bucket, -1…1."""

    duration_seconds: float
    channels: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
    agent_channel: int | None


@dataclass(frozen=True)
class MissingRecording:
    """A call whose record names a recording that never came."""

    attempt_id: uuid.UUID
    recording_name: str
    started_at: datetime


@dataclass(frozen=True)
class RecordingsReport:
    """What became of each file: files = paired + unchanged + len(unpaired) + len(rejected).

    `unpaired` files are kept and paired later when their call is imported; `rejected` ones are no recordings.
    `truncated` names files that were cut and kept. `missing` lists calls of the same days without their recording.
    """

    files: int
    paired: int
    unchanged: int
    unpaired: list[Rejection] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    truncated: list[str] = field(default_factory=list)
    missing: list[MissingRecording] = field(default_factory=list)
    missing_total: int = 0
    notes: list[Text] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """Plain form for API answers and `--json`."""
        return {
            "files": self.files,
            "paired": self.paired,
            "unchanged": self.unchanged,
            "unpaired": [one.to_json() for one in self.unpaired],
            "rejected": [one.to_json() for one in self.rejected],
            "truncated": self.truncated,
            "missing_total": self.missing_total,
            "missing": [
                {
                    "attempt_id": str(one.attempt_id),
                    "recording_name": one.recording_name,
                    "started_at": one.started_at.isoformat(),
                }
                for one in self.missing
            ],
            "notes": [note.to_json() for note in self.notes],
        }
