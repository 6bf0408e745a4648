"""The switch is killed while one pair talks and another phone rings: it is started again, and everybody goes on.

When the dialer dies with it, nobody is left who knows the passwords of desk phones: they are told to the switch anew.
"""

from __future__ import annotations

import time
from pathlib import Path

from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import CLEAR, healthy, lived
from tests.telephony.parts import loudness

from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.phones import AGENT_HERTZ
from callwright.adapters.asterisk.customers.voices import CUSTOMER_HERTZ
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls.contracts import AttemptState, LiveAttempt, Outcome, Verb
from callwright.flow.floor.contracts import State

HEAD = 44
TALKED = 4.0
"""Seconds they talk before; the last two are lost with the switch."""


async def test_everybody_goes_on(shared: CallCentre, house_switch: SwitchProcess, tmp_path: Path) -> None:
    began = shared.runtime.clock.now()
    talking = await _dialed(shared, "E001", "04", AttemptState.TALKING)
    ringing = await _dialed(shared, "E002", "11", AttemptState.RINGING)
    await shared.until(lambda: _talked(shared, talking))
    pid, killed = house_switch.pid, time.monotonic()
    await house_switch.kill()

    lost = await shared.becomes(talking.id, AttemptState.ENDED, 30)
    assert (lost.ended_reason, lost.joined_at) == ("sight_lost", talking.joined_at)
    assert (await shared.becomes(ringing.id, AttemptState.ENDED)).ended_reason == "sight_lost"
    assert house_switch.pid not in {None, pid}
    print(f"the switch is back, its calls are over: {time.monotonic() - killed:.2f} s")

    assert await shared.state("E001") is State.WRAP_UP
    await shared.dispose("E001", lost.id, Outcome.INTERESTED)
    for employee in ("E001", "E002"):
        await shared.is_in(employee, State.READY)
        await shared.has_leg(employee)
    assert (await lived(shared, "E001", began))[-4:] == [
        State.DIALING, State.TALKING, State.WRAP_UP, State.READY
    ]  # fmt: skip
    await _kept(shared, lost, tmp_path)

    again = await _dialed(shared, "E001", "04", AttemptState.TALKING)
    await shared.ask("E001", Verb.HANG_UP, again.id)
    ended = await shared.becomes(again.id, AttemptState.ENDED)
    assert ended.ended_reason == "agent_hung_up"
    await shared.dispose("E001", ended.id, Outcome.EFFECTIVE)
    await healthy(shared)
    (row,) = await shared.rows(
        "SELECT attempt.outcome, recording.truncated, recording.frames, recording.rate FROM calls.attempt"
        " JOIN recordings.recording ON recording.attempt_id = attempt.id WHERE attempt.id = :id",
        id=lost.settled_id,
    )
    assert (row.outcome, row.truncated) == ("interested", True)
    assert row.frames / row.rate >= TALKED - 2.5


async def test_desk_phones_come_back_when_the_dialer_died_too(
    shared: CallCentre, house_switch: SwitchProcess
) -> None:
    await shared.kill()
    await house_switch.kill()
    await shared.switch.close()
    shared.switch = AsteriskSwitch(
        SwitchAddress.of_plan(house_switch.plan)
    )  # as a new process: it knows nothing
    shared.start()
    for employee in ("E001", "E002"):
        await shared.until(lambda employee=employee: _registers(shared, employee), 30)  # type: ignore[misc]
        await shared.is_in(employee, State.READY)
        await shared.has_leg(employee)
    call = await _dialed(shared, "E001", "04", AttemptState.TALKING)
    await shared.ask("E001", Verb.HANG_UP, call.id)
    await shared.becomes(call.id, AttemptState.ENDED)
    await shared.dispose("E001", call.id, Outcome.EFFECTIVE)


async def _registers(centre: CallCentre, employee: str) -> bool:
    """With the password it has had from the beginning."""
    try:
        await centre.phone(employee).register()
    except ConnectionError:
        return False
    return True


async def _dialed(centre: CallCentre, employee: str, ending: str, state: AttemptState) -> LiveAttempt:
    said = await centre.dial(employee, centre.pick(ending))
    assert said.error is None, said.error
    return await centre.becomes(said.attempt_id, state)


async def _talked(centre: CallCentre, call: LiveAttempt) -> bool:
    assert call.joined_at is not None
    return (centre.runtime.clock.now() - call.joined_at).total_seconds() >= TALKED


async def _kept(centre: CallCentre, call: LiveAttempt, folder: Path) -> None:
    """What was on disk at the kill can be heard, though the switch never finished the files."""

    async def files() -> tuple[str, str] | None:
        return await centre.switch.recording_files(call.recording)

    said, heard = await centre.until(files)
    for path, hertz in ((said, CUSTOMER_HERTZ), (heard, AGENT_HERTZ)):
        assert loudness(_repaired(Path(path), folder), hertz) > CLEAR


def _repaired(path: Path, folder: Path) -> Path:
    """A copy whose head says how long it is."""
    sound = bytearray(path.read_bytes())
    sound[4:8] = (len(sound) - 8).to_bytes(4, "little")
    sound[40:44] = (len(sound) - HEAD).to_bytes(4, "little")
    copy = folder / path.name
    copy.write_bytes(sound)
    return copy
