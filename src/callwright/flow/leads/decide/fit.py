"""How well a contact fits the campaign's target definition (product §2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_PLACES = ("provinces", "cities", "districts", "regions")


def fit(
    target: Mapping[str, Any], *, company: str, industry: str, place: str, remark: str = ""
) -> Decimal | None:
    """Share of the judged criteria that hold, 0…1; None when nothing of the target can be judged.

    A place criterion holds when one of its words is in the contact's place; an industry one when a word is in
    the industry, the company name or the remark. What is not known about the contact is not judged.
    """
    judged: list[bool] = []
    places = [word for key in _PLACES for word in _words(target, key)]
    if places and place:
        judged.append(any(_bare(word) in place for word in places))
    industries = _words(target, "industries")
    known = " ".join(part for part in (industry, company, remark) if part)
    if industries and known:
        judged.append(any(word in known for word in industries))
    if not judged:
        return None
    return Decimal(sum(judged)) / Decimal(len(judged))


def _words(target: Mapping[str, Any], key: str) -> list[str]:
    value = target.get(key) or []
    return [str(word) for word in value if str(word)] if isinstance(value, list) else [str(value)]


def _bare(place: str) -> str:
    """`上海市` and `上海` are the same place."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市区县" else place
