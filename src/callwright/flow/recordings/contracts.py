"""What leaves the stage: recordings, their sound, the report of an import."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callwright.kernel.errors import Rejection
from callwright.kernel.phone import PhoneNumber
from callwright.kernel.text import Text


@dataclass(frozen=True)
class Recording:
    """One kept recording. `attempt_id` is None while no call was found for it; `practice_id` names a practice call.

    `truncated`: the file ended before its header said; what is there is kept. `agent_channel` counts from 0
    (left); None when agent and customer are not on their own channels (mono). `store` names where `play_key` leads.
    `erased_at`: the sound is gone for good, only the fact is kept.
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
    store: str = "files"
    erased_at: datetime | None = None
    practice_id: uuid.UUID | None = None


@dataclass(frozen=True)
class CallTaken:
    """What became of the recording of one of our own calls: see `service.take_call`."""

    state: Literal["stored", "known", "waiting", "unanswered", "absent"]
    recording_id: uuid.UUID | None = None
    absence: str = ""
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain form for job results."""
        recording_id = str(self.recording_id) if self.recording_id else None
        return {
            "state": self.state,
            "recording_id": recording_id,
            "absence": self.absence,
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class Absence:
    """Why an answered call of our own has no recording."""

    attempt_id: uuid.UUID
    code: str
    detail: str
    noted_at: datetime


@dataclass(frozen=True)
class ReconcileReport:
    """What a look at the switch's folder, our calls and the store found, and what was set right.

    `stored` recordings were taken now, `cleaned` raw files belonged to calls that need them no more. `going_on` calls
    are still being recorded. `without_call`: raw files that no call claims. `unreadable`: raw files without sound.
    `absent`: calls whose recording is given up, with the reason. `left_overs` and `orphans`: remains of killed
    workers in the folder and in the store, removed. `gone`: recordings whose sound the store has lost.
    """

    stored: int = 0
    cleaned: int = 0
    going_on: int = 0
    without_call: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    left_overs: int = 0
    orphans: int = 0
    gone: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain form for `--json` and job results."""
        return {
            **asdict(self),
            "absent": [{"attempt_id": attempt_id, "code": code} for attempt_id, code in self.absent],
        }


@dataclass(frozen=True)
class WrappedKey:
    """The key of a sealed recording, wrapped by the named master key."""

    master_key: str
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class KeptRecording:
    """What decides about keeping a recording beside its call; `stored_at` counts when there is no call."""

    id: uuid.UUID
    attempt_id: uuid.UUID | None
    stored_at: datetime


@dataclass(frozen=True)
class RetentionStep:
    """What a step of the nightly job did; `last` is where the next one begins, None at the end."""

    last: uuid.UUID | None
    looked: int
    erased: int
    held: int


@dataclass(frozen=True)
class Hold:
    """A legal hold on one recording, one number (E.164) or one campaign; in force until it is lifted."""

    id: uuid.UUID
    recording_id: uuid.UUID | None
    e164: str | None
    campaign_code: str | None
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None

    def to_json(self) -> dict[str, object]:
        """Plain form; the number is masked."""
        number = PhoneNumber(self.e164).masked if self.e164 else None
        plain = {name: value for name, value in asdict(self).items() if name != "e164"}
        return {**plain, "number": number}


@dataclass(frozen=True)
class NotErased:
    """A recording that was asked to go and stays: the rule (or hold) that keeps it, in words, and until when."""

    recording_id: uuid.UUID
    rule: str
    text: Text
    until: datetime | None


@dataclass(frozen=True)
class ErasureReport:
    """What a request to erase did."""

    erased: tuple[uuid.UUID, ...]
    refused: tuple[NotErased, ...]

    def to_json(self) -> dict[str, object]:
        """Plain form for API answers, `--json` and the audit trail."""
        return {
            "erased": [str(one) for one in self.erased],
            "refused": [
                {
                    "recording_id": str(one.recording_id),
                    "rule": one.rule,
                    "until": one.until.isoformat() if one.until else None,
                    **one.text.to_json(),
                }
                for one in self.refused
            ],
        }


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
