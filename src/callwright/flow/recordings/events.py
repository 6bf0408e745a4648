"""What recordings tell later stages."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from callwright.platform.events import Event


@dataclass(frozen=True)
class RecordingStored(Event):
    """A recording is on disk and belongs to this attempt."""

    recording_id: uuid.UUID
    attempt_id: uuid.UUID


@dataclass(frozen=True)
class PracticeStored(Event):
    """The recording of a practice call is on disk; `practice_id` is its live attempt."""

    recording_id: uuid.UUID
    practice_id: uuid.UUID


@dataclass(frozen=True)
class RecordingErased(Event):
    """A recording was erased, by retention or on request; what was said in it goes too. None = it had no call."""

    recording_id: uuid.UUID
    attempt_id: uuid.UUID | None
