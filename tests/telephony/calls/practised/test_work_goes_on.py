"""After practice work goes on as before: a wish holds, a real call counts, and only it."""

from __future__ import annotations

from datetime import timedelta

from tests.db.flow.leads.world import CALENDAR
from tests.telephony.calls.practised.opened import opened

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State


async def test_after_practice_work_goes_on_as_before(centre, customers):
    await opened(centre, customers)
    person_id = await centre.sign_in("E001")
    said = await centre.ask("E001", Verb.PRACTISE, profile="price")
    await centre.becomes(said.attempt_id, AttemptState.TALKING)
    async with centre.runtime.database.transaction() as session:
        wish = await floor.declare(session, person_id=person_id, state="ready", at=centre.runtime.clock.now())
    assert (wish.state, wish.next_state) == (State.TRAINING, State.READY)
    assert (await centre.dial("E001")).error["code"] in {"floor.wrong_state", "calls.already_in_a_call"}
    await centre.ask("E001", Verb.HANG_UP, said.attempt_id)
    await centre.is_in("E001", State.READY)
    real = await centre.dial("E001")
    assert real.error is None
    ended = await centre.becomes(real.attempt_id, AttemptState.ENDED)
    barred = await centre.ask("E001", Verb.PRACTISE, profile="price")
    assert barred.error["code"] == "calls.disposition_missing"
    await centre.dispose("E001", ended.id, Outcome.INTERESTED)
    (row,) = await centre.rows("SELECT record_id FROM calls.attempt")
    assert row.record_id == str(ended.id)
    async with centre.runtime.database.transaction() as session:
        at = centre.runtime.clock.now()
        day = CALENDAR.bounds(CALENDAR.day_of(at))[0]
        (activity,) = await calls.activity(session, start=day, end=day + timedelta(days=1))
    assert activity.dials == 1
