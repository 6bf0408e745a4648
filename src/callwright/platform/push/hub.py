"""Who listens in this process, and handing each message to those it is for."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from callwright.platform.principal import Principal
from callwright.platform.push.message import RESYNC, Message

MOST_WAITING = 100
"""Different messages that may wait for one screen; one more, and it is told to fetch everything instead."""


@dataclass(frozen=True)
class Said:
    """What a screen hears: a topic, and the id of what changed ("" = anything of it)."""

    topic: str
    id: str = ""


class Screen:
    """One open connection of a signed-in account. The same message waiting twice is said once."""

    def __init__(self, principal: Principal, topics: frozenset[str] | None = None) -> None:
        self.principal = principal
        self._topics = topics
        self._waiting: dict[Said, None] = {}
        self._news = asyncio.Event()

    def tell(self, said: Said) -> None:
        """Let a message wait, unless the screen did not ask for the topic."""
        if self._topics is not None and said.topic not in self._topics and said.topic != RESYNC:
            return
        if said.topic == RESYNC or len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            said = Said(RESYNC)
        if Said(RESYNC) not in self._waiting:
            self._waiting[said] = None
        self._news.set()

    async def hear(self) -> tuple[Said, ...]:
        """Wait for messages and take all of them, oldest first."""
        await self._news.wait()
        return self.take()

    def take(self) -> tuple[Said, ...]:
        """What waits now, oldest first; nothing waits afterwards."""
        self._news.clear()
        heard = tuple(self._waiting)
        self._waiting.clear()
        return heard


class Hub:
    """All screens of this process; `live` is False while PostgreSQL cannot be heard, `closed` at the end."""

    def __init__(self) -> None:
        self.live = False
        self.closed = False
        self._screens: set[Screen] = set()
        self._of_account: defaultdict[uuid.UUID, set[Screen]] = defaultdict(set)
        self._of_person: defaultdict[uuid.UUID, set[Screen]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._screens)

    @contextmanager
    def screen(self, principal: Principal, topics: frozenset[str] | None = None) -> Iterator[Screen]:
        """A screen that hears messages while the block lasts; `topics` None = all it may hear."""
        screen = Screen(principal, topics)
        homes = [self._screens]
        if principal.account_id is not None:
            homes.append(self._of_account[principal.account_id])
        if principal.person_id is not None:
            homes.append(self._of_person[principal.person_id])
        for home in homes:
            home.add(screen)
        try:
            yield screen
        finally:
            for home in homes:
                home.discard(screen)
            self._forget_empty(principal)

    def deliver(self, message: Message) -> None:
        """Hand a message to the screens of its accounts and people, and of whoever has its permission."""
        said = Said(message.topic, message.id)
        for screen in self._addressed(message):
            screen.tell(said)

    def resync(self) -> None:
        """Tell every screen that messages may have been missed."""
        for screen in self._screens:
            screen.tell(Said(RESYNC))

    def close(self) -> None:
        """The process is about to end: every stream ends too, instead of holding it up."""
        self.closed = True
        self.resync()

    def _addressed(self, message: Message) -> set[Screen]:
        found: set[Screen] = set()
        for account_id in message.account_ids:
            found |= self._of_account.get(account_id, set())
        for person_id in message.person_ids:
            found |= self._of_person.get(person_id, set())
        if message.permission:
            found |= {one for one in self._screens if one.principal.may(message.permission)}
        return found

    def _forget_empty(self, principal: Principal) -> None:
        if principal.account_id is not None and not self._of_account[principal.account_id]:
            del self._of_account[principal.account_id]
        if principal.person_id is not None and not self._of_person[principal.person_id]:
            del self._of_person[principal.person_id]
