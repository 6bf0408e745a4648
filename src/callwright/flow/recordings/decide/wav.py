"""Reading WAV bytes, whole or cut: what the header says, what is really there."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callwright.flow.recordings.errors import NotAWav

Coding = Literal["pcm", "float", "alaw", "mulaw"]

_CODINGS: dict[int, Coding] = {1: "pcm", 3: "float", 6: "alaw", 7: "mulaw"}
_BITS: dict[Coding, tuple[int, ...]] = {
    "pcm": (8, 16, 24, 32),
    "float": (32, 64),
    "alaw": (8,),
    "mulaw": (8,),
}
_EXTENSIBLE = 0xFFFE
_UNFINISHED = frozenset({0, 0xFFFFFFFF, 0x7FFFFFFF})
MOST_CHANNELS = 8


@dataclass(frozen=True)
class Wav:
    """Layout of a WAV: where the sound begins and how many whole frames are really there.

    `truncated`: the header promises more than there is, or was never finished (the recorder was killed).
    """

    coding: Coding
    channels: int
    rate: int
    bits: int
    offset: int
    frames: int
    truncated: bool

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of all channels."""
        return self.channels * self.bits // 8

    @property
    def duration_seconds(self) -> float:
        """Length of what is there."""
        return self.frames / self.rate


def parse_wav(content: bytes | memoryview, size: int | None = None) -> Wav:
    """The layout of WAV bytes; raises NotAWav when they are none, or hold no sound.

    `content` may be only the beginning of a file of `size` bytes, as long as the sound begins in it.
    """
    length = len(content) if size is None else size
    if len(content) < 12 or bytes(content[:4]) not in {b"RIFF", b"RF64"} or bytes(content[8:12]) != b"WAVE":
        raise NotAWav(reason="RIFF/WAVE?")
    position, layout = 12, None
    while position + 8 <= len(content):
        name, said = (
            bytes(content[position : position + 4]),
            struct.unpack_from("<I", content, position + 4)[0],
        )
        position += 8
        if name == b"fmt ":
            layout = _parse_format(content[position : position + said])
        elif name == b"data":
            if layout is None:
                raise NotAWav(reason="data before fmt")
            return _measure(layout, position, said, length - position, whole=bytes(content[:4]) == b"RF64")
        position += said + said % 2
    raise NotAWav(reason="no sound in it")


def decode(content: bytes | memoryview, wav: Wav) -> NDArray[np.float32]:
    """The sound as frames × channels in -1…1."""
    raw = content[wav.offset : wav.offset + wav.frames * wav.frame_bytes]
    return _samples(raw, wav).reshape(wav.frames, wav.channels)


def encode(samples: NDArray[np.float64], wav: Wav) -> bytes:
    """Samples in -1…1 as bytes of a recording's coding: what `decode` reads, to the nearest step of the coding."""
    if wav.coding == "float":
        return samples.astype("<f4" if wav.bits == 32 else "<f8").tobytes()
    if wav.coding in {"alaw", "mulaw"}:
        table = _ALAW if wav.coding == "alaw" else _MULAW
        return bytes(np.abs(samples[:, None] - table[None, :]).argmin(axis=1).astype(np.uint8).tobytes())
    full = 1 << (wav.bits - 1)
    whole = np.clip(np.round(samples * full), -full, full - 1).astype("<i4")
    if wav.bits == 8:
        return (whole + full).astype(np.uint8).tobytes()
    if wav.bits == 24:
        return bytes(whole.view(np.uint8).reshape(-1, 4)[:, :3].tobytes())
    return whole.astype("<i2" if wav.bits == 16 else "<i4").tobytes()


def repaired(content: bytes | memoryview, wav: Wav) -> bytes:
    """The same sound under a header that tells the truth, for players that believe headers."""
    code = next(code for code, coding in _CODINGS.items() if coding == wav.coding)
    sound = bytes(content[wav.offset : wav.offset + wav.frames * wav.frame_bytes])
    head = struct.pack(
        "<HHIIHH", code, wav.channels, wav.rate, wav.rate * wav.frame_bytes, wav.frame_bytes, wav.bits
    )
    chunks = b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def _parse_format(chunk: bytes | memoryview) -> tuple[Coding, int, int, int]:
    if len(chunk) < 16:
        raise NotAWav(reason="fmt is cut")
    code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if code == _EXTENSIBLE and len(chunk) >= 26:
        code = struct.unpack_from("<H", chunk, 24)[0]
    coding = _CODINGS.get(code)
    if coding is None or bits not in _BITS[coding]:
        raise NotAWav(reason=f"format {code}, {bits} bit")
    if not 1 <= channels <= MOST_CHANNELS or not 4_000 <= rate <= 192_000:
        raise NotAWav(reason=f"{channels} channels, {rate} Hz")
    return coding, channels, rate, bits


def _measure(layout: tuple[Coding, int, int, int], offset: int, said: int, there: int, *, whole: bool) -> Wav:
    coding, channels, rate, bits = layout
    unfinished = said in _UNFINISHED and not whole
    length = there if unfinished or whole else min(said, there)
    frames = length // (channels * bits // 8)
    if frames == 0:
        raise NotAWav(reason="no sound in it")
    truncated = (unfinished and there > 0) or (not whole and said > there)
    return Wav(coding, channels, rate, bits, offset, frames, truncated)


def _samples(raw: bytes | memoryview, wav: Wav) -> NDArray[np.float32]:
    if wav.coding == "float":
        return np.frombuffer(raw, "<f4" if wav.bits == 32 else "<f8").astype(np.float32)
    if wav.coding in {"alaw", "mulaw"}:
        table = _ALAW if wav.coding == "alaw" else _MULAW
        return table[np.frombuffer(raw, np.uint8)]
    if wav.bits == 8:
        return (np.frombuffer(raw, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if wav.bits == 24:
        parts = np.frombuffer(raw, np.uint8).reshape(-1, 3).astype(np.int32)
        joined = parts[:, 0] | (parts[:, 1] << 8) | (parts[:, 2] << 16)
        return ((joined ^ 0x800000) - 0x800000).astype(np.float32) / np.float32(1 << 23)
    kind, full = ("<i2", 1 << 15) if wav.bits == 16 else ("<i4", 1 << 31)
    return (np.frombuffer(raw, kind).astype(np.float64) / full).astype(np.float32)


def _alaw_table() -> NDArray[np.float32]:
    """ITU-T G.711 A-law, decoded to -1…1."""
    code = np.arange(256) ^ 0x55
    exponent, mantissa = (code >> 4) & 7, code & 15
    size = np.where(
        exponent == 0, (mantissa << 4) + 8, ((mantissa << 4) + 0x108) << np.maximum(exponent - 1, 0)
    )
    return (np.where(code & 0x80, size, -size) / 32768).astype(np.float32)


def _mulaw_table() -> NDArray[np.float32]:
    """ITU-T G.711 μ-law, decoded to -1…1."""
    code = ~np.arange(256) & 0xFF
    size = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84
    return (np.where(code & 0x80, -size, size) / 32768).astype(np.float32)


_ALAW, _MULAW = _alaw_table(), _mulaw_table()
