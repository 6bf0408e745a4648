"""Two switches over one database: calls on both; one dies for good, the other goes on, the dead one's lines rest."""

from __future__ import annotations

from datetime import timedelta

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.registers.campaigns.contracts import DialingMode

HERE, THERE = "north", "south"
_LINES = "SELECT trunk, node, count(*) AS calls FROM calls.live_attempt GROUP BY 1, 2 ORDER BY 1"


async def test_one_dies_for_good_and_the_other_goes_on(houses):
    north, south = houses.north, houses.south
    await north.sign_in("E001", node=HERE)
    await south.sign_in("E002", node=THERE)
    assert south.dialer.node.leg_up(north.people["E001"]) is None, "a phone is at one switch"
    first, second = await north.dial("E001", 0), await south.dial("E002", 1)
    await north.becomes(first.attempt_id, AttemptState.TALKING)
    await south.becomes(second.attempt_id, AttemptState.TALKING)
    rows = await north.rows(_LINES)
    assert [(row.trunk, row.node, row.calls) for row in rows] == [("sample", HERE, 1), ("southern", THERE, 1)]

    await houses.north_switch.kill()
    await north.until(_lost(north))
    assert (await north.call(first.attempt_id)).state is AttemptState.TALKING, "it may be back in a moment"
    assert (await south.call(second.attempt_id)).state is AttemptState.TALKING
    north.runtime.clock.jump(timedelta(seconds=61))
    ended = await north.becomes(first.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "sight_lost"
    assert (await south.call(second.attempt_id)).state is AttemptState.TALKING, "the others talk on"
    await south.ask("E002", Verb.HANG_UP, second.attempt_id)
    await south.becomes(second.attempt_id, AttemptState.ENDED)
    await south.dispose("E002", second.attempt_id, Outcome.EFFECTIVE)

    await south.run_campaign(DialingMode.PROGRESSIVE)
    third = await south.until(_talks(south, "E002"))
    assert third == ("southern", THERE)
    rows = await north.rows(_LINES)
    assert [row.calls for row in rows if row.node == HERE] == [1], "lines of the dead switch are not used"

    await north.dispose("E001", first.attempt_id, Outcome.CALLBACK, callback_at=north.later())
    await south.sign_in("E001", node=THERE)
    assert await south.until(_talks(south, "E001")) == ("southern", THERE), "who moved works on there"


def _lost(centre):
    async def lost():
        return not centre.dialer.node.connected

    return lost


def _talks(centre, employee):
    async def talks():
        rows = await centre.rows(
            "SELECT trunk, node FROM calls.live_attempt WHERE person_id = :person AND state = 'talking'",
            person=centre.people[employee],
        )
        return tuple(rows[0]) if rows else None

    return talks
