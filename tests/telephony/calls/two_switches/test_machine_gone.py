"""A machine dies with its switch and its dialer: another one's dialer gives up its calls."""

from __future__ import annotations

from datetime import timedelta

from callwright.flow.calls.contracts import AttemptState
from callwright.flow.floor.contracts import State


async def test_a_machine_that_is_gone_with_its_dialer_is_cared_for_by_the_other(houses):
    north, south = houses.north, houses.south
    await north.sign_in("E001", node="north")
    said = await north.dial("E001", 0)
    await north.becomes(said.attempt_id, AttemptState.TALKING)
    await north.kill()
    await houses.north_switch.kill()
    await south.until(_known_to_be_alone(south))
    south.runtime.clock.jump(timedelta(seconds=61))
    ended = await south.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "sight_lost"
    assert await south.state("E001") is State.WRAP_UP
    assert await south.rows("SELECT 1 FROM calls.agent_leg") == []


def _known_to_be_alone(centre):
    async def known():
        return "north" in centre.dialer._clockwork._gone._alone_since

    return known
