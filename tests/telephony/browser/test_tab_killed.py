"""The agent's tab is killed in the middle of a call: the customer is kept, and who opens the desk again talks on."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import numpy as np
from tests.browser.visit import Visit
from tests.telephony.browser import sounds
from tests.telephony.browser.agent_window import AgentWindow
from tests.telephony.browser.kept import agent_speaks, both_voices
from tests.telephony.browser.served import Served
from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import in_order, lived

from callwright.adapters.asterisk.configuration.dialplan import HEARD
from callwright.flow.calls.contracts import AttemptState, LiveAttempt
from callwright.flow.floor.contracts import State

SPEECH = 6.0
"""Seconds both speak before the tab is killed, and again after."""
RATE, HEAD = 8000, 44
"""Samples a second of what the switch writes, and bytes before the first of them."""
NOTICED_WITHIN = 30.0
"""Seconds until the switch has missed the sound of a dead tab: 12, and what a busy machine adds."""

_OFFERED = """new MutationObserver(() => {
  globalThis.offered ??= document.querySelector('[data-testid=resume]')?.textContent;
}).observe(document, { childList: true, subtree: true })"""
"""Remembers what a strip offered that may be gone within a second, because the phone is back."""


async def test_a_killed_tab_ends_nothing(served: Served, agent_alone: AgentWindow) -> None:
    centre = served.centre
    await agent_alone.start_work()
    await centre.has_leg("E001", NOTICED_WITHIN)
    said = await centre.dial("E001", 0)
    assert said.error is None, said.error
    call = await centre.becomes(said.attempt_id, AttemptState.TALKING)
    await agent_alone.talks()
    await asyncio.sleep(SPEECH)

    killed = time.monotonic()
    await _kill_tabs(agent_alone)
    lost = await centre.becomes(call.id, AttemptState.AGENT_LOST, NOTICED_WITHIN)
    print(f"a killed tab is noticed after {time.monotonic() - killed:.1f} s")
    assert lost.resume_until is not None
    await _customer_is_there(centre, call)

    again = await _opened_again(agent_alone)
    await again.page.goto(f"{again.visit.address}/desk", wait_until="commit")
    offered = await centre.until(lambda: again.page.evaluate("globalThis.offered"), NOTICED_WITHIN)
    assert "恢复通话" in str(offered)
    resumed = _heard_seconds(centre, call)
    back = await centre.becomes(call.id, AttemptState.TALKING, NOTICED_WITHIN)
    await again.talks()
    print(f"they talk again {time.monotonic() - killed:.1f} s after the kill")
    assert (back.answered_at, back.joined_at) == (call.answered_at, call.joined_at)
    await centre.until(lambda: _heard(centre, call, since=resumed), NOTICED_WITHIN)
    print(f"the agent is recorded again {time.monotonic() - killed:.1f} s after the kill")
    await asyncio.sleep(SPEECH)
    await again.hang_up()
    await again.result("interested")

    ended = await centre.becomes(call.id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.outcome) == ("agent_hung_up", "interested")
    channels, rate = await both_voices(served, "E001", ended, 2 * SPEECH)
    part = int((SPEECH - 1) * rate)
    agent_speaks("E001", channels[:, :part], rate)
    agent_speaks("E001", channels[:, -part:], rate)
    states = await lived(centre, "E001")
    assert states[states.index(State.TALKING) :] == [State.TALKING, State.WRAP_UP]
    await in_order(centre)
    assert not again.visit.faults, again.visit.faults


def _heard_file(centre: CallCentre, call: LiveAttempt) -> Path:
    """What the customer hears, as it is recorded while they talk."""
    return centre.runtime.data_folder / "telephony" / "recordings" / f"{call.recording}{HEARD}"


def _heard_seconds(centre: CallCentre, call: LiveAttempt) -> float:
    return max(_heard_file(centre, call).stat().st_size - HEAD, 0) / (2 * RATE)


async def _heard(centre: CallCentre, call: LiveAttempt, *, since: float) -> bool:
    """Whether the agent's voice reaches the customer again: a busy browser takes seconds for its first sound."""
    content = (await asyncio.to_thread(_heard_file(centre, call).read_bytes))[HEAD:]
    sound = np.frombuffer(content[: len(content) // 2 * 2], dtype="<i2")[int(since * RATE) :] / 32768
    return len(sound) > RATE and sounds.energy(sound, sounds.AGENTS["E001"], RATE) > len(sound)


async def _kill_tabs(window: AgentWindow) -> None:
    """SIGKILL for every process that shows pages of this browser."""
    browser = window.page.context.browser
    assert browser is not None
    session = await browser.new_browser_cdp_session()
    processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    crashed = asyncio.Event()
    window.page.on("crash", lambda _: crashed.set())
    for one in processes:
        if one["type"] == "renderer":
            os.kill(one["id"], signal.SIGKILL)
    await asyncio.wait_for(crashed.wait(), 10)
    await window.page.close()


async def _opened_again(window: AgentWindow) -> AgentWindow:
    """A new tab of the same browser: it knows who it was."""
    visit = Visit(await window.page.context.new_page(), window.visit.address)
    await visit.page.add_init_script(_OFFERED)
    visit.watch()
    return AgentWindow(window.employee, visit.page, visit)


async def _customer_is_there(centre: CallCentre, call: LiveAttempt) -> None:
    channel = (await centre.switch.snapshot()).channel(call.channel_id)
    assert channel is not None
    assert channel.state == "up"
