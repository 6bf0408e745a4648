"""What a call is found by: pairs of neighbouring characters, words of letters and digits, and codes of checks.

Chinese is written without spaces, so every two neighbouring characters are a term and a phrase is found by its pairs;
the phrase itself is then looked for in the plain text, so that nothing wrong is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callwright.flow.insights.contracts import Said
from callwright.rules.insights.matching import fold

_LATIN = re.compile(r"[a-z0-9]+")
_CHINESE = re.compile(r"[^a-z0-9]+")
CHECK = "#"


def plain_text(said: Sequence[Said]) -> str:
    """The call without punctuation, a line a sentence."""
    return "\n".join(fold(one.text) for one in said)


def lines_with(plain: str, words: str) -> list[int]:
    """The places of the lines of a plain call that have these words, both without punctuation."""
    return [place for place, line in enumerate(plain.split("\n")) if words in line]


def terms(said: Sequence[Said], checks: Iterable[str] = ()) -> list[str]:
    """Every term of a call, sorted."""
    found = {f"{CHECK}{code}" for code in checks}
    for one in said:
        plain = fold(one.text)
        found.update(_LATIN.findall(plain))
        for run in _CHINESE.findall(plain):
            found.update(run)
            found.update(run[start : start + 2] for start in range(len(run) - 1))
    return sorted(found)


def wanted_terms(phrase: str) -> list[str]:
    """The terms every call with this phrase has; empty when there is nothing to look for."""
    plain = fold(phrase)
    found = set(_LATIN.findall(plain)[1:-1])  # the outer ones may be parts of longer words
    for run in _CHINESE.findall(plain):
        found.update([run] if len(run) == 1 else (run[start : start + 2] for start in range(len(run) - 1)))
    return sorted(found)
