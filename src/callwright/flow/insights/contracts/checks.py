"""Checks and their hits: each hit is a sentence with its time and a better wording."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from callwright.flow.insights.contracts.measures import Speaker
from callwright.kernel.text import Text


class Family(StrEnum):
    """What a check belongs to: the three of product §6, the script, and the course of the call."""

    PURPOSEFUL = "purposeful"
    NO_ULTIMATUM = "no_ultimatum"
    POLITE = "polite"
    SCRIPT = "script"
    COURSE = "course"


class Kind(StrEnum):
    """fault: should not be said; duty: is missing; mention: worth knowing; merit: well done."""

    FAULT = "fault"
    DUTY = "duty"
    MENTION = "mention"
    MERIT = "merit"


class Verdict(StrEnum):
    """What a person says about a hit."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True)
class CheckInForce:
    """One check as it holds on a day. `version` names it for ever; `own` when the company published it itself."""

    code: str
    version: str
    family: Family
    kind: Kind
    title: Text
    why: Text
    role: str
    since: dt.date
    source: str
    own: bool


@dataclass(frozen=True)
class CheckHit:
    """One hit: `turn` is the position of the sentence in the transcript, times in seconds from the recording's start.

    For a duty that was missed the sentence is the one where it should have been. `verdict` is what a person said
    about the hit; hits judged wrong stay, so that they can be counted, and leave every sum. `judge` names the model
    that found it, "" = the rules.
    """

    id: uuid.UUID
    recording_id: uuid.UUID
    call_id: uuid.UUID
    person_id: uuid.UUID
    day: dt.date
    check: str
    rule_version: str
    family: Family
    kind: Kind
    title: Text
    speaker: Speaker
    turn: int
    start: float
    end: float
    quote: str
    better: Text | None
    verdict: Verdict | None = None
    judge: str = ""


@dataclass(frozen=True)
class HitCount:
    """How often a check hit in calls of a person in a period, and in how many of the judged calls."""

    person_id: uuid.UUID
    check: str
    family: Family
    kind: Kind
    hits: int
    calls: int
    judged_calls: int
