"""What people ask of the dialer: carried out in order, answered once, refused with a sentence."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Answer, Command, LiveAttempt, Verb
from callwright.flow.calls.contracts.live import WAKE, AgentLeg
from callwright.flow.calls.decide.call_machine import (
    AgentPhoneBack,
    CallEvent,
    HangUp,
    HoldAsked,
    MuteAsked,
)
from callwright.flow.calls.errors import CallIsOver, CallNotFound, PhoneNotReady
from callwright.flow.calls.phone import legs, transferring
from callwright.flow.calls.phone.advancing import advance
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.phone.ordering import dial, practise
from callwright.flow.calls.ports import ChannelEvent
from callwright.flow.calls.service.placing import Wish
from callwright.kernel.errors import CallwrightError
from callwright.kernel.ids import new_id
from callwright.kernel.text import Text
from callwright.platform.db import database_lost
from callwright.registers.campaigns.contracts import DialingMode

log = structlog.get_logger()

LOOK_SECONDS = 2.0
GONE = "the connection on which wake-ups are heard is gone"
UNEXPECTED = Text("操作没有成功，请再试一次。", "That did not work; try once more.")


class Commands:
    """Takes the commands of a node as they are written."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._woken = asyncio.Event()
        self._taken: set[int] = set()

    async def run(self) -> None:
        """Until cancelled: woken by PostgreSQL, and every two seconds in case a wake-up was lost.

        Nothing is taken before it is known what goes on. Commands that were taken and not answered when the database
        went away are taken again.
        """
        self._taken.clear()
        await self._node.known.wait()
        connection = await self._node.database.connect()
        try:
            await connection.add_listener(WAKE, self._wake)
            while not connection.is_closed():
                await self._take_waiting()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
                self._woken.clear()
            raise ConnectionError(GONE)
        finally:
            connection.terminate()

    def _wake(self, *_: object) -> None:
        self._woken.set()
        self._node.asked = True
        self._node.hurry()

    async def _take_waiting(self) -> None:
        try:
            async with self._node.transaction() as session:
                waiting = await service.waiting_commands(session, self._node.name)
        except Exception as error:
            if not database_lost(error):
                raise
            log.warning("commands could not be read")
            return
        for command in waiting:
            if command.id not in self._taken:
                self._taken.add(command.id)
                self._put(command)

    def _put(self, command: Command) -> None:
        async def work() -> None:
            said = await self._carry_out(command)
            async with self._node.transaction() as session:
                await service.answer(session, command, said, self._node.now())
            self._taken.discard(command.id)

        self._node.lanes.put(("command", command.person_id), work)

    async def _carry_out(self, command: Command) -> Answer:
        try:
            return Answer(await _VERBS[command.verb](self._node, command), None)
        except CallwrightError as error:
            sentence = error.sentence()
            return Answer(None, {"code": error.code, "zh": sentence.zh, "en": sentence.en})
        except Exception:
            log.exception("a command failed", verb=str(command.verb))
            return Answer(None, {"code": "calls.unexpected", "zh": UNEXPECTED.zh, "en": UNEXPECTED.en})

    async def other_channel(self, event: ChannelEvent) -> None:
        """A channel that is neither a customer nor a standing leg: somebody listens in."""
        log.debug("event of a listening channel", channel=event.channel_id)


async def _dial(node: Node, command: Command) -> uuid.UUID:
    """Dial once, however often the command is carried out: a dialer may die between the call and its answer."""
    person_id = _person(command)
    async with node.transaction() as session:
        if await service.live_attempt(session, command.own_id) is not None:
            return command.own_id
    if await legs.risen(node, person_id) is None:
        raise PhoneNotReady
    asked = command.arguments
    wish = Wish(
        node=node.name,
        e164=asked["e164"],
        campaign_code=asked["campaign"],
        mode=DialingMode(asked["mode"]),
        lead_id=uuid.UUID(asked["lead_id"]) if asked.get("lead_id") else None,
        contact_id=uuid.UUID(asked["contact_id"]) if asked.get("contact_id") else None,
        person_id=person_id,
        attempt_id=command.own_id,
    )
    return (await dial(node, wish)).id


async def _practise(node: Node, command: Command) -> uuid.UUID:
    """Call a synthesised customer, once however often the command is carried out. Nothing but its profile is asked."""
    person_id = _person(command)
    async with node.transaction() as session:
        if await service.live_attempt(session, command.own_id) is not None:
            return command.own_id
    if await legs.risen(node, person_id) is None:
        raise PhoneNotReady
    return (await practise(node, str(command.arguments["profile"]), person_id, command.own_id)).id


async def _resume(node: Node, command: Command) -> uuid.UUID:
    call = _call(node, command)
    leg = node.leg_up(call.agent_id)
    if leg is None:
        if not await legs.ring(node, _person(command)):
            raise PhoneNotReady
        return call.id
    await advance(node, call.id, AgentPhoneBack(node.now()))
    return call.id


async def _digits(node: Node, command: Command) -> uuid.UUID:
    call = _call(node, command)
    await node.switch.send_digits(call.channel_id, str(command.arguments["digits"]))
    return call.id


async def _listen(node: Node, command: Command) -> uuid.UUID:
    target: AgentLeg | None = node.leg_up(uuid.UUID(command.arguments["person_id"]))
    if target is None:
        raise CallNotFound
    channel = new_id()
    await node.switch.listen(
        channel.hex,
        str(command.arguments["phone"]),
        target.channel_id,
        whisper=bool(command.arguments["whisper"]),
    )
    return channel


async def _listen_end(node: Node, command: Command) -> uuid.UUID | None:
    if command.attempt_id is not None:
        await node.switch.hang_up(command.attempt_id.hex)
    return command.attempt_id


def _event(make: Callable[[Node], CallEvent]) -> Callable[[Node, Command], Awaitable[uuid.UUID]]:
    """A verb that is one event of the call machine."""

    async def carry_out(node: Node, command: Command) -> uuid.UUID:
        call = _call(node, command)
        if await advance(node, call.id, make(node)) is None:
            raise CallIsOver
        return call.id

    return carry_out


def _person(command: Command) -> uuid.UUID:
    if command.person_id is None:
        raise CallNotFound
    return command.person_id


def _call(node: Node, command: Command) -> LiveAttempt:
    """The running call that is meant, when it is the asker's."""
    found = node.attempts.get(command.attempt_id) if command.attempt_id else None
    if found is None:
        raise CallIsOver
    if found.agent_id != command.person_id:
        raise CallNotFound
    return found


_VERBS: dict[Verb, Callable[[Node, Command], Awaitable[uuid.UUID | None]]] = {
    Verb.DIAL: _dial,
    Verb.PRACTISE: _practise,
    Verb.HANG_UP: _event(lambda node: HangUp(node.now())),
    Verb.HOLD: _event(lambda node: HoldAsked(node.now(), on=True)),
    Verb.RETRIEVE: _event(lambda node: HoldAsked(node.now(), on=False)),
    Verb.MUTE: _event(lambda node: MuteAsked(node.now(), on=True)),
    Verb.UNMUTE: _event(lambda node: MuteAsked(node.now(), on=False)),
    Verb.RESUME: _resume,
    Verb.DIGITS: _digits,
    Verb.TRANSFER: lambda node, command: transferring.begin(node, _call(node, command), command),
    Verb.TRANSFER_COMPLETE: lambda node, command: transferring.complete(node, _call(node, command)),
    Verb.TRANSFER_CANCEL: lambda node, command: transferring.cancel(node, _call(node, command)),
    Verb.LISTEN: _listen,
    Verb.LISTEN_END: _listen_end,
}
