"""What travels through PostgreSQL: a topic, an id, and whom it is for. Never anything about a person."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CHANNEL = "callwright_push"
MOST_IDS = 100
"""Addressees in one message: PostgreSQL takes payloads below 8000 bytes, an id is 35 of them."""
RESYNC = "resync"
"""The topic that says: messages may have been missed, fetch everything anew."""


@dataclass(frozen=True)
class Message:
    """A topic for everybody in one of the groups: these accounts, these people, whoever has the permission."""

    topic: str
    id: str = ""
    account_ids: frozenset[uuid.UUID] = frozenset()
    person_ids: frozenset[uuid.UUID] = frozenset()
    permission: str = ""


def encode(message: Message) -> Iterator[str]:
    """The payloads of a message; long lists of addressees become several."""
    groups = [("a", part) for part in _parts(message.account_ids)]
    groups += [("p", part) for part in _parts(message.person_ids)]
    base = {"t": message.topic} | ({"i": message.id} if message.id else {})
    if message.permission:
        yield json.dumps(base | {"m": message.permission}, separators=(",", ":"))
    for name, part in groups:
        yield json.dumps(base | {name: part}, separators=(",", ":"))


def decode(payload: str) -> Message:
    """The message of a payload; ValueError for anything else."""
    try:
        raw = json.loads(payload)
        return Message(
            topic=str(raw["t"]),
            id=str(raw.get("i", "")),
            account_ids=frozenset(uuid.UUID(hex=one) for one in raw.get("a", ())),
            person_ids=frozenset(uuid.UUID(hex=one) for one in raw.get("p", ())),
            permission=str(raw.get("m", "")),
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"no push message: {payload[:80]!r}") from wrong


def _parts(ids: Iterable[uuid.UUID]) -> Iterator[list[str]]:
    ordered = sorted(one.hex for one in ids)
    for start in range(0, len(ordered), MOST_IDS):
        yield ordered[start : start + MOST_IDS]
