"""They talk, the customer hangs up; result, timeline and recording are there."""

from __future__ import annotations

from tests.telephony.checks import lived, recorded

from callwright.flow.calls.contracts import AttemptState, Outcome
from callwright.flow.floor.contracts import State


async def test_the_customer_ends_the_call(shared):
    began = shared.runtime.clock.now()
    said = await shared.dial("E001", shared.pick("88"))
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "customer_left"
    await shared.is_in("E001", State.WRAP_UP)
    await shared.dispose("E001", ended.id, Outcome.EFFECTIVE, note="再联系")
    assert (await lived(shared, "E001", began))[-5:] == [
        State.DIALING,
        State.RINGING,
        State.TALKING,
        State.WRAP_UP,
        State.READY,
    ]
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.person_id) == ("effective", shared.people["E001"])
    assert 4 <= (row.ended_at - row.answered_at).total_seconds() <= 6
    await recorded(shared, ended, seconds=4)
