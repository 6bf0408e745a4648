"""Rules as they stand on a day, with what the company has confirmed or tightened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from callwright.kernel.text import Text
from callwright.rules.compliance.law_files import Article, LawSpec, countries, law_specs
from callwright.rules.compliance.value_forms import ValueForm, at_least_as_strict

ELSEWHERE = "other"
"""The rules of a country without rules of its own; they hold only once the owner has confirmed them."""


class UnknownLaw(LookupError):
    """No rule of this id, or none that had begun on the day asked for."""


class LooserThanTheLaw(ValueError):
    """A company may tighten a rule whose text was read, never loosen it."""


@dataclass(frozen=True, slots=True)
class Law:
    """A rule on a day. `value` is the company's own where it has one, else the law's; `own` says which.

    `confirmed`: the owner has confirmed or set it. `open`: not verified and not confirmed yet.
    """

    id: str
    country: str
    regions: tuple[str, ...]
    profile: str
    kind: str
    title: Text
    value: ValueForm
    lawful: ValueForm
    own: bool
    confirmed: bool
    verified: bool
    since: date
    source: str
    links: tuple[str, ...]
    note: str
    checked_until: date
    enforced: str
    how: Text

    @property
    def open(self) -> bool:
        """A default that the owner has still to confirm (product §11)."""
        return not self.verified and not self.confirmed

    @property
    def version(self) -> str:
        """`id@start date`: names this text for ever."""
        return f"{self.id}@{self.since.isoformat()}"


Settings = Mapping[str, Mapping[str, Any] | None]
"""Rule id → the company's own value in the form of its kind, or None where it confirmed the default."""


def law(law_id: str, *, on: date, settings: Settings | None = None) -> Law:
    """One rule on a day; UnknownLaw when there is none."""
    return _law(*_spec(law_id), on, settings or {})


def all_laws(*, on: date, settings: Settings | None = None) -> list[Law]:
    """Every rule that has begun, by country, for the screen and the reference."""
    return [
        _law(country, spec, on, settings or {})
        for country, spec in law_specs()
        if any(article.start <= on for article in spec.values)
    ]


def laws_of(
    country: str, regions: Iterable[str], *, on: date, settings: Settings | None = None
) -> tuple[Law, ...]:
    """The rules that hold for a call into a country and these of its states on a day.

    A rule of a trade holds when the company has confirmed it. A country without rules gets those of `ELSEWHERE`.
    """
    known = country if country in countries() else ELSEWHERE
    wanted = frozenset(regions)
    chosen = settings or {}
    return tuple(
        _law(known, spec, on, chosen)
        for spec in countries()[known].laws
        if (not spec.regions or wanted.intersection(spec.regions))
        and (not spec.profile or spec.id in chosen)
        and any(article.start <= on for article in spec.values)
    )


def unchanged_since(on: date) -> date:
    """The last day on or before `on` on which any rule changed: rules of both days are the same."""
    begun = [start for start in _starts() if start <= on]
    return begun[-1] if begun else on


@cache
def _starts() -> tuple[date, ...]:
    return tuple(sorted({article.start for _, spec in law_specs() for article in spec.values}))


def own_value(law_id: str, value: Mapping[str, Any], *, on: date) -> Mapping[str, Any]:
    """A company's own value, checked: ValueError for the wrong form, LooserThanTheLaw against a verified rule.

    What it leaves out is as the law says.
    """
    _, spec = _spec(law_id)
    article = _standing(spec, on)
    wanted = spec.read({**article.value, **value})
    if article.verified and not at_least_as_strict(spec.kind, wanted, spec.read(article.value)):
        raise LooserThanTheLaw(law_id)
    return wanted.model_dump(mode="json", by_alias=True)


def _spec(law_id: str) -> tuple[str, LawSpec]:
    found = _by_id().get(law_id)
    if found is None:
        raise UnknownLaw(law_id)
    return found


@cache
def _by_id() -> dict[str, tuple[str, LawSpec]]:
    return {spec.id: (country, spec) for country, spec in law_specs()}


def _standing(spec: LawSpec, on: date) -> Article:
    begun = [article for article in spec.values if article.start <= on]
    if not begun:
        raise UnknownLaw(f"{spec.id} has no value on {on.isoformat()}")
    return max(begun, key=lambda article: article.start)


@cache
def _lawful(law_id: str, start: date) -> ValueForm:
    """The text's own value from a day on, read once."""
    _, spec = _spec(law_id)
    return spec.read(_standing(spec, start).value)


def _law(country: str, spec: LawSpec, on: date, settings: Settings) -> Law:
    article = _standing(spec, on)
    lawful = _lawful(spec.id, article.start)
    own = settings.get(spec.id)
    value = lawful if own is None else spec.read(dict(own))
    if own is not None and article.verified and not at_least_as_strict(spec.kind, value, lawful):
        value, own = lawful, None  # the law became stricter than what the company had set before
    return Law(
        id=spec.id,
        country=country,
        regions=spec.regions,
        profile=spec.profile,
        kind=spec.kind,
        title=Text(spec.title.zh, spec.title.en),
        value=value,
        lawful=lawful,
        own=own is not None,
        confirmed=spec.id in settings,
        verified=article.verified,
        since=article.start,
        source=article.source,
        links=article.links,
        note=article.note,
        checked_until=article.checked_until,
        enforced=spec.enforced,
        how=Text(spec.how.zh, spec.how.en),
    )
