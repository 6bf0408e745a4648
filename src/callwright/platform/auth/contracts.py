"""What leaves sign-in, and the port that tells whose rows an account may see."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from callwright.platform.db import Session


@dataclass(frozen=True)
class SignedIn:
    """A fresh session: `token` goes into the cookie and is stored only as a hash, `csrf_token` into the page."""

    account_id: uuid.UUID
    token: str
    csrf_token: str
    expires_at: datetime


@dataclass(frozen=True)
class Invitation:
    """A one-time link's secret; shown once, stored only as a hash."""

    token: str
    expires_at: datetime


@dataclass(frozen=True)
class PersonScope:
    """The person behind an account and the people whose rows it may see (None = the whole company)."""

    person_id: uuid.UUID | None
    visible_people: frozenset[uuid.UUID] | None


class ScopeLoader(Protocol):
    """Finds the row scope of an account; wired to the staff register."""

    async def load(self, session: Session, *, account_id: uuid.UUID, roles: frozenset[str]) -> PersonScope:
        """The scope right now; role and team changes take effect with the next request."""
        ...
