"""A customer calls back and comes to the person who called last."""

from __future__ import annotations

from callwright.flow.calls.contracts import AttemptState, Direction, Outcome, Verb


async def test_it_comes_to_who_called_last(shared, customers):
    place = shared.pick("04")
    said = await shared.dial("E002", place)
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.ask("E002", Verb.HANG_UP, said.attempt_id)
    await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.dispose("E002", said.attempt_id, Outcome.EFFECTIVE)
    number = shared.numbers[place]
    await customers.call_in(
        number.removeprefix("+86"), "4008001234", switch_port=shared.phones.switch_port, stays_seconds=4
    )

    async def came() -> object:
        return await shared.rows(
            "SELECT id FROM calls.live_attempt WHERE e164 = :number AND direction = 'inbound'", number=number
        )

    (row,) = await shared.until(came)
    talking = await shared.becomes(row.id, AttemptState.TALKING)
    assert (talking.direction, talking.agent_id) == (Direction.INBOUND, shared.people["E002"])
    assert talking.lead_id == shared.lead_ids[place]
    ended = await shared.becomes(row.id, AttemptState.ENDED)
    assert ended.ended_reason == "customer_left"
    await shared.dispose("E002", ended.id, Outcome.EFFECTIVE)
