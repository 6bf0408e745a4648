"""The labelled set: dialogues written for this project, each sentence of an agent with what is wrong with it.

Two halves, by dialogue: rules are changed, and the model learns, by looking at the tune half only. The test half is
written after the rules were frozen and is never looked at for changing them; once it was, it becomes tune and a new one
is written. Phrases are single sentences to learn from; nothing is measured on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from callwright.rules.insights.conversation import AGENT, CUSTOMER, Conversation, Sentence

Half = Literal["tune", "test"]
HALVES: tuple[Half, ...] = ("tune", "test")
LETTERS = {"u": "no_ultimatum", "p": "purposeful", "r": "polite"}
ROLES = {"a": AGENT, "c": CUSTOMER}
SECONDS_A_CHARACTER = 0.19
PAUSE = 0.5


@dataclass(frozen=True)
class Dialogue:
    """One written dialogue of a `file`. `wrong[i]` are the families that sentence `i` of the talk offends."""

    name: str
    half: Half
    talk: Conversation
    wrong: tuple[frozenset[str], ...]
    file: str


@cache
def dialogues() -> tuple[Dialogue, ...]:
    """All of them, tune before test, in file order; ValueError names what cannot be read."""
    folder = resources.files("callwright.rules.insights") / "labelled"
    found: list[Dialogue] = []
    for half in HALVES:
        for file in sorted((folder / half).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".yaml"):
                entries = yaml.safe_load(file.read_text(encoding="utf-8"))["dialogues"]
                found += [_dialogue(entry["id"], half, entry["lines"], file.name) for entry in entries]
    names = [one.name for one in found]
    if len(names) != len(set(names)):
        raise ValueError("two dialogues have one name")
    return tuple(found)


def of_half(half: Half) -> Iterator[Dialogue]:
    """The dialogues of one half."""
    return (one for one in dialogues() if one.half == half)


@cache
def phrases() -> tuple[Dialogue, ...]:
    """The single sentences to learn from, each as a dialogue of its own."""
    folder = resources.files("callwright.rules.insights") / "labelled" / "phrases"
    found: list[Dialogue] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            lines = yaml.safe_load(file.read_text(encoding="utf-8"))["lines"].strip().splitlines()
            found += [
                _dialogue(f"{file.name} {place}", "tune", line, file.name) for place, line in enumerate(lines)
            ]
    return tuple(found)


def _dialogue(name: str, half: Half, lines: str, file: str) -> Dialogue:
    said: list[Sentence] = []
    wrong: list[frozenset[str]] = []
    clock = 0.5
    for line in lines.strip().splitlines():
        head, _, text = line.partition(": ")
        role, _, letters = head.partition("!")
        if role not in ROLES or not text or not set(letters) <= set(LETTERS):
            raise ValueError(f"{name}: cannot read “{line}”")
        end = clock + SECONDS_A_CHARACTER * len(text)
        said.append(Sentence(ROLES[role], clock, end, text, len(said)))
        wrong.append(frozenset(LETTERS[letter] for letter in letters))
        clock = end + PAUSE
    return Dialogue(name, half, Conversation(tuple(said), clock), tuple(wrong), file)
