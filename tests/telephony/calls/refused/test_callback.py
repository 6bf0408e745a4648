"""Two callbacks were agreed, then one number refused: the other is called back, this one is not."""

from __future__ import annotations

from datetime import timedelta

from tests.telephony.call_centre import CallCentre
from tests.telephony.opening import number

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.registers.campaigns.contracts import DialingMode


async def test_a_callback_that_was_agreed_is_not_made(centre: CallCentre) -> None:
    await centre.open([number(0, "04"), number(1, "04")])
    centre.start()
    await centre.sign_in("E001")
    due = centre.runtime.clock.now() + timedelta(minutes=30)
    for place, later in enumerate((due, due + timedelta(seconds=1))):  # the refused one would be the first
        said = await centre.dial("E001", place)
        await centre.becomes(said.attempt_id, AttemptState.TALKING)
        await centre.ask("E001", Verb.HANG_UP, said.attempt_id)
        ended = await centre.becomes(said.attempt_id, AttemptState.ENDED)
        await centre.dispose("E001", ended.id, Outcome.CALLBACK, callback_at=later)
    await centre.refuse(centre.numbers[0])
    centre.runtime.clock.jump(timedelta(minutes=31))
    await centre.run_campaign(DialingMode.PROGRESSIVE)
    await centre.until(lambda: _called_back(centre), 20)
    assert await _calls(centre, 0) == 1


async def _calls(centre: CallCentre, place: int) -> int:
    rows = await centre.rows(
        "SELECT 1 FROM calls.live_attempt WHERE e164 = :number", number=centre.numbers[place]
    )
    return len(rows)


async def _called_back(centre: CallCentre) -> bool:
    return await _calls(centre, 1) == 2
