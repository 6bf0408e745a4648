"""Practice calls: who may practise with whom now, and the calls that were made (product §7.3).

They are live attempts like any other and are settled nowhere: see ADR 0023. The dial itself is in `placing`.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from callwright.flow.calls.contracts.practice import (
    HOST_SILENT,
    SPOKEN,
    TONES,
    PracticeCall,
    PracticeCustomer,
    PracticeHost,
    PracticeRoom,
)
from callwright.flow.calls.errors import PracticeCallNotFound, PracticeUnavailable
from callwright.flow.calls.repository import practising
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.rules.practice.profiles import profiles

NO_VOICE = Text(
    "没有安装语音合成组件，练习客户不会说话，只会按说话的节奏发出提示音。运行 make setup 并重新启动后，客户就会说话。",
    "No speech synthesiser is installed: practice customers do not speak, they hum in the rhythm of speech. Run make"
    " setup and start again, and they speak.",
)


async def keep_practice_host(session: Session, *, node: str, port: int, spoken: bool, at: datetime) -> None:
    """The customers of a node answer on this port of its machine at this moment; said again while they do."""
    voice = SPOKEN if spoken else TONES
    await practising.keep_host(session, PracticeHost(node, port, voice, at))


async def practice_room(session: Session, *, person_id: uuid.UUID, at: datetime) -> PracticeRoom:
    """The customers a person may practise with, and whether one can be called now."""
    host = await practising.host_for(session, person_id)
    there = host is not None and is_there(host, at)
    customers = tuple(PracticeCustomer(one.code, one.name, one.trains, one.lines) for one in profiles())
    return PracticeRoom(
        customers=customers,
        voice=host.voice if host is not None and there else "",
        why_not=None if there else PracticeUnavailable.text,
        voice_note=NO_VOICE if host is not None and there and host.voice == TONES else None,
    )


async def practice_node(session: Session, *, person_id: uuid.UUID, at: datetime) -> str:
    """The node whose customers a person would practise with; PracticeUnavailable without any."""
    host = await practising.host_for(session, person_id)
    if host is None or not is_there(host, at):
        raise PracticeUnavailable
    return host.node


async def practice_calls(
    session: Session,
    *,
    visible_people: frozenset[uuid.UUID] | None,
    person_id: uuid.UUID | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[PracticeCall], int]:
    """A page of practice calls of visible people, newest first, and how many there are."""
    return await practising.page(
        session, visible_people=visible_people, person_id=person_id, offset=offset, limit=limit
    )


async def practice_call(
    session: Session, call_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> PracticeCall:
    """One practice call; PracticeCallNotFound (404) also outside `visible_people`, and for a real call."""
    found = await practising.one(session, call_id, visible_people)
    if found is None:
        raise PracticeCallNotFound
    return found


async def is_practice(session: Session, live_attempt_id: uuid.UUID) -> bool:
    """Whether a live attempt is a practice call."""
    return await practising.one(session, live_attempt_id, None) is not None


def is_there(host: PracticeHost, at: datetime) -> bool:
    """Whether these customers have said lately that they answer."""
    return at - host.seen_at < HOST_SILENT
