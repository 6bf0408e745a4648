"""What a practice call was like: the same measures, words and checks as of a real one, kept apart from them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from callwright.flow.insights.contracts.checks import CheckHit
from callwright.flow.insights.contracts.measures import Measures, Turn
from callwright.flow.insights.contracts.said import Transcript
from callwright.kernel.text import Text


@dataclass(frozen=True)
class PracticeReview:
    """The review of one practice call. In `transcript` and `hits` the call's id is that of the practice call.

    `checked`: faults and duties that were looked for; `missed`: how many of them were hit. Both None without a
    transcript. `trouble` says why there is none although a recogniser listened.
    """

    practice_id: uuid.UUID
    recording_id: uuid.UUID
    person_id: uuid.UUID
    made_at: datetime
    detector: str
    measures: Measures
    turns: tuple[Turn, ...]
    transcript: Transcript | None = None
    hits: tuple[CheckHit, ...] = ()
    checked: int | None = None
    missed: int | None = None
    trouble: Text | None = None
