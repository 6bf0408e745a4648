"""Saying that something changed, in the caller's transaction: nobody hears of what is rolled back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import text

from callwright.platform.db import Session
from callwright.platform.push.message import CHANNEL, Message, encode

_NOTIFY = text("SELECT pg_notify(:channel, payload) FROM unnest(CAST(:payloads AS text[])) AS payload")
_LONGEST = 200


async def push(
    session: Session,
    topic: str,
    *,
    account_ids: Iterable[uuid.UUID] = (),
    person_ids: Iterable[uuid.UUID] = (),
    permission: str | None = None,
    id: str = "",  # noqa: A002 - the word of the message
) -> None:
    """Tell the screens of these accounts, of these people, and of everybody with the permission.

    The groups add up; with none of them nobody is told. The message is heard when the transaction commits; the
    same message twice in one transaction is heard once. `topic` and `id` carry no personal data: ValueError
    when they are longer than an identifier can be.
    """
    if len(topic) > _LONGEST or len(id) > _LONGEST:
        raise ValueError("a push names a topic and an id, it carries nothing")
    message = Message(topic, id, frozenset(account_ids), frozenset(person_ids), permission or "")
    await push_all(session, message)


async def push_all(session: Session, *messages: Message) -> None:
    """Several messages in one statement."""
    payloads = [payload for message in messages for payload in encode(message)]
    if payloads:
        await session.execute(_NOTIFY, {"channel": CHANNEL, "payloads": payloads})


async def wake(session: Session, channel: str, payload: str) -> None:
    """NOTIFY a process of ours (such as the dialer) on its own channel, when the transaction commits."""
    await session.execute(_NOTIFY, {"channel": channel, "payloads": [payload]})
