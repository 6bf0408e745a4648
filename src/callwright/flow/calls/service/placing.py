"""The one place from which a number can be dialed (product §4.6, §4.8).

`place` asks the law, takes a place on a line and writes the attempt; only an attempt that was written and committed is
handed to the switch, and only by the dialer. Every path comes through here: click, preview, progressive, predictive,
callback, and the hand-over to an outside number. `place_practice` asks no law, because it chooses the number itself and
there is nobody behind it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from callwright.flow.calls.contracts import AttemptState, Direction, LiveAttempt
from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.errors import (
    AlreadyInACall,
    DispositionMissing,
    NoLineFree,
    NumberBarred,
    PracticeCustomerUnknown,
    PracticeUnavailable,
)
from callwright.flow.calls.ports import CustomerDial
from callwright.flow.calls.repository import lines, live, practising
from callwright.flow.calls.service.permission import Asked, permissions
from callwright.flow.calls.service.practising import is_there
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import PRACTICE, State
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import CallwrightError
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.registers.campaigns.contracts import DialingMode
from callwright.registers.contacts import service as contacts
from callwright.rules.calling.waiting import waits
from callwright.rules.practice.profiles import TRUNK, number_of, profile_named

MAY_DIAL_FROM = frozenset({State.READY, State.WRAP_UP, State.LOOKING_UP, State.NO_LEADS})
"""States in which a person may start a call by hand."""
MAY_PRACTISE_FROM = frozenset({State.READY, State.LOOKING_UP, State.NO_LEADS, State.TRAINING})
"""States in which a person may practise: nobody waits for them, and no call waits for its result."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to dial and for whom. `person_id` None: whoever is free when the customer answers (predictive)."""

    node: str
    e164: str
    campaign_code: str
    mode: DialingMode
    lead_id: uuid.UUID | None = None
    contact_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    early_media: bool = True
    detect_machine: bool = False
    attempt_id: uuid.UUID | None = None
    """The id the attempt is to have; one that is there already is not dialed again."""

    @property
    def agent_is_certain(self) -> bool:
        """Whether an agent is reserved for this call: it cannot be abandoned for want of one."""
        return self.person_id is not None


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a wish: an attempt that was written with the order for the switch, or why there is none."""

    attempt: LiveAttempt | None = None
    order: CustomerDial | None = None
    refusal: CallwrightError | None = None


async def place(
    session: Session, wish: Wish, *, at: datetime, calendar: CompanyCalendar
) -> tuple[LiveAttempt, CustomerDial]:
    """Write the attempt and give the order for the switch, to be carried out after the commit.

    Raises NumberBarred with the rule, NoLineFree, AlreadyInACall; WrongState when the person may not dial now.
    """
    moment = _moment(at, calendar)
    free = await lines.free_places(session, wish.node, 1, moment)
    if not free:
        raise NoLineFree
    (verdict,) = await permissions(session, asked=[_asked(wish, free[0])], at=at, calendar=calendar)
    if not verdict.allowed:
        raise _barred(verdict)
    attempt = _attempt(wish, free[0], at)
    await live.add(session, attempt)
    await lines.count_places(session, free, moment)
    await contacts.use_consents(session, consent_ids=verdict.consent_ids, at=at)
    if wish.person_id is not None:
        await floor.enter(
            session,
            person_id=wish.person_id,
            state=State.DIALING,
            at=at,
            source="dialer",
            source_id=str(attempt.settled_id),
            campaign=wish.campaign_code,
            only_from=MAY_DIAL_FROM,
        )
    return attempt, _order(attempt, at, calendar, early_media=wish.early_media)


async def place_many(
    session: Session, wishes: Sequence[Wish], *, at: datetime, calendar: CompanyCalendar
) -> list[Placed]:
    """The same for several calls of one node that are for whoever is free: all that may be made are written at once.

    Each wish has its answer, in their order; NumberBarred, NoLineFree or AlreadyInACall of one stops no other.
    """
    if not wishes:
        return []
    moment = _moment(at, calendar)
    free = await lines.free_places(session, wishes[0].node, len(wishes), moment)
    able = list(zip(wishes, free, strict=False))
    verdicts = await permissions(session, asked=[_asked(*one) for one in able], at=at, calendar=calendar)
    planned = [
        _attempt(wish, spot, at) if verdict.allowed else None
        for (wish, spot), verdict in zip(able, verdicts, strict=True)
    ]
    written = await live.add_planned(session, [one for one in planned if one is not None])
    made = [place for place, one in enumerate(planned) if one is not None and one.id in written]
    await lines.count_places(session, [free[place] for place in made], moment)
    consents = sorted({one for place in made for one in verdicts[place].consent_ids})
    await contacts.use_consents(session, consent_ids=consents, at=at)
    answers = [
        Placed(refusal=_barred(verdict))
        if attempt is None
        else Placed(refusal=AlreadyInACall())
        if attempt.id not in written
        else Placed(attempt, _order(attempt, at, calendar, early_media=wish.early_media))
        for (wish, _), verdict, attempt in zip(able, verdicts, planned, strict=True)
    ]
    return [*answers, *(Placed(refusal=NoLineFree()) for _ in wishes[len(able) :])]


async def place_practice(
    session: Session,
    *,
    node: str,
    profile: str,
    person_id: uuid.UUID,
    attempt_id: uuid.UUID,
    at: datetime,
    calendar: CompanyCalendar,
) -> tuple[LiveAttempt, CustomerDial]:
    """Write a practice call with a synthesised customer and give the order for the switch.

    Only the profile is chosen: number and trunk follow from it and lead to this machine. No line, no campaign, no lead.
    Raises PracticeCustomerUnknown, PracticeUnavailable, DispositionMissing, AlreadyInACall, WrongState.
    """
    if profile_named(profile) is None:
        raise PracticeCustomerUnknown(profile=profile)
    host = await practising.host(session, node)
    if host is None or not is_there(host, at):
        raise PracticeUnavailable
    if await live.undisposed(session, [person_id]):
        raise DispositionMissing
    attempt = LiveAttempt(
        id=attempt_id,
        node=node,
        state=AttemptState.PLANNED,
        mode=DialingMode.MANUAL,
        direction=Direction.OUTBOUND,
        campaign_code="",
        e164=number_of(profile, attempt_id),
        trunk=TRUNK,
        caller_number="",
        planned_at=at,
        person_id=person_id,
        recording=str(attempt_id),
        practice=profile,
        practice_voice=host.voice,
    )
    await live.add(session, attempt)
    await floor.enter(
        session,
        person_id=person_id,
        state=State.TRAINING,
        at=at,
        reason=PRACTICE,
        source="dialer",
        source_id=str(attempt.settled_id),
        only_from=MAY_PRACTISE_FROM,
    )
    return attempt, _order(attempt, at, calendar, early_media=False)


def _barred(verdict: Verdict) -> NumberBarred:
    return NumberBarred(rule=verdict.rule, reason=verdict.text, until=verdict.until)


def _asked(wish: Wish, free: lines.Place) -> Asked:
    return Asked(
        e164=wish.e164,
        campaign_code=wish.campaign_code,
        mode=str(wish.mode),
        guaranteed_agent=wish.agent_is_certain,
        caller_number=free.caller_number,
        contact_id=wish.contact_id,
        for_person=wish.person_id,
    )


def _attempt(wish: Wish, free: lines.Place, at: datetime) -> LiveAttempt:
    attempt_id = wish.attempt_id or new_id()
    return LiveAttempt(
        id=attempt_id,
        node=wish.node,
        state=AttemptState.PLANNED,
        mode=wish.mode,
        direction=Direction.OUTBOUND,
        campaign_code=wish.campaign_code,
        e164=wish.e164,
        trunk=free.trunk,
        caller_number=free.caller_number,
        planned_at=at,
        lead_id=wish.lead_id,
        contact_id=wish.contact_id,
        person_id=wish.person_id,
        line_id=free.line_id,
        recording=str(attempt_id),
        detects_machine=wish.detect_machine and not wish.agent_is_certain,
    )


def _order(
    attempt: LiveAttempt, at: datetime, calendar: CompanyCalendar, *, early_media: bool
) -> CustomerDial:
    return CustomerDial(
        channel_id=attempt.channel_id,
        trunk=attempt.trunk,
        number=attempt.e164,
        caller_number=attempt.caller_number,
        ring_seconds=int(waits(calendar.day_of(at)).ring.total_seconds()),
        recording=attempt.recording,
        early_media=early_media,
        detect_machine=attempt.detects_machine,
    )


def _moment(at: datetime, calendar: CompanyCalendar) -> lines.Moment:
    day = calendar.day_of(at)
    hour = at.replace(minute=0, second=0, microsecond=0)
    return lines.Moment(at, hour, calendar.bounds(day)[0], at - waits(day).trunk_rest)
