"""A voice for tests: a glottal pulse train through moving formants. No words, but a detector takes it for speech."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 8_000
SYLLABLE = 0.2
VOWELS = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
BANDWIDTHS = (80, 100, 140)
LEVELS = (1.0, 0.6, 0.35)

Sound = NDArray[np.float32]


def speak(seconds: float, *, pitch: float = 120.0) -> Sound:
    """Some seconds of babble at 8 kHz, always the same for the same pitch."""
    chance = np.random.default_rng(1)
    count = int(seconds * RATE)
    at = np.arange(count) / RATE
    melody = pitch * (1 + 0.12 * np.sin(2 * np.pi * 0.7 * at) + 0.05 * np.sin(2 * np.pi * 2.3 * at))
    pulses = np.zeros(count)
    pulses[np.flatnonzero(np.diff(np.floor(np.cumsum(melody) / RATE)) > 0)] = 1.0
    pulses += 0.02 * chance.standard_normal(count)
    length = int(SYLLABLE * RATE)
    sound, memory, glottis = np.zeros(count), [[0.0, 0.0] for _ in BANDWIDTHS], 0.0
    for index in range(count):
        glottis = 0.9 * glottis + pulses[index]
        vowel, place = VOWELS[(index // length * 7) % 5], (index % length) / length
        loudness = np.sin(np.pi * min(1.0, place * 1.15)) ** 0.6 if place < 0.87 else 0.05
        for number, (formant, bandwidth) in enumerate(zip(vowel, BANDWIDTHS, strict=True)):
            radius = np.exp(-np.pi * bandwidth / RATE)
            ring = memory[number]
            value = (
                (1 - radius) * glottis
                + 2 * radius * np.cos(2 * np.pi * formant / RATE) * ring[0]
                - radius**2 * ring[1]
            )
            ring[1], ring[0] = ring[0], value
            sound[index] += value * LEVELS[number] * loudness
    return (0.3 * sound / np.abs(sound).max()).astype(np.float32)


def channel(duration: float, *stretches: tuple[float, float], pitch: float = 120.0) -> Sound:
    """A channel of `duration` seconds with speech at the given (start, end) and faint line noise."""
    line = 0.0005 * np.random.default_rng(int(pitch)).standard_normal(int(duration * RATE))
    babble = speak(max((end - start for start, end in stretches), default=0.1), pitch=pitch)
    for start, end in stretches:
        first, count = int(start * RATE), int((end - start) * RATE)
        line[first : first + count] += babble[:count]
    return line.astype(np.float32)


def tone(duration: float, hertz: float = 450.0) -> Sound:
    """A ring-back tone: one second on, four off."""
    at = np.arange(int(duration * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * hertz * at) * (at % 5 < 1)).astype(np.float32)


def wav(channels: Sequence[Sound], *, rate: int = RATE, claimed_bytes: int | None = None) -> bytes:
    """A 16-bit WAV; `claimed_bytes` lets the header lie about how much sound follows."""
    frames = np.stack(list(channels), axis=1)
    sound = (np.clip(frames, -1, 1) * 32767).astype("<i2").tobytes()
    return wav_header(len(channels), rate, claimed_bytes if claimed_bytes is not None else len(sound)) + sound


def wav_header(channels: int, rate: int, sound_bytes: int, *, code: int = 1, bits: int = 16) -> bytes:
    """The 44 bytes before the sound."""
    frame = channels * bits // 8
    layout = struct.pack("<HHIIHH", code, channels, rate, rate * frame, frame, bits)
    size = struct.pack("<I", (36 + sound_bytes) & 0xFFFFFFFF)
    data = struct.pack("<I", sound_bytes)
    return b"RIFF" + size + b"WAVEfmt " + struct.pack("<I", 16) + layout + b"data" + data


def close_to(
    found: Iterable[tuple[float, float]], meant: Iterable[tuple[float, float]], within: float = 0.25
) -> bool:
    """Whether stretches are the meant ones, give or take."""
    found, meant = list(found), list(meant)
    return len(found) == len(meant) and all(
        abs(one - other) <= within
        for pair, truth in zip(found, meant, strict=True)
        for one, other in zip(pair, truth, strict=True)
    )
