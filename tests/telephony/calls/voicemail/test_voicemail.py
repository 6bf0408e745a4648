"""A machine answers: with detection on no agent is bothered, with it off the agent records what it was."""

from __future__ import annotations

from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import healthy, lived
from tests.telephony.parts import length

from callwright.flow.calls.contracts import AttemptState, Outcome, Verb
from callwright.flow.calls.phone.ordering import dial
from callwright.flow.calls.service.placing import Wish
from callwright.flow.floor.contracts import State
from callwright.registers.campaigns.contracts import DialingMode


async def test_the_detector_hears_it_and_nobody_is_bothered(shared: CallCentre) -> None:
    began, place = shared.runtime.clock.now(), shared.pick("55")
    assert shared.dialer is not None
    wish = Wish(
        shared.node,
        shared.numbers[place],
        "C1",
        DialingMode.PREDICTIVE,
        lead_id=shared.lead_ids[place],
        detect_machine=True,
    )
    attempt = await dial(shared.dialer.node, wish)
    ended = await shared.becomes(attempt.id, AttemptState.ENDED, 30)
    assert (ended.ended_reason, ended.machine, ended.abandoned) == ("machine", "machine", False)
    assert ended.answered_at is not None
    assert (ended.joined_at, ended.person_id) == (None, None)
    for employee in ("E001", "E002"):
        assert await lived(shared, employee, began) == [State.READY], "nobody noticed anything"
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.raw_outcome, row.person_id) == ("answering_machine", "machine", None)
    (plan,) = await shared.rows(
        "SELECT * FROM calls.lead_plan WHERE lead_id = :lead", lead=shared.lead_ids[place]
    )
    assert (plan.stage, plan.attempts) == ("retry", 1)

    async def files() -> tuple[str, str] | None:
        return await shared.switch.recording_files(ended.recording)

    said, _ = await shared.until(files)
    assert length(said) > 1
    await healthy(shared)
    (kept,) = await shared.rows(
        "SELECT * FROM recordings.recording WHERE attempt_id = :attempt", attempt=ended.settled_id
    )
    assert kept.frames / kept.rate > 1, "what the machine said is kept"


async def test_without_the_detector_the_agent_says_so(shared: CallCentre) -> None:
    place = shared.pick("55")
    said = await shared.dial("E001", place)
    talking = await shared.becomes(said.attempt_id, AttemptState.TALKING)
    assert (talking.detects_machine, talking.machine) == (False, "")
    await shared.ask("E001", Verb.HANG_UP, talking.id)
    ended = await shared.becomes(talking.id, AttemptState.ENDED)
    assert await shared.state("E001") is State.WRAP_UP
    await shared.dispose("E001", ended.id, Outcome.ANSWERING_MACHINE)
    assert await shared.state("E001") is State.READY
    (row,) = await shared.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.person_id, row.effective) == (
        "answering_machine",
        shared.people["E001"],
        False,
    )
    (plan,) = await shared.rows(
        "SELECT * FROM calls.lead_plan WHERE lead_id = :lead", lead=shared.lead_ids[place]
    )
    assert (plan.stage, plan.attempts) == ("retry", 1)
