"""The customer does not pick up: the ring ends by itself, the agent is free again, the lead is tried later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.telephony.checks import lived

from callwright.flow.calls.contracts import AttemptState
from callwright.flow.calls.service import placing
from callwright.flow.floor.contracts import State


async def test_nobody_picks_up(shared, monkeypatch):
    usual = placing.waits
    monkeypatch.setattr(placing, "waits", lambda day: replace(usual(day), ring=timedelta(seconds=3)))
    began = shared.runtime.clock.now()
    place = shared.pick("11")
    said = await shared.dial("E001", place)
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "no_answer"
    assert ended.ringing_at is not None
    assert ended.answered_at is None
    assert 2.5 < (ended.ended_at - ended.dialed_at).total_seconds() < 5
    assert (await lived(shared, "E001", began))[-3:] == [State.DIALING, State.RINGING, State.READY]
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.raw_outcome, row.answered_at) == ("no_answer", "no_answer", None)
    (plan,) = await shared.rows(
        "SELECT * FROM calls.lead_plan WHERE lead_id = :id", id=shared.lead_ids[place]
    )
    assert plan.attempts == 1
    assert plan.next_callable_at > ended.ended_at
