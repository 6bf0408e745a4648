"""How well a contact fits a campaign's target definition: the one definition of fit (product §2.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from callwright.flow.lists.contracts import ContactFit
from callwright.kernel.text import Text

CRITERIA: dict[str, Text] = {
    "places": Text("地区", "place"),
    "industries": Text("行业", "industry"),
    "sizes": Text("规模", "size"),
    "number_types": Text("号码类型", "kind of number"),
    "keywords": Text("关键词", "keywords"),
    "excluded": Text("排除词", "excluded words"),
}
"""The criteria a target may name, in the order they are shown."""

HOLDS, FAILS, UNKNOWN = "+", "-", "?"
BANDS = (Decimal(0), Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal(1))
_PLACES = ("provinces", "cities", "districts", "regions")
_KEYS = {
    "industries": ("industries",),
    "sizes": ("sizes",),
    "number_types": ("number_types",),
    "keywords": ("keywords",),
    "excluded": ("exclude", "excluded"),
    "places": _PLACES,
}
_SIZE_SAID = re.compile(r"\d+\s*人|人数|规模|集团|大型|中型|小型|微型|个体")
_MOBILE = re.compile(r"\+861[3-9]\d{9}$")
_SERVICE = re.compile(r"\+86(400|800|95|96|10[01]\d|123)\d+$")


@dataclass(frozen=True)
class FitFacts:
    """What is known about a contact; empty text means not known. Numbers in E.164."""

    company: str
    industry: str
    place: str
    remark: str = ""
    numbers: tuple[str, ...] = ()


def fit(target: Mapping[str, Any], facts: FitFacts) -> ContactFit:
    """Share of the judged criteria that hold, 0…1 to four places; None when nothing could be judged.

    Each criterion of the target is answered: it holds, it does not, or too little is known, which is not judged.
    """
    return judge_by(target)(facts)


def judge_by(target: Mapping[str, Any]) -> Callable[[FitFacts], ContactFit]:
    """`fit` for many contacts of one target, whose words are looked up once."""
    asked = [(name, words) for name in CRITERIA if (words := words_of(target, name))]

    def judge(facts: FitFacts) -> ContactFit:
        said = " ".join(part for part in (facts.industry, facts.company, facts.remark) if part)
        return _scored(tuple(name + _answer(name, words, facts, said) for name, words in asked))

    return judge


@cache
def _scored(parts: tuple[str, ...]) -> ContactFit:
    judged = [part for part in parts if not part.endswith(UNKNOWN)]
    if not judged:
        return ContactFit(None, parts)
    share = Decimal(sum(part.endswith(HOLDS) for part in judged)) / Decimal(len(judged))
    return ContactFit(share.quantize(Decimal("0.0001"), ROUND_HALF_UP), parts)


def words_of(target: Mapping[str, Any], criterion: str) -> list[str]:
    """The words a target gives for a criterion; [] when it does not name it."""
    found: list[str] = []
    for key in _KEYS[criterion]:
        value = target.get(key) or []
        found += [str(word) for word in (value if isinstance(value, list) else [value]) if str(word)]
    return found


def _answer(criterion: str, words: list[str], facts: FitFacts, said: str) -> str:
    """Holds, fails or unknown; `said` is what is known beside the place."""
    if criterion == "places":
        return _sign(any(_bare(word) in facts.place for word in words)) if facts.place else UNKNOWN
    if criterion == "number_types":
        kinds = {number_kind(one) for one in facts.numbers}
        return _sign(bool(kinds.intersection(words))) if kinds else UNKNOWN
    if not said:
        return UNKNOWN
    held = any(word in said for word in words)
    if criterion == "excluded":
        return _sign(not held)
    if criterion == "sizes" and not held and not _SIZE_SAID.search(said):
        return UNKNOWN
    return _sign(held)


def _sign(holds: bool) -> str:  # noqa: FBT001 - the one thing it says
    return HOLDS if holds else FAILS


def _bare(place: str) -> str:
    """`上海市` and `上海` are the same place."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市区县" else place


def number_kind(e164: str) -> str:
    """mobile, service, landline or foreign."""
    if not e164.startswith("+86"):
        return "foreign"
    if _MOBILE.match(e164):
        return "mobile"
    return "service" if _SERVICE.match(e164) else "landline"


def summary_of(fits: Iterable[ContactFit], target: Mapping[str, Any]) -> dict[str, Any]:
    """Distribution of the fits of a batch: average, not judged, contacts per band, answers per criterion.

    `bands` are [from, to) except the last, which is exactly 1; `average` is a text of four places or None.
    """
    bands = [0] * len(BANDS)
    words = {name: words_of(target, name) for name in CRITERIA}
    answers = {name: {HOLDS: 0, FAILS: 0, UNKNOWN: 0} for name in CRITERIA}
    total, judged, unknown = Decimal(0), 0, 0
    for one in fits:
        for part in one.parts:
            answers[part[:-1]][part[-1]] += 1
        if one.score is None:
            unknown += 1
            continue
        judged, total = judged + 1, total + one.score
        bands[sum(one.score >= edge for edge in BANDS) - 1] += 1
    return {
        "judged": judged,
        "unknown": unknown,
        "average": str((total / judged).quantize(Decimal("0.0001"), ROUND_HALF_UP)) if judged else None,
        "bands": [{"from": str(low), "count": count} for low, count in zip(BANDS, bands, strict=True)],
        "criteria": [
            {"criterion": name, "words": words[name], "holds": said[HOLDS], "fails": said[FAILS],
             "unknown": said[UNKNOWN]}
            for name, said in answers.items() if words[name]
        ],
    }  # fmt: skip


def explained(one: ContactFit, target: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each criterion of a fit with its words and its answer, for people: {criterion, zh, en, words, holds}."""
    return [
        {
            "criterion": part[:-1],
            **CRITERIA[part[:-1]].to_json(),
            "words": words_of(target, part[:-1]),
            "holds": None if part.endswith(UNKNOWN) else part.endswith(HOLDS),
        }
        for part in one.parts
    ]
