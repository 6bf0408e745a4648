"""A part of a call's sound as a WAV file, with stretches that may not be heard covered by a tone."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TONE_HERTZ = 1000.0
TONE_LEVEL = 0.15
FULL = 32_767


def excerpt(
    channels: Sequence[NDArray[np.float32]],
    rate: int,
    *,
    start: float,
    end: float,
    covered: Sequence[tuple[float, float]] = (),
) -> bytes:
    """The sound from `start` to `end` seconds as 16-bit PCM; each of `covered` (seconds of the whole) is a tone."""
    first, last = round(start * rate), round(end * rate)
    part = np.stack([channel[first:last] for channel in channels], axis=1).astype(np.float64)
    for begin, stop in covered:
        low, high = max(round(begin * rate) - first, 0), min(round(stop * rate) - first, len(part))
        if low < high:
            time = np.arange(low, high) / rate
            part[low:high] = (TONE_LEVEL * np.sin(2 * np.pi * TONE_HERTZ * time))[:, None]
    samples = (np.clip(part, -1.0, 1.0) * FULL).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()
