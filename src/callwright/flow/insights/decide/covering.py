"""When in a call something is said that is masked in its transcript: there exported sound carries a beep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callwright.flow.insights.contracts import Said, Word
from callwright.flow.insights.decide.masking import MARK, Stretch, masked_runs
from callwright.rules.insights.matching import fold

MARGIN = 0.15
"""Seconds more on both sides: times of words are those of a recogniser, which may be late by a syllable."""


def masked_words(text: str, words: Sequence[Word], parts: Iterable[Stretch] = ()) -> tuple[Word, ...]:
    """The words of a sentence, each masked number as one word with the time in which it was said.

    Empty when a number is masked and the words do not spell the sentence: nobody knows then when it was said.
    """
    runs = [
        (len(fold(text[:start])), len(fold(text[:end])), mask)
        for start, end, mask in masked_runs(text, parts)
    ]
    if not runs:
        return tuple(words)
    if fold("".join(word.text for word in words)) != fold(text):
        return ()
    kept: list[Word] = []
    place, before = 0, None
    for word in words:
        after = place + len(fold(word.text))
        run = next((one for one in runs if place < one[1] and one[0] < after), None)
        if run is not None and run is before:
            kept[-1] = Word(run[2], kept[-1].start, word.end)
        else:
            kept.append(Word(run[2], word.start, word.end) if run else word)
        place, before = after, run
    return tuple(kept)


def masked_spans(said: Iterable[Said]) -> tuple[tuple[float, float], ...]:
    """Seconds of the call in which masked numbers are said, in order, without overlap.

    A sentence whose words have no times (or that was written down before they were kept) is covered whole.
    """
    spans = sorted(span for one in said for span in _spans(one))
    joined: list[tuple[float, float]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _spans(one: Said) -> list[tuple[float, float]]:
    marks = len(MARK.findall(one.text))
    found = [(word.start, word.end) for word in one.words if MARK.fullmatch(word.text)]
    if marks == 0:
        return []
    if len(found) != marks:
        found = [(one.start, one.end)]
    return [(round(max(0.0, start - MARGIN), 3), round(end + MARGIN, 3)) for start, end in found]
