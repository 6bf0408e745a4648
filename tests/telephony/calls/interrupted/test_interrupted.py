"""Nobody is free: where the campaign allows it, who is writing up a call gets the customer, and finishes after it.

Not in the first seconds of a wrap-up, and never twice in a row, also when the dialer was killed in between.
"""

from __future__ import annotations

import asyncio

from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import lived

from callwright.flow.calls.contracts import AttemptState, LiveAttempt, Outcome, Verb
from callwright.flow.calls.phone.ordering import dial
from callwright.flow.calls.service.placing import Wish
from callwright.flow.floor.contracts import State
from callwright.registers.campaigns.contracts import DialingMode

IN_PEACE = 5.5
"""Seconds after which a wrap-up may be interrupted, and the dialer's next look."""


async def test_a_wrap_up_is_interrupted_once(shared: CallCentre) -> None:
    began = shared.runtime.clock.now()
    await shared.enter("E002", State.BREAK, reason="rest")
    said = await shared.dial("E001", shared.pick("04"))
    first = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    await _hang_up(shared, first)
    await shared.run_campaign(DialingMode.PREDICTIVE, polite_deferral=True)
    early = await _customer(shared)
    assert (await shared.becomes(early.id, AttemptState.ENDED)).abandoned, (
        "the first seconds belong to the agent"
    )

    await asyncio.sleep(IN_PEACE)
    second = await shared.becomes((await _customer(shared)).id, AttemptState.TALKING)
    assert second.person_id == shared.people["E001"]
    assert second.interrupts
    assert second.answered_at is not None
    assert second.joined_at is not None
    assert (second.joined_at - second.answered_at).total_seconds() < 1.5
    await _hang_up(shared, second)

    await shared.kill()
    shared.start()
    await shared.has_leg("E001")
    await asyncio.sleep(IN_PEACE)
    third = await shared.becomes((await _customer(shared)).id, AttemptState.ENDED)
    assert third.abandoned, "nobody is interrupted twice in a row"

    await shared.run_campaign(DialingMode.PREVIEW)
    await shared.dispose("E001", first.id, Outcome.INTERESTED)
    await shared.dispose("E001", second.id, Outcome.EFFECTIVE)
    assert (await lived(shared, "E001", began))[-6:] == [
        State.DIALING, State.TALKING, State.WRAP_UP, State.TALKING, State.WRAP_UP, State.READY
    ]  # fmt: skip


async def _customer(centre: CallCentre) -> LiveAttempt:
    """A customer dialed for whoever is free, who answers at once."""
    assert centre.dialer is not None
    place = centre.pick("04")
    wish = Wish(
        centre.node, centre.numbers[place], "C1", DialingMode.PREDICTIVE, lead_id=centre.lead_ids[place]
    )
    return await dial(centre.dialer.node, wish)


async def _hang_up(centre: CallCentre, call: LiveAttempt) -> None:
    await centre.ask("E001", Verb.HANG_UP, call.id)
    await centre.becomes(call.id, AttemptState.ENDED)
    await centre.is_in("E001", State.WRAP_UP)
