"""Sound for simulated people: WAV files and made-up tones as A-law, 8000 samples a second."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

RATE = 8000
Samples = npt.NDArray[np.float64]


def alaw(samples: Samples) -> bytes:
    """Samples between -1 and 1 at 8 kHz as A-law (ITU-T G.711), one byte each."""
    linear = np.clip(np.round(samples * 32767), -32768, 32767).astype(np.int32)
    sign = np.where(linear >= 0, 0xD5, 0x55)
    size = np.minimum(np.where(linear >= 0, linear, -linear - 1), 32767) >> 3  # 12 bits
    segment = np.clip(np.floor(np.log2(np.maximum(size, 1))).astype(np.int32) - 4, 0, 7)
    step = np.where(segment < 2, size >> 1, size >> np.maximum(segment, 1))
    return bytes((((segment << 4) | (step & 0x0F)) ^ sign).astype(np.uint8))


def linear(data: bytes) -> Samples:
    """A-law back as samples between -1 and 1."""
    code = np.frombuffer(data, np.uint8).astype(np.int32) ^ 0x55
    segment, step = (code >> 4) & 7, (code & 0x0F) << 4
    size = np.where(segment == 0, step + 8, (step + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, size, -size) / 32768


def alaw_of_wav(path: Path) -> bytes:
    """A WAV file of any rate and number of channels as A-law; channels are mixed, other rates are resampled."""
    data, rate = soundfile.read(path, dtype="float64", always_2d=True)
    mono: Samples = data.mean(axis=1)
    if rate != RATE:
        places = np.arange(0, len(mono), rate / RATE)
        mono = np.interp(places, np.arange(len(mono)), mono)
    return alaw(mono)


def tone(hertz: float, seconds: float, *, loudness: float = 0.5) -> Samples:
    """A sine tone."""
    time = np.arange(int(seconds * RATE)) / RATE
    return loudness * np.sin(2 * np.pi * hertz * time)


def silence(seconds: float) -> Samples:
    """Nothing, for that long."""
    return np.zeros(int(seconds * RATE))


def babble(words: int, *, word: float = 0.3, gap: float = 0.12) -> Samples:
    """Something with the rhythm of speech: `words` bursts of `word` seconds with `gap` seconds between them."""
    parts = [
        part
        for number in range(words)
        for part in (tone(180 + 37 * (number % 5), word, loudness=0.4), silence(gap))
    ]
    return np.concatenate(parts)
