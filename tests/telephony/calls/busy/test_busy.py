"""The customer is talking to somebody else."""

from __future__ import annotations

from tests.telephony.checks import lived

from callwright.flow.calls.contracts import AttemptState
from callwright.flow.floor.contracts import State


async def test_busy(shared):
    began = shared.runtime.clock.now()
    said = await shared.dial("E001", shared.pick("22"))
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.sip_code, ended.cause) == ("busy", 486, 17)
    assert (await lived(shared, "E001", began))[-1] is State.READY
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.raw_outcome) == ("busy", "busy")
