"""The door of recordings, one function per verb."""

from callwright.flow.recordings.ports import RawFolder, SoundVault
from callwright.flow.recordings.service.beeping import BeepedSound, open_beeped
from callwright.flow.recordings.service.dialed import own_attempt_id, take_call
from callwright.flow.recordings.service.holding import businesses, holds, lift_hold, place_hold, set_business
from callwright.flow.recordings.service.keeping import (
    apply_retention,
    erase_on_request,
    finish_erasures,
    numbers_of,
)
from callwright.flow.recordings.service.pairing import Pairing
from callwright.flow.recordings.service.preparing import Prepared, prepare
from callwright.flow.recordings.service.raw_files import RawCall, find_raw
from callwright.flow.recordings.service.reading import (
    paired_recordings,
    peaks,
    read_audio,
    recording,
    recordings_of_attempts,
    recordings_of_practice,
)
from callwright.flow.recordings.service.receiving import forget_received, receive, received
from callwright.flow.recordings.service.reconciling import (
    calls_without_recording,
    remove_left_overs,
    sort_store,
    still_going_on,
)
from callwright.flow.recordings.service.sealing import key_counts, move, rewrap_keys, to_move
from callwright.flow.recordings.service.sounds import Sound, open_sound
from callwright.flow.recordings.service.taking import missing_recordings, pair_waiting, take_file

__all__ = [
    "BeepedSound",
    "Pairing",
    "Prepared",
    "RawCall",
    "RawFolder",
    "Sound",
    "SoundVault",
    "apply_retention",
    "businesses",
    "calls_without_recording",
    "erase_on_request",
    "find_raw",
    "finish_erasures",
    "forget_received",
    "holds",
    "key_counts",
    "lift_hold",
    "missing_recordings",
    "move",
    "numbers_of",
    "open_beeped",
    "open_sound",
    "own_attempt_id",
    "pair_waiting",
    "paired_recordings",
    "peaks",
    "place_hold",
    "prepare",
    "read_audio",
    "receive",
    "received",
    "recording",
    "recordings_of_attempts",
    "recordings_of_practice",
    "remove_left_overs",
    "rewrap_keys",
    "set_business",
    "sort_store",
    "still_going_on",
    "take_call",
    "take_file",
    "to_move",
]
