"""The network knows no such number: the number is marked bad, and is not tried again."""

from __future__ import annotations

import pytest

from callwright.flow.calls.contracts import AttemptState
from callwright.flow.floor.contracts import State


@pytest.mark.parametrize(("ending", "code"), [("33", 404), ("44", 604)])
async def test_a_number_that_does_not_exist(shared, ending, code):
    place = shared.pick(ending)
    said = await shared.dial("E001", place)
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.sip_code) == ("invalid_number", code)
    await shared.is_in("E001", State.READY)
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert row.outcome == "invalid_number"
    (number,) = await shared.rows(
        "SELECT health FROM contacts.number WHERE e164 = :e164", e164=shared.numbers[place]
    )
    assert number.health == "bad"
    (plan,) = await shared.rows(
        "SELECT stage, e164 FROM calls.lead_plan WHERE lead_id = :id", id=shared.lead_ids[place]
    )
    assert plan.stage == "done"
