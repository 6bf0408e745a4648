"""A customer answers and nobody is free: let go after two seconds with an apology, and counted."""

from __future__ import annotations

from callwright.flow.calls.contracts import AttemptState
from callwright.flow.calls.phone.ordering import dial
from callwright.flow.calls.service.placing import Wish
from callwright.flow.floor.contracts import State
from callwright.registers.campaigns.contracts import DialingMode


async def test_nobody_is_free(shared):
    await shared.enter("E001", State.BREAK, reason="rest")
    await shared.enter("E002", State.BREAK, reason="rest")
    place = shared.pick("04")
    wish = Wish(
        shared.node, shared.numbers[place], "C1", DialingMode.PREDICTIVE, lead_id=shared.lead_ids[place]
    )
    attempt = await dial(shared.dialer.node, wish)
    ended = await shared.becomes(attempt.id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.abandoned, ended.person_id) == ("abandoned", True, None)
    waited = (ended.ended_at - ended.answered_at).total_seconds()
    assert 2 <= waited < 4, "the law's two seconds, and the dialer's next look"
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(attempt.id))
    assert row.person_id is None
    again = Wish(shared.node, shared.numbers[place], "C1", DialingMode.PREDICTIVE)
    verdict = await shared.refusal(again)
    assert verdict, "who was abandoned is not dialed again at once"
