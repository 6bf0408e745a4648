"""A customer says: never again. From that moment nobody dials the number, by no path, in no running campaign."""

from __future__ import annotations

from datetime import timedelta

from tests.telephony.call_centre import CallCentre
from tests.telephony.opening import number

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.calls.service.placing import Wish
from callwright.flow.floor.contracts import State
from callwright.registers.campaigns.contracts import DialingMode


async def test_a_refusal_bars_every_path_at_once(shared):
    place = shared.pick("04")
    said = await shared.dial("E001", place)
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.dispose("E001", said.attempt_id, Outcome.DO_NOT_CALL)
    await shared.ask("E001", Verb.HANG_UP, said.attempt_id)
    await shared.becomes(said.attempt_id, AttemptState.ENDED)
    by_hand = await shared.dial("E002", place)
    assert by_hand.error["code"] == "calls.barred"
    without_lead = await shared.ask(
        "E002", Verb.DIAL, e164=shared.numbers[place], campaign="C1", mode="manual"
    )
    assert without_lead.error["code"] == "calls.barred"
    for mode in (DialingMode.PREDICTIVE, DialingMode.PROGRESSIVE, DialingMode.CALLBACK):
        assert await shared.refusal(Wish(shared.node, shared.numbers[place], "C1", mode)) == "calls.barred"
    (count,) = await shared.rows(
        "SELECT count(*) FROM calls.live_attempt WHERE e164 = :number", number=shared.numbers[place]
    )
    assert count[0] == 1


async def test_a_phone_that_rings_is_let_go_within_a_second(shared: CallCentre) -> None:
    place = shared.pick("11")
    said = await shared.dial("E001", place)
    ringing = await shared.becomes(said.attempt_id, AttemptState.RINGING)
    await shared.refuse(shared.numbers[place])
    refused_at = shared.runtime.clock.now()
    ended = await shared.becomes(ringing.id, AttemptState.ENDED, 5)
    assert ended.ended_reason == "barred"
    assert ended.ended_at - refused_at < timedelta(seconds=1)
    await shared.is_in("E001", State.READY)
    await shared.until(lambda: _gone(shared, ringing.channel_id))


async def test_who_talks_already_is_not_cut_off(shared: CallCentre) -> None:
    place = shared.pick("04")
    said = await shared.dial("E001", place)
    talking = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await shared.refuse(shared.numbers[place])
    rings = await shared.dial("E002", shared.pick("11"))
    await shared.becomes(rings.attempt_id, AttemptState.RINGING)
    await shared.refuse((await shared.call(rings.attempt_id)).e164)
    await shared.becomes(rings.attempt_id, AttemptState.ENDED)
    assert (await shared.call(talking.id)).state is AttemptState.TALKING
    await shared.ask("E001", Verb.HANG_UP, talking.id)
    await shared.becomes(talking.id, AttemptState.ENDED)
    await shared.dispose("E001", talking.id, Outcome.DO_NOT_CALL)


async def test_a_running_campaign_passes_over_who_refused_meanwhile(centre: CallCentre) -> None:
    """Those who are busy take it a second each; two who refuse while it runs are never dialed."""
    await centre.open([number(place, "22") for place in range(7)])
    centre.start()
    await centre.sign_in("E001")
    await centre.run_campaign(DialingMode.PROGRESSIVE)
    await centre.until(lambda: _dialed(centre, 1))
    known = await _numbers(centre)
    late = [one for one in centre.numbers if one not in known][-2:]
    for e164 in late:
        await centre.refuse(e164)
    refused_at = centre.runtime.clock.now()
    await centre.until(lambda: _dialed(centre, 7 - len(late)), 30)
    await centre.until(lambda: _nothing_open(centre), 10)
    for row in await centre.rows("SELECT e164, planned_at FROM calls.live_attempt"):
        assert row.e164 not in late or row.planned_at < refused_at


async def _gone(centre: CallCentre, channel_id: str) -> bool:
    return (await centre.switch.snapshot()).channel(channel_id) is None


async def _numbers(centre: CallCentre) -> set[str]:
    return {row.e164 for row in await centre.rows("SELECT e164 FROM calls.live_attempt")}


async def _dialed(centre: CallCentre, at_least: int) -> bool:
    return len(await _numbers(centre)) >= at_least


async def _nothing_open(centre: CallCentre) -> bool:
    """Nobody is left whom the campaign could call."""
    return not await centre.rows(
        "SELECT 1 FROM calls.lead_plan p WHERE stage = 'new' AND next_callable_at <= :now"
        " AND NOT EXISTS (SELECT 1 FROM contacts.refusal r WHERE r.e164 = p.e164)",
        now=centre.runtime.clock.now(),
    )
