"""Who cannot practise is told why, and nothing is dialed; a customer who has said everything hangs up."""

from __future__ import annotations

from tests.telephony.calls.practised.opened import answering

from callwright.flow.calls.contracts import AttemptState, Verb
from callwright.flow.floor.contracts import State


async def test_practice_without_customers_is_refused_and_with_them_ends_by_itself(centre, customers):
    await centre.open(["+8613800000088"])
    centre.start()
    await centre.sign_in("E001")
    assert (await centre.ask("E001", Verb.PRACTISE, profile="busy")).error[
        "code"
    ] == "calls.practice_unavailable"
    number = await centre.ask("E001", Verb.PRACTISE, profile="+8613800000088")
    assert number.error["code"] == "calls.practice_customer_unknown"
    assert await centre.rows("SELECT id FROM calls.live_attempt") == []
    assert await centre.state("E001") is State.READY
    await answering(centre, customers)
    said = await centre.ask("E001", Verb.PRACTISE, profile="busy")
    await centre.becomes(said.attempt_id, AttemptState.TALKING)
    ended = await centre.becomes(said.attempt_id, AttemptState.ENDED, 90)
    assert ended.ended_reason == "customer_left"
