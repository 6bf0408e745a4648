"""The gate: facts about one call in, verdict with rule and sentence out (product §4.6, §11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.decide.permission_sentences import sentence
from callwright.kernel.text import Text
from callwright.registers.contacts.contracts import NumberStanding, Place
from callwright.rules.compliance.facts import Barred, CallFacts, GivenConsent, PastCall, ScrubStamp
from callwright.rules.compliance.judging import first_allowed, judge, weightiest
from callwright.rules.compliance.laws import Law, Settings, laws_of, unchanged_since

AUTOMATIC = frozenset({"progressive", "predictive"})
"""Modes in which a machine chooses the moment; in the others a person dials and waits for the answer."""
_REST = frozenset({"hours", "rest", "closed_days"})
"""Kinds of rules that protect the rest of the person called."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The call somebody wants to make. `caller_number` "" = none is shown."""

    mode: str
    at: datetime
    guaranteed_agent: bool
    caller_number: str


def facts_of(wanted: Wanted, standing: NumberStanding, place: Place, past: Sequence[PastCall]) -> CallFacts:
    """What the rules look at. A person who dials is an agent kept free for the answer."""
    automatic = wanted.mode in AUTOMATIC
    return CallFacts(
        zones=tuple(map(ZoneInfo, place.zones)) or (ZoneInfo("UTC"),),
        at=wanted.at,
        automatic=automatic,
        business=standing.business,
        caller_number=bool(wanted.caller_number),
        guaranteed_agent=wanted.guaranteed_agent or not automatic,
        refused=standing.refused_at is not None,
        consents=tuple(
            GivenConsent(one.form, one.given_at, _earlier(one.ends_at, one.withdrawn_at))
            for one in standing.consents
        ),
        scrubs={one.register: ScrubStamp(one.version_at, one.listed) for one in standing.scrubs},
        past=tuple(past),
    )


def verdict(laws: Sequence[Law], facts: CallFacts, also: Sequence[Barred] = ()) -> Verdict:
    """Allowed, or the rule that bars, in words, and the first moment at which nothing would bar.

    `also` bars beside the law: the suppression ledger, the company's own quotas.
    """
    barred = [*judge(laws, facts), *also]
    if not barred:
        return Verdict(allowed=True)
    first = weightiest(barred)
    titles = {law.id: law.title for law in laws}
    until = None if first.until is None else _first(laws, facts, also)
    return Verdict(
        allowed=False,
        rule=first.law,
        text=sentence(first, titles.get(first.law), until, facts.zones[0]),
        until=until,
        barred_by=tuple(one.law for one in barred),
    )


def _first(laws: Sequence[Law], facts: CallFacts, also: Sequence[Barred]) -> datetime | None:
    start = max([facts.at, *(one.until for one in also if one.until is not None)])
    return first_allowed(laws, replace(facts, at=start))


def held(kind: str, name: Text, until: datetime | None) -> Barred:
    """A line of the suppression ledger that bars this call, until a moment or for good (product §2.5)."""
    return Barred(f"suppression.{kind}", "held", until, {"name": name})


def over_quota(past: Sequence[PastCall], at: datetime, *, limit: int, days: int) -> Barred | None:
    """The company's own limit of dials of one number in rolling days, over all campaigns (product §4.5)."""
    window = timedelta(days=days)
    inside = sorted((call.at for call in past if at - window < call.at <= at), reverse=True)
    if len(inside) < limit:
        return None
    details = {"calls": len(inside), "limit": limit, "hours": days * 24}
    return Barred("quota.number_rolling", "rate", inside[limit - 1] + window, details)


def consents_used(standing: NumberStanding, at: datetime) -> tuple[int, ...]:
    """The entries of the consent ledger in force at a moment, by id."""
    ends = {one.id: _earlier(one.ends_at, one.withdrawn_at) for one in standing.consents}
    return tuple(
        one.id
        for one in standing.consents
        if one.given_at <= at and ((end := ends[one.id]) is None or at < end)
    )


def laws_for(place: Place, *, on: date, settings: Settings, simulated: bool = False) -> tuple[Law, ...]:
    """The rules of a place on a day with what the company decided; worked out once until a rule changes.

    `simulated`: only simulated customers can be reached. Nobody is disturbed at night then; every other rule holds.
    """
    laws = _laws_for(place.country, place.regions, unchanged_since(on), _Decisions(settings))
    return tuple(law for law in laws if law.kind not in _REST) if simulated else laws


class _Decisions:
    """Settings that can be a key: equal when they say the same."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._text = repr(sorted(settings.items(), key=lambda item: item[0]))

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Decisions) and other._text == self._text


@lru_cache(maxsize=4096)
def _laws_for(country: str, regions: tuple[str, ...], on: date, decisions: _Decisions) -> tuple[Law, ...]:
    settings: Mapping[str, Mapping[str, object] | None] = decisions.settings
    return laws_of(country, regions, on=on, settings=settings)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [moment for moment in (one, other) if moment is not None]
    return min(known) if known else None
