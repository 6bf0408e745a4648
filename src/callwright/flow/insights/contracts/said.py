"""What was said in a call, sentence by sentence, with numbers masked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from callwright.flow.insights.contracts.measures import Speaker


class Origin(StrEnum):
    """Where the words come from: heard by a recogniser, or known beforehand (a script that was read aloud)."""

    RECOGNISED = "recognised"
    WRITTEN = "written"


@dataclass(frozen=True)
class Word:
    """One word with its time in seconds from the start of the recording."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Said:
    """One sentence. `words` is empty when their times are not known; a masked number is one word."""

    position: int
    speaker: Speaker
    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class SpokenMeasures:
    """Measures that need words; None when that side said nothing. Rates in characters a minute of own speech.

    `script_steps` counts the steps of the campaign's script, `script_steps_said` those the agent came through.
    """

    speech_rate_agent: float | None
    speech_rate_customer: float | None
    questions_agent: int
    script_steps: int = 0
    script_steps_said: int = 0


@dataclass(frozen=True)
class Transcript:
    """What was said in one call; `engine` and `model` name the recogniser, `origin` says whether it was one."""

    recording_id: uuid.UUID
    call_id: uuid.UUID
    person_id: uuid.UUID
    origin: Origin
    engine: str
    model: str
    made_at: datetime
    measures: SpokenMeasures
    sentences: tuple[Said, ...]
