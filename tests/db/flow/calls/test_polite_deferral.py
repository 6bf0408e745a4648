"""A campaign may let customers interrupt wrap-ups: what is kept of it, and whom a customer can be given to."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from tests.db.flow.leads.world import CALENDAR
from tests.telephony import opening
from tests.telephony.opening import CAMPAIGN, TEN

from callwright.flow.calls import service
from callwright.flow.calls.contracts import EndedReason
from callwright.flow.calls.decide.call_machine import Answered, HangUp
from callwright.flow.calls.ports import Trunk
from callwright.flow.calls.service.placing import Wish
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.flow.floor.errors import WrongState
from callwright.registers.campaigns.contracts import DialingMode

NUMBER = opening.number(0, "04")


@pytest.fixture
async def waiting(session):
    """A customer who answered and has nobody yet."""
    await opening.company(session)
    (lead,) = await opening.leads(session, [NUMBER], at=TEN)
    await opening.line(session, "main", trunk=Trunk("sample", "127.0.0.1:5060"))
    wish = Wish("main", NUMBER, CAMPAIGN, DialingMode.PREDICTIVE, lead_id=lead)
    attempt, _ = await service.place(session, wish, at=TEN, calendar=CALENDAR)
    answered = Answered(TEN, agent_there=False, resume_until=TEN)
    return (await service.advance(session, attempt.id, answered, calendar=CALENDAR)).attempt


async def dialing(session, **said: object):
    return await service.set_dialing(
        session, campaign_code=CAMPAIGN, running=True, by="t", at=TEN, calendar=CALENDAR, **said
    )


async def test_what_is_not_said_stays_as_it_is(session):
    await opening.company(session)
    first = await dialing(session)
    assert (first.polite_deferral, first.early_media, first.detect_machines) == (False, True, False)
    await dialing(session, polite_deferral=True, early_media=False, detect_machines=True)
    kept = await dialing(session, mode=DialingMode.PREDICTIVE)
    assert (kept.polite_deferral, kept.early_media, kept.detect_machines) == (True, False, True)


async def test_only_a_wrap_up_is_interrupted_and_it_is_remembered(session, waiting):
    person = (await opening.people(session))["E001"]
    wanted = {"person_id": person, "at": TEN, "calendar": CALENDAR, "interrupt": True}
    await floor.enter(session, person_id=person, state=State.READY, at=TEN, campaign=CAMPAIGN)
    with pytest.raises(WrongState):
        await service.give_customer(session, waiting, **wanted)
    await floor.enter(session, person_id=person, state=State.WRAP_UP, at=TEN)
    talking = (await service.give_customer(session, waiting, **wanted)).attempt
    assert (talking.person_id, talking.interrupts) == (person, True)
    assert await service.interrupted_people(session) == set(), "nobody is writing"
    ended = HangUp(TEN, EndedReason.AGENT_HUNG_UP)
    await service.advance(session, talking.id, ended, calendar=CALENDAR)
    assert await service.interrupted_people(session) == {person}
    await floor.finish(session, person_id=person, at=TEN, source="desk")
    assert await service.interrupted_people(session) == set()
    (row,) = (await session.execute(text("SELECT interrupts FROM calls.live_attempt"))).all()
    assert row.interrupts
