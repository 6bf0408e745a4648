"""Attempts in the words people read: names instead of ids, numbers masked."""

from __future__ import annotations

from collections.abc import Sequence

from callwright.flow.calls.contracts import Attempt, CallView
from callwright.kernel.phone import PhoneNumber
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person


async def describe(
    session: Session, found: Sequence[Attempt], *, reveal_numbers: bool = False
) -> list[CallView]:
    """The given attempts, in the same order, with the names of agents and customers."""
    people = {person.id: person for person in await staff.people(session)}
    known = await contacts.contacts(session, [one.contact_id for one in found if one.contact_id])
    return [
        _view(
            one,
            people.get(one.person_id) if one.person_id else None,
            known.get(one.contact_id) if one.contact_id else None,
            reveal_numbers,
        )
        for one in found
    ]


def _view(
    one: Attempt,
    person: Person | None,
    contact: Contact | None,
    reveal: bool,  # noqa: FBT001 - private
) -> CallView:
    return CallView(
        id=one.id,
        person_id=one.person_id,
        person=person.name if person else "",
        employee_number=person.employee_number if person else "",
        number=one.e164 if reveal else PhoneNumber(one.e164).masked,
        contact_id=one.contact_id,
        company=(contact.company or contact.person) if contact else "",
        campaign=one.campaign_code,
        direction=one.direction,
        started_at=one.started_at,
        answered_at=one.answered_at,
        ended_at=one.ended_at,
        talk_seconds=one.talk_seconds,
        outcome=one.outcome,
        raw_outcome=one.raw_outcome,
        effective=one.effective,
        overlapping=one.overlapping,
        recording_name=one.recording_name,
    )
