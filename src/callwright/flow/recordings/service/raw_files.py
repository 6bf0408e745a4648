"""What the switch writes for each call: two mono files in one folder. Everything here blocks: run it in a thread."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np

from callwright.flow.recordings.decide.merging import (
    HEADER,
    Side,
    frames_of,
    lag_ms,
    merge,
    rate_of,
    read_side,
    stereo_header,
)
from callwright.flow.recordings.decide.peaks import outline
from callwright.flow.recordings.errors import NotAWav

GROWING = timedelta(seconds=5)
"""A file without a finished header that was written to this recently is still being written."""
EARLY = "-early.wav"
EARLY_KEPT = timedelta(days=1)
_NAME = re.compile(r"^([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})-(in|out)\.wav$")
_MERGED = re.compile(r"^[0-9a-f-]{36}-(?:[0-9a-f]{8})\.merged$")
_FULL = 1 << 15


@dataclass(frozen=True)
class RawCall:
    """The files of one live attempt: `said` by the customer, `heard` by the customer (the agent)."""

    live_attempt_id: uuid.UUID
    said: tuple[Path, ...] = ()
    heard: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return self.said + self.heard

    @property
    def touched_at(self) -> datetime:
        """When the last of them was written to, aware UTC."""
        moments = [path.stat().st_mtime for path in self.files if path.exists()]
        return datetime.fromtimestamp(max(moments, default=0.0), UTC)

    def is_growing(self, now: datetime) -> bool:
        """Whether the switch has not closed a file yet and still writes to it; `now` is this machine's own clock."""
        return self.touched_at > now - GROWING and not all(_is_closed(path) for path in self.files)

    def delete(self) -> None:
        """Remove them; they are stored elsewhere."""
        for path in self.files:
            path.unlink(missing_ok=True)


@dataclass(frozen=True)
class MergedCall:
    """One stereo WAV on disk and what is known about it. `notes`: machine words about what was repaired."""

    path: Path
    sha256: str
    size: int
    rate: int
    frames: int
    truncated: bool
    outline: bytes
    notes: tuple[str, ...]


def find_raw(folder: Path, live_attempt_id: uuid.UUID | None = None) -> dict[uuid.UUID, RawCall]:
    """Raw files in the folder by live attempt; of one attempt only when it is named."""
    found: defaultdict[uuid.UUID, dict[str, list[Path]]] = defaultdict(lambda: {"in": [], "out": []})
    for path in sorted(folder.glob("*.wav")) if live_attempt_id is None else _named(folder, live_attempt_id):
        match = _NAME.match(path.name)
        if match:
            found[uuid.UUID(match[1])][match[2]].append(path)
    return {key: RawCall(key, tuple(sides["in"]), tuple(sides["out"])) for key, sides in found.items()}


def merge_raw(raw: RawCall) -> MergedCall:
    """Repair, align and merge into one stereo file beside them; NotAWav when neither side has sound."""
    customer, agent = _side(raw.said), _side(raw.heard)
    frames = frames_of(agent, customer)
    if frames == 0:
        raise NotAWav(reason="neither side has sound")
    rate = rate_of(agent, customer)
    path = raw.files[0].with_name(f"{raw.live_attempt_id}-{uuid.uuid4().hex[:8]}.merged")
    path.write_bytes(stereo_header(frames, rate))
    stereo = np.memmap(path, "<i2", "r+", HEADER, (frames, 2))
    merge(agent, customer, stereo)
    shape = outline(stereo, full=_FULL)
    stereo.flush()
    del stereo
    path.chmod(0o600)
    with path.open("rb") as content:
        digest = sha256()
        for block in iter(lambda: content.read(1 << 20), b""):
            digest.update(block)
    notes = _notes(agent, customer)
    truncated = any(side is None or side.repaired for side in (agent, customer))
    return MergedCall(path, digest.hexdigest(), HEADER + frames * 4, rate, frames, truncated, shape, notes)


def left_overs(folder: Path, *, merged_before: datetime, early_before: datetime) -> list[Path]:
    """Merged files that a killed worker left, and sound from before the answer that nobody needs any more."""
    merged = [path for path in folder.glob("*.merged") if _MERGED.match(path.name)]
    return [path for path in merged if _touched_at(path) < merged_before] + [
        path for path in folder.glob(f"*{EARLY}") if _touched_at(path) < early_before
    ]


def _touched_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _is_closed(path: Path) -> bool:
    """Whether the header says exactly what is there: the switch writes the length when it closes a file."""
    size = path.stat().st_size
    with path.open("rb") as content:
        head = content.read(HEADER)
    return len(head) == HEADER and int.from_bytes(head[-4:], "little") == size - HEADER


def _named(folder: Path, live_attempt_id: uuid.UUID) -> list[Path]:
    names = (
        f"{form}-{side}.wav" for form in (live_attempt_id, live_attempt_id.hex) for side in ("in", "out")
    )
    return [path for name in names if (path := folder / name).is_file()]


def _side(paths: tuple[Path, ...]) -> Side | None:
    """The side with the most sound among its files; None when there is none."""
    sides = [side for path in paths if (side := _read(path))]
    return max(sides, key=lambda side: side.samples.size, default=None)


def _read(path: Path) -> Side | None:
    """One file's sound, mapped and not copied; None when it is empty or no sound at all."""
    if path.stat().st_size <= HEADER:
        return None
    with path.open("rb") as content:
        try:
            return read_side(memoryview(mmap(content.fileno(), 0, access=ACCESS_READ)))
        except NotAWav:
            return None


def _notes(agent: Side | None, customer: Side | None) -> tuple[str, ...]:
    notes = [
        f"{name}_{'missing' if side is None else 'repaired'}"
        for name, side in (("agent", agent), ("customer", customer))
        if side is None or side.repaired
    ]
    lag = lag_ms(agent, customer)
    return (*notes, f"lag_ms={lag}") if lag else tuple(notes)
