"""What people look for in calls, what they note beside them, and how right the checks are."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from callwright.flow.insights.contracts.checks import CheckHit, CheckInForce, Family
from callwright.flow.insights.contracts.said import Said
from callwright.kernel.text import Text

SEARCHED_MEASURES = (
    "talk_share_agent",
    "longest_monologue_seconds",
    "interruptions_by_agent",
    "silence_share",
    "patience_seconds",
    "speech_rate_agent",
    "questions_agent",
)


@dataclass(frozen=True)
class Search:
    """What is looked for: words said next to each other, a check that hit, a measure within bounds (both included).

    `start` and `end` bound the beginning of the call (UTC, end excluded). At least one of the first three is given.
    """

    words: str = ""
    check: str = ""
    measure: str = ""
    at_least: float | None = None
    at_most: float | None = None
    person_id: uuid.UUID | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None


@dataclass(frozen=True)
class FoundCall:
    """A call that was found, with the sentences that have the words or were hit, and the measure looked for."""

    call_id: uuid.UUID
    recording_id: uuid.UUID
    person_id: uuid.UUID
    started_at: dt.datetime
    said: tuple[Said, ...]
    measure: float | None


@dataclass(frozen=True)
class Comment:
    """What somebody noted at a second of a call."""

    id: uuid.UUID
    at: float
    text: str
    author_id: uuid.UUID | None
    author: str
    written_at: dt.datetime


@dataclass(frozen=True)
class WrittenRule:
    """A check with its rule as written, and the versions of it that begin later."""

    check: CheckInForce
    rule: dict[str, Any]
    coming: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """A draft tried on past calls: what it hits, which of these hits are new, and which hits of now it loses.

    `calls` were tried. `precision` and `recall` are those of the family with the draft on the tune half of the
    labelled set, None for families it is not labelled for.
    """

    calls: int
    hits: tuple[CheckHit, ...]
    new: frozenset[uuid.UUID]
    lost: tuple[CheckHit, ...]
    precision: float | None
    recall: float | None


@dataclass(frozen=True)
class HeardAccuracy:
    """How right a family is on the test half as a recogniser heard it.

    `voice` spoke it over `line` on `made_on`; `error_rate` is the share of characters that came out wrong. It `meets`
    the bar of written sentences.
    """

    engine: str
    model: str
    voice: str
    line: str
    made_on: dt.date
    error_rate: float
    sentences: int
    wrong: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None
    meets: bool


@dataclass(frozen=True)
class FamilyAccuracy:
    """How right a family of checks is on the test half of the labelled set; `meets` the bar of precision and recall.

    The figures are those on written sentences; `heard` stands beside them, one for each recogniser that was measured.
    """

    family: Family
    sentences: int
    wrong: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None
    meets: bool
    heard: tuple[HeardAccuracy, ...]


@dataclass(frozen=True)
class Drift:
    """How often people overruled a check: `looked_at` hits, `overruled` of them; `warns` when that is too many."""

    check: str
    title: Text
    looked_at: int
    overruled: int
    warns: bool


@dataclass(frozen=True)
class WeekOfHits:
    """Hits of a check in a week (its Monday) beside the calls judged in it."""

    monday: dt.date
    check: str
    hits: int
    judged_calls: int


@dataclass(frozen=True)
class TeamRange:
    """The middle half of a measure over a team's calls: a quarter lies below `low`, a quarter above `high`."""

    measure: str
    low: float
    high: float
    calls: int
