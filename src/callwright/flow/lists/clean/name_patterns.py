"""Patterns that take a company name apart: legal form, place, brand and trade."""

from __future__ import annotations

import re

from callwright.flow.lists.clean.knowledge import cities, provinces, words


def alternatives(found: tuple[str, ...]) -> str:
    """Words as one alternation, longest first."""
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


def legal_form() -> str:
    """A legal form at the end, well spelt."""
    return f"(?:{alternatives(words('legal_forms'))})+$"


def misspelt_form() -> str:
    """A usual legal form at the end with one character lost, added, replaced or swapped."""
    variants: set[str] = set()
    for form in words("misspelt_forms"):
        for at in range(len(form)):
            variants.add(form[:at] + form[at + 1 :])
            variants.add(form[:at] + "." + form[at + 1 :])
            if at:
                variants.add(form[:at] + "." + form[at:])
            if at + 1 < len(form):
                variants.add(form[:at] + form[at + 1] + form[at] + form[at + 2 :])
    longest_first = sorted((v for v in variants if len(v) >= 3), key=lambda v: (-len(v), v))
    return f"(?:{'|'.join(longest_first)})$"


def any_form() -> str:
    """A misspelt usual form, else any legal form, at the end."""
    return f"(?:{misspelt_form()})|(?:{legal_form()})"


def plain_cities() -> tuple[str, ...]:
    """Cities that are recognised without 市 behind them."""
    return tuple(city for city in cities() if city not in words("brandlike_cities"))


def place_in_front() -> str:
    """`广东省深圳市` / `深圳` / `北京市` at the start; groups: province, city."""
    return (
        f"^(?:({alternatives(provinces())})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?)??"
        f"(?:({alternatives(plain_cities())})市?|({alternatives(words('brandlike_cities'))})市)"
    )


def province_in_front() -> str:
    """Only a province at the start."""
    return f"^({alternatives(provinces())})(?:省|自治区)?"


def place_in_brackets() -> str:
    """`（北京）` anywhere; a bracket may be missing on one side."""
    return f"[（(]({alternatives(cities())})市?[）)]?|({alternatives(cities())})市?[）)]"


def place_at_end() -> str:
    """A city at the very end, after the legal form is gone."""
    return f"({alternatives(plain_cities())})市?$"


def trade() -> str:
    """What is made of trade words only, up to the end; the first match leaves the shortest brand in front."""
    return f"(?:{alternatives(words('trades'))})+$"


def title() -> str:
    """A title behind a surname."""
    return f"(?:{alternatives(words('titles'))})$"


def name_heads() -> dict[str, tuple[str | None, str | None]]:
    """What a name may begin with, by its first two characters: the only word and its city ("" for a province).

    (None, None) where several words begin so.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for city in plain_cities():
        found.setdefault(city[:2], set()).add((city, city))
    for city in words("brandlike_cities"):
        found.setdefault(city[:2], set()).add((f"{city}市", city))
    for province in provinces():
        if (province, province) not in found.get(province[:2], set()):
            found.setdefault(province[:2], set()).add((province, ""))
    return {head: next(iter(known)) if len(known) == 1 else (None, None) for head, known in found.items()}
