"""The door of recordings, one function per verb."""

from callwright.flow.recordings.service.preparing import Prepared, prepare
from callwright.flow.recordings.service.reading import (
    paired_recordings,
    peaks,
    read_audio,
    recording,
    recordings_of_attempts,
)
from callwright.flow.recordings.service.taking import Pairing, missing_recordings, pair_waiting, take_file

__all__ = [
    "Pairing",
    "Prepared",
    "missing_recordings",
    "pair_waiting",
    "paired_recordings",
    "peaks",
    "prepare",
    "read_audio",
    "recording",
    "recordings_of_attempts",
    "take_file",
]
