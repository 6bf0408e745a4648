"""Long work of recordings, one file per matter."""

from callwright.flow.recordings.jobs.dialed import reconcile, take_call, take_when_ended, take_when_practised
from callwright.flow.recordings.jobs.importing import import_recordings, pair_waiting
from callwright.flow.recordings.jobs.keeping import apply_retention, finish_erasures
from callwright.flow.recordings.jobs.sealing import move, rewrap_keys

__all__ = [
    "apply_retention",
    "finish_erasures",
    "import_recordings",
    "move",
    "pair_waiting",
    "reconcile",
    "rewrap_keys",
    "take_call",
    "take_when_ended",
    "take_when_practised",
]
