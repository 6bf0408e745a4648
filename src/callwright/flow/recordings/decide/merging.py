"""Two sides of a call become one stereo sound: agent on the left, customer on the right."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callwright.flow.recordings.decide.wav import Wav, decode, parse_wav
from callwright.flow.recordings.errors import NotAWav

HEADER = 44
LINE_RATE = 8_000
_FULL = 32_767
_LARGEST = 0xFFFFFFFF - 36
_CHUNKS = frozenset({b"LIST", b"fact", b"id3 ", b"bext", b"cue ", b"iXML"})

Samples = NDArray[np.int16]


@dataclass(frozen=True)
class Side:
    """What one side said, 16-bit mono. `repaired`: its header was wrong, the sound is what was really there."""

    samples: Samples
    rate: int
    repaired: bool


def read_side(content: bytes | memoryview) -> Side:
    """A side as the switch wrote it; NotAWav when there is no sound in it.

    The switch writes the length when it closes the file, so after a crash the header says 0 or too much, or is
    blank; everything from the end of the header to the end of the file is sound then.
    """
    try:
        layout = parse_wav(content)
    except NotAWav:
        if len(content) < HEADER + 2 or any(content[:HEADER]):
            raise
        layout = Wav("pcm", 1, LINE_RATE, 16, HEADER, (len(content) - HEADER) // 2, truncated=True)
    if (layout.coding, layout.channels, layout.bits) != ("pcm", 1, 16):
        mono = decode(content, layout).mean(axis=1)
        return Side(np.round(mono * _FULL).astype("<i2"), layout.rate, layout.truncated)
    there = (len(content) - layout.offset) // 2
    unsaid = there > layout.frames and not _chunk_follows(content, layout)
    frames = there if unsaid else layout.frames
    return Side(np.frombuffer(content, "<i2", frames, layout.offset), layout.rate, layout.truncated or unsaid)


def merge(agent: Side | None, customer: Side | None, out: Samples) -> None:
    """Write both sides into `out` (frames × 2); both began together, the shorter one ends in silence."""
    for channel, side in enumerate((agent, customer)):
        if side is None:
            continue
        sound = resampled(side, rate_of(agent, customer))
        out[: sound.size, channel] = sound


def frames_of(agent: Side | None, customer: Side | None) -> int:
    """Frames of the merged sound: those of the longer side."""
    rate = rate_of(agent, customer)
    return max((-(-side.samples.size * rate // side.rate) for side in (agent, customer) if side), default=0)


def rate_of(agent: Side | None, customer: Side | None) -> int:
    """Samples a second of the merged sound: the finer of the two."""
    return max((side.rate for side in (agent, customer) if side), default=LINE_RATE)


def lag_ms(agent: Side | None, customer: Side | None) -> int:
    """By how many milliseconds the customer's side is longer (negative: shorter); 0 when one is missing."""
    if agent is None or customer is None:
        return 0
    return round(1000 * (customer.samples.size / customer.rate - agent.samples.size / agent.rate))


def resampled(side: Side, rate: int) -> Samples:
    """The side at another rate, by straight lines between its samples; the same object when nothing changes."""
    if side.rate == rate:
        return side.samples
    there = np.arange(-(-side.samples.size * rate // side.rate)) * side.rate / rate
    return np.round(np.interp(there, np.arange(side.samples.size), side.samples)).astype("<i2")


def stereo_header(frames: int, rate: int) -> bytes:
    """The 44 bytes before 16-bit stereo sound; longer sound than a WAV can name says the most it can."""
    size = min(frames * 4, _LARGEST)
    layout = struct.pack("<HHIIHH", 1, 2, rate, rate * 4, 4, 16)
    head = b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + struct.pack("<I", 16)
    return head + layout + b"data" + struct.pack("<I", size)


def _chunk_follows(content: bytes | memoryview, layout: Wav) -> bool:
    """Whether what follows the sound is another chunk and not sound that the header does not know of."""
    end = layout.offset + layout.frames * 2
    return bytes(content[end : end + 4]) in _CHUNKS
