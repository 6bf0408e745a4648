"""The recording that an agent can play: the agent on the left, the customer on the right, each alone."""

from __future__ import annotations

import io
import uuid

import numpy as np
import soundfile
from tests.telephony.browser import sounds
from tests.telephony.browser.served import Served

from callwright.flow.calls.contracts import LiveAttempt

APART = 30.0
"""How many times more of a voice there is on its own channel than on the other."""
Stereo = tuple[np.ndarray, int]


async def both_voices(served: Served, employee: str, call: LiveAttempt, seconds: float) -> Stereo:
    """Wait until it is stored and hear that both spoke, on channels of their own; gives (channels, rate)."""

    async def stored() -> uuid.UUID | None:
        rows = await served.centre.rows(
            "SELECT id FROM recordings.recording WHERE attempt_id = :attempt", attempt=call.settled_id
        )
        return rows[0].id if rows else None

    recording = await served.centre.until(stored, 30)
    sound = (await served.get(employee, f"/api/recordings/{recording}/audio")).content
    channels, rate = soundfile.read(io.BytesIO(sound))
    assert len(channels) / rate >= seconds
    apart(employee, channels.T, rate)
    return channels.T, rate


def agent_speaks(employee: str, channels: np.ndarray, rate: int) -> None:
    """In this part too; customers rest now and then, agents' microphones never do."""
    agent, customer = channels
    voice = sounds.AGENTS[employee]
    assert sounds.energy(agent, voice, rate) > APART * sounds.energy(customer, voice, rate)


def apart(employee: str, channels: np.ndarray, rate: int) -> None:
    """Each voice is on its own channel, and nobody else's is there."""
    agent, customer = channels
    voice, foreign = sounds.AGENTS[employee], sounds.AGENTS["E002" if employee == "E001" else "E001"]
    for band, own, others in ((voice, agent, customer), (sounds.CUSTOMER, customer, agent)):
        assert sounds.energy(own, band, rate) > APART * sounds.energy(others, band, rate)
    assert sounds.energy(agent, voice, rate) > APART * sounds.energy(agent, foreign, rate)
