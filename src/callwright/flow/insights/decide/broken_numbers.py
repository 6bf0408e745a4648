"""Numbers that somebody says in parts, with a pause after each: no part is a number, all of them together are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callwright.flow.insights.contracts import Said
from callwright.flow.insights.decide.masking import BETWEEN, DIGIT, LONGEST_PLAIN, SPOKEN

PAUSE = 4.0
"""Seconds of silence of the same speaker after which a number does not go on."""
LEAST_DIGITS = 2
"""A single figure at the end of a sentence is a number of things, not a part of a number."""
_MARKS = r"[\s，,。.、！!？?；;]*"
_PART = rf"{DIGIT}(?:{BETWEEN}{DIGIT})*"
_HEAD = re.compile(rf"{_MARKS}({_PART})(?P<whole>{_MARKS}$)?")
_TAIL = re.compile(rf"({_PART}){_MARKS}$")


@dataclass(frozen=True)
class Part:
    """Characters `start` to `end` of the sentence at `place` that are part of a number, of so many digits."""

    place: int
    start: int
    end: int
    digits: int


def broken_numbers(said: Sequence[Said]) -> list[Part]:
    """Every part of a number that its speaker broke up over several sentences (in the order they were said)."""
    found: list[Part] = []
    for speaker in dict.fromkeys(one.speaker for one in said):
        own = [(place, one) for place, one in enumerate(said) if one.speaker is speaker]
        for chain in _chains(own):
            if len(chain) > 1 and sum(part.digits for part in chain) > LONGEST_PLAIN:
                found += chain
    return found


def _chains(own: Sequence[tuple[int, Said]]) -> Iterator[list[Part]]:
    """Parts that follow each other: the end of a sentence, sentences of nothing else, the beginning of one."""
    chain: list[Part] = []
    ended = 0.0
    for place, one in own:
        head = _part(_HEAD.match(one.text), place)
        if chain and (head is None or one.start - ended > PAUSE):
            yield chain
            chain = []
        if head is not None and chain:
            chain.append(head[0])
        if head is None or not head[1] or not chain:
            if chain:
                yield chain
            tail = _part(_TAIL.search(one.text), place)
            chain = [tail[0]] if tail else []
        ended = one.end
    yield chain


def _part(found: re.Match[str] | None, place: int) -> tuple[Part, bool] | None:
    """The part that was found and whether the sentence is nothing else; None for none, or a single figure."""
    if found is None:
        return None
    digits = len(re.sub(r"[^0-9]", "", found[1].translate(SPOKEN)))
    whole = "whole" in found.re.groupindex and found["whole"] is not None
    part = Part(place, found.start(1), found.end(1), digits)
    return (part, whole) if digits >= LEAST_DIGITS else None
