"""From what a recogniser gives for a turn to sentences with their times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callwright.flow.insights.contracts import Said, Speaker, Word
from callwright.flow.insights.decide.broken_numbers import broken_numbers
from callwright.flow.insights.decide.covering import masked_words
from callwright.flow.insights.decide.masking import Stretch, masked
from callwright.rules.insights.matching import fold

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")


def sentences(pieces: Iterable[Said]) -> tuple[Said, ...]:
    """Pieces cut at full stops, masked, in the order in which they were said and numbered so.

    Times inside a piece come from its words; without words they are shared out by characters.
    """
    cut = [part for piece in pieces for part in _cut(piece)]
    ordered = sorted(cut, key=lambda one: (one.start, one.end, one.speaker))
    parts: dict[int, list[Stretch]] = {}
    for part in broken_numbers(ordered):
        parts.setdefault(part.place, []).append((part.start, part.end))
    return tuple(_kept(place, one, parts.get(place, [])) for place, one in enumerate(ordered))


def _cut(piece: Said) -> list[Said]:
    texts = [part.strip() for part in _SENTENCE.findall(piece.text) if fold(part)]
    if len(texts) <= 1:
        return [_with(piece, texts[0], piece.start, piece.end, piece.words)] if texts else []
    total = sum(len(fold(one)) for one in texts)
    found, done = [], 0
    for text in texts:
        length = len(fold(text))
        words = _words_of(piece.words, done, done + length)
        start = words[0].start if words else _at(piece, done, total)
        end = words[-1].end if words else _at(piece, done + length, total)
        found.append(_with(piece, text, start, end, words))
        done += length
    return found


def _at(piece: Said, done: int, total: int) -> float:
    return piece.start + (piece.end - piece.start) * done / total


def _words_of(words: Sequence[Word], first: int, last: int) -> tuple[Word, ...]:
    """The words between two places, counted in characters without punctuation."""
    found, place = [], 0
    for word in words:
        length = len(fold(word.text))
        if first <= place < last:
            found.append(word)
        place += length
    return tuple(found)


def _with(piece: Said, text: str, start: float, end: float, words: Sequence[Word]) -> Said:
    return Said(piece.position, piece.speaker, round(start, 3), round(end, 3), text, tuple(words))


def _kept(place: int, one: Said, parts: Sequence[Stretch]) -> Said:
    words = masked_words(one.text, one.words, parts)
    return Said(place, Speaker(one.speaker), one.start, one.end, masked(one.text, parts), words)
