"""Whisper through faster-whisper: the second recogniser, for machines that have its model already."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callwright.adapters.speech.resampling import resample
from callwright.adapters.speech.writing import simplified, tidy
from callwright.flow.insights.ports import Heard

RATE = 16_000
NEW_PIECE_AFTER = 0.8
"""Whisper's own segments cross silences, so its words are grouped anew: a longer pause begins a new piece."""


class Whisper:
    """Recogniser by faster-whisper, without a prompt: a prompt leaks into short turns as text."""

    def __init__(self, folder: Path, model: str, *, threads: int = 1) -> None:
        self._folder, self.model, self._threads = folder, model, threads
        self.engine = f"faster-whisper {version('faster-whisper')}"
        self._loaded: Any = None
        self._one_at_a_time = threading.Lock()

    def hear(
        self, samples: NDArray[np.float32], rate: int, stretches: Sequence[tuple[float, float]]
    ) -> list[Heard]:
        """The channel written down. Outside of the stretches it is silenced, because Whisper invents in silence."""
        if not stretches:
            return []
        wide = resample(_only(samples, rate, stretches), rate, RATE)
        with self._one_at_a_time:
            segments, _ = self._whisper().transcribe(
                wide,
                language="zh",
                beam_size=5,
                vad_filter=True,
                word_timestamps=True,
                condition_on_previous_text=False,
                temperature=0.0,
            )
            words = [word for segment in segments for word in segment.words or ()]
        return _pieces([(simplified(one.word.strip()), float(one.start), float(one.end)) for one in words])

    def _whisper(self) -> Any:
        if self._loaded is None:
            faster = import_module("faster_whisper")
            self._loaded = faster.WhisperModel(
                str(self._folder), device="cpu", compute_type="int8", cpu_threads=self._threads
            )
        return self._loaded


def _only(
    samples: NDArray[np.float32], rate: int, stretches: Sequence[tuple[float, float]]
) -> NDArray[np.float32]:
    kept = np.zeros_like(samples)
    for start, end in stretches:
        part = slice(max(0, int((start - 0.2) * rate)), int((end + 0.2) * rate))
        kept[part] = samples[part]
    return kept


def _pieces(words: Sequence[tuple[str, float, float]]) -> list[Heard]:
    groups: list[list[tuple[str, float, float]]] = []
    for word in words:
        if not word[0]:
            continue
        if groups and word[1] - groups[-1][-1][2] <= NEW_PIECE_AFTER:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        Heard(group[0][1], group[-1][2], tidy("".join(text for text, _, _ in group)), tuple(group))
        for group in groups
    ]
