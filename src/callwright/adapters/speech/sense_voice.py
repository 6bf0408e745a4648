"""SenseVoice through sherpa-onnx: the default recogniser. Nothing leaves the machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
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
PADDING = 0.2
"""Seconds heard on both sides of a stretch: without them first syllables are lost."""
LONGEST = 28.0
"""Stretches are cut here; the model was trained on less than thirty seconds."""
SHORTEST_WORD = 0.06


class SenseVoice:
    """Recogniser by sherpa-onnx. The model is loaded at the first call and kept for the life of the process."""

    engine = f"sherpa-onnx {version('sherpa-onnx')}"

    def __init__(self, folder: Path, model: str, *, threads: int = 1) -> None:
        self._folder, self.model, self._threads = folder, model, threads
        self._loaded: Any = None
        self._one_at_a_time = threading.Lock()

    def hear(
        self, samples: NDArray[np.float32], rate: int, stretches: Sequence[tuple[float, float]]
    ) -> list[Heard]:
        """Each stretch written down; stretches without words are left out."""
        pieces = [piece for start, end in stretches for piece in _cut(start, end)]
        found: list[Heard] = []
        with self._one_at_a_time:
            recogniser = self._recogniser()
            for piece in pieces:
                stream = _stream(recogniser, samples, rate, piece)
                recogniser.decode_stream(stream)
                found.append(_heard(stream.result, piece))
        return [one for one in found if one.text]

    def _recogniser(self) -> Any:
        if self._loaded is None:
            sherpa = import_module("sherpa_onnx")
            self._loaded = sherpa.OfflineRecognizer.from_sense_voice(
                model=str(self._folder / "model.onnx"),
                tokens=str(self._folder / "tokens.txt"),
                num_threads=self._threads,
                language="zh",
                use_itn=True,
            )
        return self._loaded


def _cut(start: float, end: float) -> Iterator[tuple[float, float]]:
    pieces = max(1, int(-(-(end - start) // LONGEST)))
    length = (end - start) / pieces
    return ((start + number * length, start + (number + 1) * length) for number in range(pieces))


def _stream(recogniser: Any, samples: NDArray[np.float32], rate: int, piece: tuple[float, float]) -> Any:
    first = max(0, int((piece[0] - PADDING) * rate))
    stream = recogniser.create_stream()
    heard = resample(samples[first : int((piece[1] + PADDING) * rate)], rate, RATE)
    stream.accept_waveform(
        RATE, heard
    )  # at its own rate: it would resample too, and write about it to the log
    return stream


def _heard(result: Any, piece: tuple[float, float]) -> Heard:
    offset = max(0.0, piece[0] - PADDING)
    tokens, times = list(result.tokens), list(result.timestamps)
    words = []
    for place, (token, at) in enumerate(zip(tokens, times, strict=False)):
        start = offset + at
        later = offset + times[place + 1] if place + 1 < len(times) else piece[1]
        text = simplified(token.replace("▁", " ").strip())
        if text:
            end = max(min(later, piece[1]), start + SHORTEST_WORD)
            words.append((text, round(start, 3), round(end, 3)))
    return Heard(piece[0], piece[1], tidy(result.text), tuple(words))
