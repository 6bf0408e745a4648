"""Asking the dialer from a request: the wish is committed, the answer is waited for."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Answer, Verb
from callwright.flow.calls.contracts.live import COMMAND_PATIENCE
from callwright.flow.calls.errors import CommandRefused, DialerDoesNotAnswer
from callwright.flow.floor.errors import NoDesk
from callwright.platform.db import Database
from callwright.platform.principal import Principal
from callwright.platform.runtime import Runtime

LOOK = 0.05


async def ask_dialer(
    runtime: Runtime,
    verb: Verb,
    person_id: uuid.UUID | None,
    call_id: uuid.UUID | None,
    arguments: dict[str, Any],
    *,
    node: str = "",
) -> Answer:
    """What the dialer answered: that of the person's node, or of a named one.

    Raises CommandRefused with its code and sentence, DialerDoesNotAnswer.
    """
    async with runtime.database.transaction() as session:
        number = await service.ask(
            session,
            node=node or await service.node_of(session, person_id),
            verb=verb,
            person_id=person_id,
            attempt_id=call_id,
            arguments=arguments,
        )
    said = await wait_for(runtime.database, number)
    if said.error is not None:
        raise CommandRefused(**said.error)
    return said


async def wait_for(database: Database, command_id: int) -> Answer:
    """What the dialer answered; DialerDoesNotAnswer when it takes too long."""
    for _ in range(int(COMMAND_PATIENCE / LOOK)):
        async with database.transaction() as session:
            said = await service.answer_of(session, command_id)
        if said is not None:
            return said
        await asyncio.sleep(LOOK)
    raise DialerDoesNotAnswer


def own_person(principal: Principal) -> uuid.UUID:
    """The person behind the account, whose desk it is; NoDesk without one."""
    if principal.person_id is None:
        raise NoDesk
    return principal.person_id
