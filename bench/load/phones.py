"""Many agents' phones played by one SIPp: Python registers them, then SIPp answers, hums and sends sound."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from tests.telephony.processes.house import House

from callwright.adapters.asterisk.configuration.plan import LOCAL
from callwright.adapters.asterisk.customers.phones import SimulatedPhone
from callwright.adapters.asterisk.customers.script import Script
from callwright.adapters.asterisk.customers.voices import prepare_voices

SIP, SOUND = 901, 33000
"""How far from the switch's ports the phones' are."""


class _Registering(SimulatedPhone):
    """Registers from the port at which SIPp will answer: the switch rings where a registration came from."""

    def __init__(self, name: str, password: str, *, switch_port: int, port: int) -> None:
        super().__init__(name, password, switch_port=switch_port, voice=b"")
        self._port = port

    async def open(self) -> None:
        """Take SIPp's port for a moment."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(LOCAL, self._port))


async def play_phones(house: House) -> None:
    """Let SIPp answer whoever rings an agent."""
    base = house.switch.plan.ports.http
    voices = await asyncio.to_thread(prepare_voices, house.simulator.folder / "voices", None)
    script = Script("phones")
    script.call_comes({})
    script.say(180, "Ringing")
    script.say(200, "OK", sound=True)
    script.wait_for("ACK")
    script.play(voices.tone)
    script.wait_for("BYE")
    script.confirm("BYE")
    script.end()
    ports = ("-p", str(base + SIP), "-mp", str(base + SOUND))
    await house.simulator.start(script.text(), "phones", *ports)


async def register(house: House, passwords: Mapping[str, str]) -> None:
    """Tell the switch where these phones are; `play_phones` has to follow at once."""
    ports = house.switch.plan.ports
    for name, password in passwords.items():
        phone = _Registering(name, password, switch_port=ports.sip, port=ports.http + SIP)
        await phone.open()
        await phone.register()
        phone.vanish()
        await asyncio.sleep(0)
