"""From single sentences to a telephone call: placing turns, the telephone band, side-tone, line noise."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callwright.app.sample.speech.voice import SAMPLE_RATE, Audio

LINE_RATE = 8_000
BAND_HZ = (300.0, 3_400.0)
AGENT_LEVEL, CUSTOMER_LEVEL = 0.45, 0.32
SIDE_TONE = 0.006  # about -44 dB of the other party leaks into a channel
NOISE_DB = {"left": -58.0, "right": -50.0}


@dataclass(frozen=True)
class SpokenTurn:
    """The truth of one turn: channel 0 = agent (left), 1 = customer (right); times in seconds."""

    channel: int
    start: float
    end: float
    text: str


def trim(clip: Audio) -> Audio:
    """Cut what lies more than 38 dB below the loudest 5 ms at both ends of a 24 kHz clip."""
    frame = SAMPLE_RATE // 200
    count = len(clip) // frame
    energy = np.sqrt((clip[: count * frame].reshape(count, frame) ** 2).mean(axis=1))
    loud = np.nonzero(energy > energy.max() * 10 ** (-38 / 20))[0]
    return clip[loud[0] * frame : (loud[-1] + 1) * frame]


def to_line(clip: Audio, *, pace: float) -> Audio:
    """A 24 kHz clip as the line carries it: 8 kHz, 300–3400 Hz, ``pace`` times as fast (and as high)."""
    target = max(1, round(len(clip) / SAMPLE_RATE / pace * LINE_RATE))
    spectrum = np.fft.rfft(clip)
    hertz = np.fft.rfftfreq(len(clip), 1 / SAMPLE_RATE) * pace
    spectrum *= np.clip((hertz - BAND_HZ[0] + 60) / 120, 0, 1) * np.clip(
        (BAND_HZ[1] + 100 - hertz) / 200, 0, 1
    )
    bins = target // 2 + 1
    kept = np.zeros(bins, np.complex128)
    width = min(bins, len(spectrum))
    kept[:width] = spectrum[:width]
    samples = np.fft.irfft(kept, target) * (target / len(clip))
    return np.asarray(samples / max(1e-6, np.abs(samples).max()), np.float32)


def mix_call(placed: list[tuple[int, float, Audio]], *, seconds: float, seed: int) -> NDArray[np.int16]:
    """Mix clips (channel, start in seconds, 8 kHz samples) into a stereo call of at least ``seconds``."""
    last = max(start + len(clip) / LINE_RATE for _, start, clip in placed)
    length = int(max(seconds, last + 0.3) * LINE_RATE)
    lanes = np.zeros((2, length), np.float32)
    for channel, start, clip in placed:
        at = int(start * LINE_RATE)
        lanes[channel, at : at + len(clip)] += clip * (CUSTOMER_LEVEL if channel else AGENT_LEVEL)
    noise = np.random.default_rng(seed).standard_normal((2, length)).astype(np.float32)
    left = lanes[0] + SIDE_TONE * lanes[1] + noise[0] * 10 ** (NOISE_DB["left"] / 20)
    right = lanes[1] + SIDE_TONE * lanes[0] + noise[1] * 10 ** (NOISE_DB["right"] / 20)
    stereo = np.stack([left, right], axis=1)
    return np.asarray(np.clip(stereo, -0.99, 0.99) * 32_767, np.int16)


def write_wav(path: Path, stereo: NDArray[np.int16]) -> None:
    """Write a stereo 8 kHz 16-bit WAV; complete or not there at all."""
    part = path.with_suffix(".part")
    with wave.open(str(part), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(LINE_RATE)
        out.writeframes(stereo.tobytes())
    part.replace(path)
