"""Simulated phones of agents: each registers by its name, answers by itself, hums, and can hang up or vanish."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any

from callwright.adapters.asterisk.configuration.plan import LOCAL
from callwright.adapters.asterisk.customers.sip_text import SipMessage, description, digest, request
from callwright.adapters.asterisk.customers.sound import alaw, tone
from callwright.adapters.asterisk.customers.speaking import Speaking

AGENT_HERTZ = 400.0
"""The tone agents' simulated phones speak with; customers use another."""
_REGISTERED_SECONDS = 3600
_PATIENCE = 5.0


class SimulatedPhone(asyncio.DatagramProtocol):
    """One phone on this machine. With `answers` false it only rings."""

    def __init__(self, name: str, password: str, *, switch_port: int, voice: bytes) -> None:
        self.name = name
        self.answers = True
        self.first_number = 0
        """The number of the first packet of its next call: phones choose it at random (RFC 3550)."""
        self._password, self._switch, self._voice = password, (LOCAL, switch_port), voice
        self._transport: asyncio.DatagramTransport | None = None
        self._port = 0
        self._sequence = 0
        self._waiting: dict[str, asyncio.Future[SipMessage]] = {}
        self._calls: dict[str, tuple[SipMessage, Speaking, str]] = {}
        self._work: set[asyncio.Task[None]] = set()

    @property
    def calls(self) -> list[Speaking]:
        """The sound of every call that is up."""
        return [speaking for _, speaking, _ in self._calls.values()]

    async def open(self) -> None:
        """Take a port of this machine."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(LOCAL, 0))
        self._port = self._transport.get_extra_info("sockname")[1]

    async def register(self, *, seconds: int = _REGISTERED_SECONDS) -> None:
        """Register; 0 seconds takes it off. Raises ConnectionError when the switch refuses."""
        uri = f"sip:{LOCAL}:{self._switch[1]}"
        who = f"<sip:{self.name}@{LOCAL}>"
        call_id = secrets.token_hex(8)
        headers = {
            "From": f"{who};tag={secrets.token_hex(4)}",
            "To": who,
            "Call-ID": call_id,
            "Expires": str(seconds),
        }
        answer = await self._ask("REGISTER", uri, headers)
        if answer.status == 401:
            challenge = answer.headers["www-authenticate"]
            proof = digest(challenge, user=self.name, password=self._password, method="REGISTER", uri=uri)
            answer = await self._ask("REGISTER", uri, {**headers, "Authorization": proof})
        if answer.status != 200:
            raise ConnectionError(f"phone {self.name} could not register: {answer.status}")

    def hang_up(self) -> None:
        """The agent ends every call from the phone."""
        for invite, speaking, tag in self._calls.values():
            speaking.close()
            self._sequence += 1
            target = invite.headers["contact"].strip("<>")
            headers = {"From": f"{invite.headers['to']};tag={tag}", "To": invite.headers["from"]}
            self._send("BYE", target, {**headers, "Call-ID": invite.call_id, "CSeq": f"{self._sequence} BYE"})
        self._calls.clear()

    def vanish(self) -> None:
        """Gone without a word, in the middle of whatever it did."""
        for speaking in self.calls:
            speaking.close()
        self._calls.clear()
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        """A message of the switch."""
        if not data.strip():
            return  # a keep-alive
        message = SipMessage.parse(data)
        if message.status:
            waiting = self._waiting.get(message.headers["cseq"])
            if message.status >= 200 and waiting is not None and not waiting.done():
                waiting.set_result(message)
        elif message.method == "INVITE":
            task = asyncio.create_task(self._take(message, addr))
            self._work.add(task)
            task.add_done_callback(self._work.discard)
        elif message.method != "ACK":
            self._reply(message, addr, 200, "OK")
            if message.method in {"BYE", "CANCEL"} and message.call_id in self._calls:
                self._calls.pop(message.call_id)[1].close()

    async def _take(self, invite: SipMessage, address: tuple[str, int]) -> None:
        """Ring, and answer at once; the same call asked again gets the same answer."""
        if invite.call_id not in self._calls:
            self._reply(invite, address, 180, "Ringing")
            if not self.answers:
                return
            speaking, tag = Speaking(self._voice, self.first_number), secrets.token_hex(4)
            self._calls[invite.call_id] = (invite, speaking, tag)
            await speaking.open()
        first, speaking, tag = self._calls[invite.call_id]
        self._reply(invite, address, 200, "OK", tag=tag, body=description(LOCAL, speaking.port))
        speaking.begin((invite if invite.body else first).sound_address())

    def _reply(
        self,
        message: SipMessage,
        address: tuple[str, int],
        status: int,
        reason: str,
        *,
        tag: str = "",
        body: str = "",
    ) -> None:
        known = self._calls.get(message.call_id)
        own = tag or (known[2] if known else "early")
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(
                message.answer(status, reason, tag=own, contact=self._own, body=body), address
            )

    async def _ask(self, method: str, uri: str, headers: dict[str, str]) -> SipMessage:
        self._sequence += 1
        sequence = f"{self._sequence} {method}"
        answer = self._waiting[sequence] = asyncio.get_running_loop().create_future()
        try:
            self._send(method, uri, {**headers, "CSeq": sequence})
            return await asyncio.wait_for(answer, _PATIENCE)
        except TimeoutError:
            raise ConnectionError(f"the switch does not answer phone {self.name}") from None
        finally:
            del self._waiting[sequence]

    def _send(self, method: str, uri: str, headers: dict[str, str]) -> None:
        assert self._transport is not None, "open first"
        self._transport.sendto(
            request(method, uri, own=self._own, port=self._port, headers=headers), self._switch
        )

    @property
    def _own(self) -> str:
        return f"<sip:{self.name}@{LOCAL}:{self._port}>"


class SimulatedPhones:
    """The phones of a team."""

    def __init__(self, *, switch_port: int) -> None:
        self.switch_port = switch_port
        self._phones: dict[str, SimulatedPhone] = {}

    def __getitem__(self, name: str) -> SimulatedPhone:
        """One phone by its name."""
        return self._phones[name]

    async def register(self, passwords: Mapping[str, str], *, hertz: float = AGENT_HERTZ) -> None:
        """Register phones (name → password), new ones and known ones, that hum this tone. Raises ConnectionError."""
        voice = alaw(tone(hertz, 10))
        for name, password in passwords.items():
            known = self._phones.pop(name, None)
            if known is not None:
                known.vanish()
            phone = SimulatedPhone(name, password, switch_port=self.switch_port, voice=voice)
            await phone.open()
            self._phones[name] = phone
            await phone.register()

    def stop(self) -> None:
        """All phones are gone at once."""
        for phone in self._phones.values():
            phone.vanish()
        self._phones.clear()
