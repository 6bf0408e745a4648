"""The carrier has no room: nobody was called, so the lead does not lose a try."""

from __future__ import annotations

from callwright.flow.calls.contracts import AttemptState
from callwright.flow.floor.contracts import State


async def test_the_carrier_has_no_room(shared):
    place = shared.pick("99")
    said = await shared.dial("E001", place)
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.sip_code) == ("network", 503)
    await shared.is_in("E001", State.READY)
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.raw_outcome) == ("no_answer", "network")
    (plan,) = await shared.rows(
        "SELECT * FROM calls.lead_plan WHERE lead_id = :id", id=shared.lead_ids[place]
    )
    assert (plan.stage, plan.attempts) == ("new", 0)
