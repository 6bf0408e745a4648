"""The only gate: whether a number may be dialed now, asked at the last moment on every path (product §4.6).

Nothing about a number is kept in memory: a refusal written anywhere is seen by the next question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from callwright.flow.calls.contracts.live import OWN_SYSTEM
from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.decide.permission import (
    AUTOMATIC,
    Wanted,
    consents_used,
    facts_of,
    held,
    laws_for,
    over_quota,
    verdict,
)
from callwright.flow.calls.repository import permission as stored
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import Suppression
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import NumberStanding
from callwright.rules.calling.values_retry import default_retry_rules
from callwright.rules.compliance.facts import Barred, PastCall
from callwright.rules.engine.parameters import parameter

BY_CHOICE = frozenset({"manual", "callback"})
"""Modes in which a person chose this number at this moment."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One call that somebody wants to make.

    `contact_id`: whom the call is for, where several contacts share the number. `for_person`: who would talk; a lead
    protected for somebody else is barred. `without_attempt`: an attempt written already for this very dial.
    """

    e164: str
    campaign_code: str
    mode: str
    guaranteed_agent: bool
    caller_number: str
    contact_id: UUID | None = None
    for_person: UUID | None = None
    without_attempt: UUID | None = None


async def permission(
    session: Session,
    *,
    e164: str,
    campaign_code: str,
    mode: str,
    guaranteed_agent: bool,
    caller_number: str,
    at: datetime,
    calendar: CompanyCalendar,
    contact_id: UUID | None = None,
    for_person: UUID | None = None,
    without_attempt: UUID | None = None,
) -> Verdict:
    """Whether this number may be dialed at `at` (UTC); see `permissions` and `Asked`."""
    asked = Asked(
        e164=e164,
        campaign_code=campaign_code,
        mode=str(mode),
        guaranteed_agent=guaranteed_agent,
        caller_number=caller_number,
        contact_id=contact_id,
        for_person=for_person,
        without_attempt=without_attempt,
    )
    return (await permissions(session, asked=[asked], at=at, calendar=calendar))[0]


async def permissions(
    session: Session, *, asked: Sequence[Asked], at: datetime, calendar: CompanyCalendar
) -> list[Verdict]:
    """Whether each of these calls may be made at `at` (UTC), by the law of its place and the ledgers as they stand.

    Four statements for all of them; changes nothing.
    """
    if not asked:
        return []
    day = calendar.day_of(at)
    looked_back = timedelta(days=int(parameter("compliance.history_days", on=day).number))
    standings = await contacts.number_standings(session, asked=[(one.e164, one.contact_id) for one in asked])
    known = await stored.known(
        session,
        [one.e164 for one in asked],
        since=at - looked_back,
        own=OWN_SYSTEM,
        without=[one.without_attempt for one in asked if one.without_attempt is not None],
    )
    against = [(one.e164, one.contact_ids, one.companies) for one in standings]
    lines = await lists.lines_against_numbers(session, asked=against, at=at)
    return [
        _judged(one, standing, known, past, held_by, at=at, day=day)
        for one, standing, past, held_by in zip(asked, standings, known.past, lines, strict=True)
    ]


def _judged(
    asked: Asked,
    standing: NumberStanding,
    known: stored.Known,
    past: Sequence[PastCall],
    lines: Sequence[Suppression],
    *,
    at: datetime,
    day: date,
) -> Verdict:
    place = contacts.place_of(asked.e164, standing.address)
    wanted = Wanted(asked.mode, at, asked.guaranteed_agent, asked.caller_number)
    answer = verdict(
        laws_for(place, on=day, settings=known.settings, simulated=known.simulated),
        facts_of(wanted, standing, place, past),
        _also(
            _held(lines, mode=asked.mode, campaign_code=asked.campaign_code, for_person=asked.for_person),
            _quota(past, day, mode=asked.mode, at=at),
        ),
    )
    if answer.allowed:
        return Verdict(allowed=True, consent_ids=consents_used(standing, at))
    return answer


def _held(
    lines: Sequence[Suppression], *, mode: str, campaign_code: str, for_person: UUID | None
) -> Barred | None:
    """The weightiest line that bars this call.

    A customer may be called by a person, not by a machine that looks for new ones. A protected lead may be called for
    its owner; without a person it is judged by the lead's own campaign, whose picking knows the owner.
    """
    barring = [one for one in lines if _bars(one, mode, campaign_code, for_person)]
    first = lists.weightiest(barring)
    return None if first is None else held(first.kind, lists.kind_name(first.kind), first.until)


def _quota(past: Sequence[PastCall], day: date, *, mode: str, at: datetime) -> Barred | None:
    """The company's own limit per number; a person who dials by hand or as agreed knows why."""
    if mode in BY_CHOICE:
        return None
    rules = default_retry_rules(day)
    return over_quota(past, at, limit=rules.number_rolling, days=rules.rolling_days)


def _also(*found: Barred | None) -> list[Barred]:
    return [one for one in found if one is not None]


def _bars(line: Suppression, mode: str, campaign_code: str, for_person: UUID | None) -> bool:
    if line.kind == "existing_customer":
        return mode in AUTOMATIC
    if line.kind != "protected":
        return True
    if for_person is not None:
        return line.person_id != for_person
    return line.campaign_code != campaign_code
