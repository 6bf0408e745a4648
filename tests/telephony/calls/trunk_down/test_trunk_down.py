"""Nobody is behind a trunk: no lead loses a try, the trunk rests, the other one goes on, and a ring ends the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.telephony import opening
from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import healthy

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import AttemptState, LiveAttempt, Outcome, Verb
from callwright.flow.calls.service import placing
from callwright.flow.floor.contracts import State
from callwright.rules.calling.waiting import waits

FIRST = "A0"
"""The line over the trunk in question: picked before the other one while both are empty."""
NOBODY = "127.0.0.1:9"


@pytest.fixture(autouse=True)
async def one_trunk_again(shared: CallCentre) -> AsyncIterator[None]:
    """The other scenarios have one trunk."""
    yield
    await shared.rows("UPDATE calls.trunk SET enabled = false WHERE name = 'down' RETURNING 1")


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ring of two seconds, and a rest of one."""
    usual = placing.waits
    short = {"ring": timedelta(seconds=2), "trunk_rest": timedelta(seconds=1)}
    monkeypatch.setattr(placing, "waits", lambda day: replace(usual(day), **short))


async def test_a_trunk_that_refuses_rests_until_a_call_rings(
    shared: CallCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _second_trunk(shared, "tcp")
    began = shared.runtime.clock.now()
    failures = waits(began.date()).trunk_failures
    for _ in range(failures):
        ended = await _dial(shared, AttemptState.ENDED)
        assert (ended.trunk, ended.ended_reason) == ("down", "network")
        await _not_burnt(shared, ended)
        await shared.is_in("E001", State.READY)
    await shared.until(lambda: _line_is(shared, "troubled"))

    talking = await _dial(shared, AttemptState.TALKING)
    assert talking.trunk == "sample", "the other trunk's lines go on"
    await _hang_up(shared, talking)

    usual = placing.waits
    monkeypatch.setattr(placing, "waits", lambda day: replace(usual(day), trunk_rest=timedelta(seconds=0.5)))
    again = await _dial_over(shared, "down", AttemptState.ENDED)
    assert again.ended_reason == "network", "its rest was over and it was tried again"
    assert await _line_is(shared, "troubled")

    await shared.kill()
    await _listen_behind_it(shared)
    shared.start()
    await shared.until(lambda: _known(shared, "udp"))
    rung = await _dial_over(shared, "down", AttemptState.TALKING)
    await shared.until(lambda: _line_is(shared, "free"))
    await _hang_up(shared, rung)
    await healthy(shared)


async def test_nothing_comes_back_from_a_trunk(shared: CallCentre, short_waits: None) -> None:
    await _second_trunk(shared, "udp")
    ended = await _dial(shared, AttemptState.ENDED)
    assert (ended.trunk, ended.ringing_at, ended.early_media) == ("down", None, False)
    assert ended.ended_reason == "network", "where nothing rang, nobody failed to answer"
    await _not_burnt(shared, ended)
    await shared.is_in("E001", State.READY)


async def _second_trunk(centre: CallCentre, transport: str) -> None:
    async with centre.runtime.database.transaction() as session:
        await opening.second_line(
            session, centre.node, trunk="down", line=FIRST, address=NOBODY, transport=transport
        )
    await centre.until(lambda: _known(centre, transport))


async def _known(centre: CallCentre, transport: str) -> bool:
    assert centre.dialer is not None
    return any(one.name == "down" and one.transport == transport for one in centre.dialer.node.trunks)


async def _listen_behind_it(centre: CallCentre) -> None:
    """The carrier is back at its address."""
    await centre.rows(
        "UPDATE calls.trunk SET address = :address, transport = 'udp' WHERE name = 'down' RETURNING 1",
        address=centre.trunk.address,
    )


async def _dial(centre: CallCentre, state: AttemptState) -> LiveAttempt:
    said = await centre.dial("E001", centre.pick("04"))
    assert said.error is None, said.error
    return await centre.becomes(said.attempt_id, state)


async def _dial_over(centre: CallCentre, trunk: str, state: AttemptState) -> LiveAttempt:
    """Dial until a call goes over this trunk: it comes back when its rest is over."""
    for _ in range(20):
        said = await centre.dial("E001", centre.pick("04"))
        found = await centre.call(said.attempt_id)
        if found.trunk == trunk:
            return await centre.becomes(found.id, state)
        await _hang_up(centre, await centre.becomes(found.id, AttemptState.TALKING))
    raise AssertionError(f"nothing is dialed over {trunk}")


async def _hang_up(centre: CallCentre, call: LiveAttempt) -> None:
    await centre.ask("E001", Verb.HANG_UP, call.id)
    await centre.becomes(call.id, AttemptState.ENDED)
    await centre.dispose("E001", call.id, Outcome.EFFECTIVE)


async def _not_burnt(centre: CallCentre, call: LiveAttempt) -> None:
    """The lead has lost no try, and is not dialed again at once."""
    (plan,) = await centre.rows("SELECT * FROM calls.lead_plan WHERE lead_id = :lead", lead=call.lead_id)
    assert (plan.stage, plan.attempts) == ("new", 0)
    assert plan.next_callable_at >= call.ended_at + timedelta(minutes=10)


async def _line_is(centre: CallCentre, state: str) -> bool:
    """What the wallboard says of the line."""
    async with centre.runtime.database.transaction() as session:
        board = await calls.board_lines(
            session, at=centre.runtime.clock.now(), calendar=centre.runtime.calendar
        )
    return next(one.state for one in board if one.name == FIRST) == state
