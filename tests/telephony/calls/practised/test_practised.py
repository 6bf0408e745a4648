"""An agent practises over the own phone: the call is real, its customer is not, and no figure hears of it."""

from __future__ import annotations

import asyncio
import json

from tests.factories.uncounted import practice_rows, uncounted
from tests.telephony.calls.practised.opened import answering
from tests.telephony.checks import healthy, lived, working

from callwright.adapters.asterisk.customers.sound import linear
from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.coaching import service as coaching
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import PRACTICE, State
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.service import SoundVault
from callwright.rules.practice.profiles import TRUNK

HEARD = 0.01
"""Loudness (root mean square) above which somebody was heard."""


async def test_a_practice_call_is_recorded_reviewed_and_counted_nowhere(shared, customers):
    centre = shared
    await answering(centre, customers)
    person_id = centre.people["E001"]
    await _nothing_to_record(centre, "E001")
    began = centre.runtime.clock.now()
    before = await uncounted(centre.runtime, centre.runtime.clock.now())
    said = await centre.ask("E001", Verb.PRACTISE, profile="busy")
    assert said.error is None
    talking = await centre.becomes(said.attempt_id, AttemptState.TALKING)
    assert (talking.trunk, talking.practice, talking.practice_voice) == (TRUNK, "busy", "tones")
    assert await centre.state("E001") is State.TRAINING
    await centre.until(lambda: _heard(centre), 10)
    refused = await centre.ask(
        "E001", Verb.TRANSFER, said.attempt_id, to_person_id=str(centre.people["E002"]), kind="blind"
    )
    assert refused.error["code"] == "calls.practice_stays"
    await asyncio.sleep(2)
    await centre.ask("E001", Verb.HANG_UP, said.attempt_id)
    ended = await centre.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.ended_reason == "agent_hung_up"
    assert not ended.needs_disposition
    assert await _present(centre, person_id) == (State.TRAINING, PRACTICE, False)

    async with working(centre):
        result = await centre.until(lambda: _reviewed(centre, person_id), 60)
    await _both_are_heard(centre, result.recording)
    assert result.review.measures.turns_customer is not None
    assert result.call.talk_seconds >= 1
    assert await uncounted(centre.runtime, centre.runtime.clock.now()) == before
    assert await practice_rows(centre.runtime) == dict.fromkeys(
        ("live_attempt", "recording", "practice_review"), 1
    )
    assert State.TALKING not in await lived(centre, "E001", since=began)
    await healthy(centre)


async def _heard(centre):
    """The agent's phone hears the customer."""
    return any(_loudness(linear(bytes(one.heard[-8000:]))) > HEARD for one in centre.phone("E001").calls)


def _loudness(samples):
    return float((samples**2).mean() ** 0.5) if len(samples) else 0.0


async def _present(centre, person_id):
    async with centre.runtime.database.transaction() as session:
        one = (await floor.current(session, person_ids=[person_id]))[person_id]
    return one.state, one.reason, one.practising


async def _reviewed(centre, person_id):
    async with centre.runtime.database.transaction() as session:
        found, _ = await coaching.practised(session, visible_people=frozenset({person_id}))
    return next((one for one in found if one.review is not None), None)


async def _both_are_heard(centre, recording):
    runtime = centre.runtime
    async with runtime.database.transaction() as session:
        sound = await recordings.open_sound(session, runtime.ports.get(SoundVault), recording)
        audio = recordings.read_audio(sound, recording)
    agent, customer = audio.channels
    loud = {"agent": _loudness(agent), "customer": _loudness(customer)}
    assert all(one > HEARD for one in loud.values()), json.dumps(loud)


async def _nothing_to_record(centre, employee):
    """What another scenario left without a result gets one: nobody practises before."""
    for row in await centre.rows(
        "SELECT id FROM calls.live_attempt WHERE state = 'ended' AND answered_at IS NOT NULL AND joined_at IS NOT NULL"
        " AND disposed_at IS NULL AND practice = '' AND person_id = :person",
        person=centre.people[employee],
    ):
        await centre.dispose(employee, row.id, Outcome.ANSWERED)
