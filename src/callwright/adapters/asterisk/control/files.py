"""The files of recordings: whether the switch has finished writing them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

_HEADER = 44
_SETTLED = 5.0
"""Seconds after which a recording without any sound counts as complete; sound reaches the disk every two seconds."""


def is_complete(path: Path, *, now: datetime, switch_began: datetime | None) -> bool:
    """Whether a WAV is finished: its length is written into its head only at the end.

    A file older than the running switch was left behind by one that was killed: nobody will finish it.
    """
    try:
        status = path.stat()
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError:
        return False
    if switch_began is not None and status.st_mtime < switch_began.timestamp():
        return True
    said = int.from_bytes(head[40:44], "little") if len(head) == _HEADER else -1
    if said > 0:
        return said == status.st_size - _HEADER
    return said == 0 and status.st_size == _HEADER and now.timestamp() - status.st_mtime > _SETTLED
