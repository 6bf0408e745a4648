"""An agent dials, the customer answers, they talk, the customer hangs up, the agent records the result."""

from __future__ import annotations

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import AttemptState, Outcome
from callwright.flow.floor.contracts import State


async def test_a_call_from_click_to_disposition(centre):
    await centre.open(["+8613800000088"])
    centre.start()
    person_id = await centre.sign_in("E001")
    said = await centre.dial("E001")
    assert said.error is None
    talking = await centre.becomes(said.attempt_id, AttemptState.TALKING)
    assert await centre.state("E001") is State.TALKING
    assert talking.person_id == person_id
    ended = await centre.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "customer_left"
    assert await centre.state("E001") is State.WRAP_UP
    async with centre.runtime.database.transaction() as session:
        await calls.dispose(
            session,
            ended.id,
            person_id=person_id,
            outcome=Outcome.INTERESTED,
            note="要报价",
            callback_at=None,
            at=centre.runtime.clock.now(),
            calendar=centre.runtime.calendar,
        )
    (row,) = await centre.rows("SELECT * FROM calls.attempt")
    assert row.outcome == "interested"
    assert row.person_id == person_id
    assert row.recording_name == str(ended.id)
