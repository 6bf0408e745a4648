"""Phone systems that send their records, and what they sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Proof = Literal["token", "signature"]


@dataclass(frozen=True)
class PhoneSystem:
    """A phone system that may send call records, limited to one department's people when `department_id` is set."""

    name: str
    kind: str
    proof: Proof
    mapping: dict[str, Any]
    department_id: uuid.UUID | None
    active: bool
    added_by: str
    added_at: datetime
    last_heard_at: datetime | None
    generation: int = 1
    token_hash: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class NewPhoneSystem:
    """A phone system just added, with its secret: this is the only time it is told."""

    name: str
    kind: str
    proof: Proof
    path: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class WebhookDelivery:
    """One body as it came and what became of it. `reason` is code, zh and en when nothing of it could be used."""

    id: uuid.UUID
    phone_system: str
    received_at: datetime
    sha256: str
    content_type: str
    size: int
    state: str
    reason: dict[str, str] | None
    accepted: int
    rejected: list[dict[str, Any]]
    skipped: list[str]
