"""Dialogues with known turns: two made voices on a telephone line, with noise, leaks and music where asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tests.factories.voice import RATE, speak

Turns = list[tuple[float, float]]
LEAK = 0.006


@dataclass(frozen=True)
class Talk:
    """Both channels as the line carries them, and the truth: turns, and who cut in when."""

    agent: NDArray[np.float32]
    customer: NDArray[np.float32]
    agent_turns: Turns
    customer_turns: Turns
    cut_in_by_agent: int
    cut_in_by_customer: int
    seconds: float


def dialogue(seed: int, *, turns: int = 24, noise_db: float = -46.0) -> Talk:
    """Some turns in alternation: most with a pause before them, some cut in and go on, some only say 嗯."""
    chance = np.random.default_rng(seed)
    said: tuple[Turns, Turns] = ([], [])
    cuts = [0, 0]
    clock, side = 1.0, 0
    for _ in range(turns):
        length = float(chance.uniform(1.2, 6.0))
        before = said[1 - side][-1] if said[1 - side] else None
        start = clock + float(chance.uniform(0.25, 1.4))
        if before and before[1] - before[0] > 2.5 and chance.random() < 0.22:
            start = before[1] - float(chance.uniform(0.7, 1.2))
            length = max(length, before[1] - start + 1.2)
            cuts[side] += 1
        said[side].append((start, start + length))
        clock = start + length
        side = 1 - side
    seconds = clock + 1.5
    agent, customer = _channel(said[0], seconds, 118.0, 0.5), _channel(said[1], seconds, 205.0, 0.35)
    noise = chance.standard_normal((2, agent.size)).astype(np.float32) * 10 ** (noise_db / 20)
    return Talk(
        a_law(agent + LEAK * customer + noise[0]), a_law(customer + LEAK * agent + noise[1]),
        said[0], said[1], cuts[0], cuts[1], seconds,
    )  # fmt: skip


def _channel(turns: Turns, seconds: float, pitch: float, level: float) -> NDArray[np.float32]:
    line = np.zeros(int(seconds * RATE), np.float32)
    voice = speak(max(end - start for start, end in turns) + 0.1, pitch=pitch)
    for start, end in turns:
        first, count = int(start * RATE), int((end - start) * RATE)
        line[first : first + count] += level / 0.3 * voice[:count]
    return line


def a_law(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Through a telephone codec and back: 8 bits a sample, finer where it is quiet."""
    width = 1 + np.log(87.6)
    size = np.abs(np.clip(samples, -1, 1))
    small = size < 1 / 87.6
    packed = np.where(small, 87.6 * size / width, (1 + np.log(np.maximum(87.6 * size, 1))) / width)
    packed = np.round(packed * 127) / 127
    grown = np.where(packed < 1 / width, packed * width / 87.6, np.exp(packed * width - 1) / 87.6)
    return (np.sign(samples) * grown).astype(np.float32)


def hold_music(seconds: float) -> NDArray[np.float32]:
    """Chords that change every second, as queues play them."""
    at = np.arange(int(seconds * RATE)) / RATE
    chords = ((262, 330, 392), (294, 349, 440), (247, 294, 392), (262, 349, 440))
    sound = np.zeros(at.size)
    for number, chord in enumerate(chords):
        inside = (at.astype(int) % len(chords)) == number
        sound += inside * sum(np.sin(2 * np.pi * tone * at) for tone in chord)
    return (0.1 * sound).astype(np.float32)
