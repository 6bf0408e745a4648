"""The test half as recognisers heard it: spoken by a synthetic voice, sent over a telephone line, written down.

What is kept is what was heard, not how right the checks were on it, so the figures always are those of the checks in
force. `python ops/hear_checks.py` makes the files. Dialogues that left the test half do not count any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from callwright.rules.insights.accuracy import JUDGED, Accuracy, Judged, heard_by_ear, of_family
from callwright.rules.insights.conversation import Conversation, Sentence
from callwright.rules.insights.judging import judge
from callwright.rules.insights.labelled import ROLES, Dialogue, of_half
from callwright.rules.insights.language import Check


@dataclass(frozen=True)
class HeardDialogue:
    """A labelled dialogue as it was written down; `covers[i]` are the labelled sentences that line `i` holds."""

    dialogue: Dialogue
    talk: Conversation
    covers: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Hearing:
    """What one recogniser heard: who spoke over which line, and how many characters of the text came out wrong."""

    engine: str
    model: str
    voice: str
    line: str
    made_on: dt.date
    characters: int
    character_errors: int
    dialogues: tuple[HeardDialogue, ...]

    @property
    def error_rate(self) -> float:
        """Characters changed, added or dropped ÷ characters said."""
        return self.character_errors / self.characters


@cache
def hearings() -> tuple[Hearing, ...]:
    """What was measured, a recogniser each, by name; ValueError names what cannot be read."""
    folder = resources.files("callwright.rules.insights") / "labelled" / "heard"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    found = [hearing(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return tuple(one for one in found if one.dialogues)


def hearing(data: dict[str, Any]) -> Hearing:
    """One file as it was written; dialogues that are not of the test half are left out."""
    known = {one.name: one for one in of_half("test")}
    dialogues = tuple(_heard(known[one["id"]], one) for one in data["dialogues"] if one["id"] in known)
    facts = {name: value for name, value in data.items() if name != "dialogues"}
    return Hearing(**facts, dialogues=dialogues)


def accuracy_as_heard(checks: Iterable[Check], heard: Hearing) -> list[Accuracy]:
    """Each family on what a recogniser heard, counted in the labelled sentences.

    A hit on a line that holds several of them counts for those that offend its family, else for the first.
    """
    faults = [one for one in checks if one.kind == "fault" and not heard_by_ear(one)]
    judged = [_judged(one, faults) for one in heard.dialogues]
    return [of_family(family, "test", judged) for family in JUDGED]


def _judged(one: HeardDialogue, faults: list[Check]) -> Judged:
    hits: dict[tuple[str, int], str] = {}
    for hit in judge(one.talk, faults):
        family, covers = hit.check.family, one.covers[hit.sentence.position]
        offending = [place for place in covers if family in one.dialogue.wrong[place]]
        hits |= {(family, place): hit.check.code for place in offending or covers[:1]}
    return Judged(one.dialogue, hits)


def _heard(dialogue: Dialogue, data: dict[str, Any]) -> HeardDialogue:
    said, covers = [], []
    for place, line in enumerate(data["lines"].splitlines()):
        head, _, text = line.partition(": ")
        try:
            role, start, end, held = head.split(" ")
            said.append(Sentence(ROLES[role], float(start), float(end), text, place))
            covers.append(tuple(int(one) for one in held.split(",")))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{dialogue.name}: cannot read “{line}”") from error
    return HeardDialogue(dialogue, Conversation(tuple(said), float(data["seconds"])), tuple(covers))
