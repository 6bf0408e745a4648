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
