"""The outline of a sound for drawing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1_000
_FULL = 127


def outline(
    sound: NDArray[np.float32] | NDArray[np.int16], buckets: int = BUCKETS, *, full: float = 1.0
) -> bytes:
    """Lowest and highest sample of each bucket and channel, as signed bytes: channels × 2 × buckets.

    A sound shorter than `buckets` frames has as many buckets as frames. `full` is the loudest possible sample.
    """
    frames = sound.shape[0]
    edges = np.linspace(0, frames, min(buckets, frames) + 1).astype(np.int64)[:-1]
    lows = np.minimum.reduceat(sound, edges, axis=0)
    highs = np.maximum.reduceat(sound, edges, axis=0)
    both = np.stack([lows.T, highs.T], axis=1)
    return np.clip(np.round(both * (_FULL / full)), -_FULL, _FULL).astype(np.int8).tobytes()


def read_outline(stored: bytes, channels: int) -> tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]:
    """The outline back as numbers in -1…1: per channel (lows, highs)."""
    values = np.frombuffer(stored, np.int8).reshape(channels, 2, -1) / _FULL
    return tuple(
        (tuple(round(float(low), 3) for low in lows), tuple(round(float(high), 3) for high in highs))
        for lows, highs in values
    )
