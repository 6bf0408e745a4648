"""What insights needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from callwright.flow.insights.contracts.outside import Message, OutsideAccess

Samples = NDArray[np.float32]


class VoiceActivity(Protocol):
    """Finds speech in one channel of a call.

    `name` tells detector and version, stored with every measure made from it. `speech` takes mono samples in
    -1…1 at any rate from 8 kHz up, and returns (start, end) in seconds, in order, without overlap. Tones
    (ring-back, hold music chords, DTMF) are not speech. Slow and not async: call it in a thread.
    """

    @property
    def name(self) -> str: ...

    def speech(self, samples: Samples, rate: int) -> list[tuple[float, float]]: ...


@dataclass(frozen=True)
class Heard:
    """What a recogniser heard in one stretch of speech.

    Simplified Chinese with punctuation; seconds from the start of the channel. `words` are (text, start, end), empty
    when the recogniser gives no times.
    """

    start: float
    end: float
    text: str
    words: tuple[tuple[str, float, float], ...] = ()


class Recogniser(Protocol):
    """Writes down one channel of a call.

    `engine` and `model` are stored with every transcript. `hear` takes samples as `VoiceActivity` does and the
    stretches of speech in them; blocks: call it in a thread. One at a time in a process: it takes every core it gets.
    """

    @property
    def engine(self) -> str: ...

    @property
    def model(self) -> str: ...

    def hear(self, samples: Samples, rate: int, stretches: Sequence[tuple[float, float]]) -> list[Heard]: ...


@dataclass(frozen=True)
class Model:
    """A model that can be installed: its size to fetch in MB, where it is from, and its licence in words."""

    name: str
    engine: str
    megabytes: int
    source: str
    licence: str
    installed: bool


class Recognition(Protocol):
    """The recognisers of this machine.

    `recogniser` is the chosen one, None while no model (or no engine) is installed; `missing` says what is missing.
    `install` fetches a model, or takes it from a folder; it says nothing of the calls to anybody. Raises
    ValueError with a sentence when what came is not the model.
    """

    def recogniser(self) -> Recogniser | None: ...

    def missing(self) -> str: ...

    def models(self) -> list[Model]: ...

    def install(self, name: str, folder: Path | None = None) -> Path: ...


class NoAnswer(Exception):
    """A judge outside the house gave no answer: `reason` is timeout, unreachable, status, too_big or unreadable."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")


class OutsideJudge(Protocol):
    """Asks a language model outside the house. Called only when the owner turned it on, with nothing but messages.

    `ask` gives the model's answer as it came; NoAnswer when there is none within the access's seconds.
    """

    async def ask(self, access: OutsideAccess, messages: Sequence[Message]) -> str: ...


class SecretBox(Protocol):
    """Keeps secrets of other houses sealed with a key of this installation, so that the database alone opens none.

    `name` binds a sealed secret to its use. `open` raises ValueError for what was sealed elsewhere or changed.
    """

    def seal(self, name: str, secret: str) -> bytes: ...

    def open(self, name: str, sealed: bytes) -> str: ...
