"""A line has room for so many calls at once, an hour and a day; more is refused with the reason."""

from __future__ import annotations

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb


async def test_full_and_out_of_budget(shared):
    await shared.rows("UPDATE calls.line SET capacity = 1 RETURNING 1")
    said = await shared.dial("E001", shared.pick("04"))
    await shared.becomes(said.attempt_id, AttemptState.TALKING)
    place = shared.pick("04")
    assert (await shared.dial("E002", place)).error["code"] == "calls.no_line_free"
    await shared.ask("E001", Verb.HANG_UP, said.attempt_id)
    await shared.becomes(said.attempt_id, AttemptState.ENDED)
    await shared.dispose("E001", said.attempt_id, Outcome.REFUSED)
    await shared.rows("UPDATE calls.line SET capacity = 50, daily_budget = day_count + 1 RETURNING 1")
    last = await shared.dial("E002", place)
    assert last.error is None, "the budget's last call"
    await shared.becomes(last.attempt_id, AttemptState.TALKING)
    assert (await shared.dial("E001", shared.pick("04"))).error["code"] == "calls.no_line_free"
    await shared.rows("UPDATE calls.line SET daily_budget = NULL RETURNING 1")
    await shared.ask("E002", Verb.HANG_UP, last.attempt_id)
    await shared.becomes(last.attempt_id, AttemptState.ENDED)
    await shared.dispose("E002", last.attempt_id, Outcome.REFUSED)
