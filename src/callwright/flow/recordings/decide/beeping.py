"""A beep over stretches of a recording: their frames are replaced on every channel, all other bytes stay."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from callwright.flow.recordings.decide.wav import Wav, encode

TONE_HERTZ = 1000.0
TONE_LEVEL = 0.15
_RIFF_SIZE = slice(4, 8)


def frames_of(spans: Sequence[tuple[float, float]], layout: Wav) -> tuple[tuple[int, int], ...]:
    """Seconds as frames (first, one after the last), rounded outwards and kept within the sound."""
    found = []
    for start, end in spans:
        first = max(0, int(np.floor(start * layout.rate)))
        last = min(layout.frames, int(np.ceil(end * layout.rate)))
        if first < last:
            found.append((first, last))
    return tuple(found)


def beeped(piece: bytes, at: int, layout: Wav, stretches: Sequence[tuple[int, int]]) -> bytes:
    """A piece of a recording's bytes that begins at byte `at`, with these frames replaced by the beep.

    Every channel is covered: the line's echo carries what one side says into the other channel.
    """
    out = bytearray(piece)
    for first, last in stretches:
        low = max(layout.offset + first * layout.frame_bytes, at)
        high = min(layout.offset + last * layout.frame_bytes, at + len(piece))
        if low < high:
            out[low - at : high - at] = _tone(low, high, layout)
    return bytes(out)


def note_chunk(text: str) -> bytes:
    """A comment for the end of a WAV (LIST INFO ICMT, UTF-8): who took it out of the house and when."""
    comment = text.encode() + b"\0"
    comment += b"\0" * (len(comment) % 2)
    info = b"INFOICMT" + struct.pack("<I", len(comment)) + comment
    return b"LIST" + struct.pack("<I", len(info)) + info


def with_length(head: bytes, size: int) -> bytes:
    """The beginning of a WAV (at least 8 bytes) that says it is `size` bytes long; one too long to say stays."""
    if head[:4] != b"RIFF" or size - 8 > 0xFFFFFFFF:
        return head
    told = bytearray(head)
    told[_RIFF_SIZE] = struct.pack("<I", size - 8)
    return bytes(told)


def _tone(low: int, high: int, layout: Wav) -> bytes:
    """The beep from byte `low` to `high`; its phase is that of the whole call, so pieces join without a click."""
    first = (low - layout.offset) // layout.frame_bytes
    last = -(-(high - layout.offset) // layout.frame_bytes)
    wave = TONE_LEVEL * np.sin(2 * np.pi * TONE_HERTZ * np.arange(first, last) / layout.rate)
    sound = encode(np.repeat(wave, layout.channels), layout)
    skip = low - layout.offset - first * layout.frame_bytes
    return sound[skip : skip + high - low]
