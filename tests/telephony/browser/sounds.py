"""Voices that can be told apart in a recording: everybody speaks in a band of pitches of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfiltfilt
from tests.factories import voice

Band = tuple[int, int]
CUSTOMER: Band = (650, 1050)
AGENTS: Mapping[str, Band] = {"E001": (1400, 1900), "E002": (2400, 3000)}
"""Hertz; far enough from each other, and from the waiting tone, that codecs and browsers do not mix them up."""
RATE = 48_000
"""Samples a second of a microphone."""


def write_customer(path: Path) -> None:
    """A customer who speaks for a while, rests, and speaks again."""
    speech = _within(np.tile(voice.speak(6, pitch=110.0), 3), CUSTOMER, voice.RATE)
    path.write_bytes(voice.wav([speech]))


def write_agent(path: Path, employee: str) -> None:
    """What an agent says into the microphone, again and again."""
    speech = np.repeat(voice.speak(6, pitch=170.0), RATE // voice.RATE)
    path.write_bytes(voice.wav([_within(speech, AGENTS[employee], RATE)], rate=RATE))


def _within(sound: voice.Sound, band: Band, rate: int) -> voice.Sound:
    """The part of a sound in a band, as loud as a person at a microphone."""
    kept = sosfiltfilt(butter(6, band, btype="bandpass", fs=rate, output="sos"), sound)
    return np.asarray(0.6 * kept / np.abs(kept).max(), dtype=np.float32)


def energy(channel: voice.Sound, band: Band, rate: int = voice.RATE) -> float:
    """The energy of a channel in a band; only the relation between two of them means something."""
    spectrum = np.abs(np.fft.rfft(channel)) ** 2
    hertz = np.fft.rfftfreq(len(channel), 1 / rate)
    return float(spectrum[(hertz >= band[0]) & (hertz <= band[1])].sum())
