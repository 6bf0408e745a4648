"""Phone systems that send their call records by themselves (product §4.9): who may, and keeping what came."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from callwright.flow.calls.contracts.webhook import (
    NewPhoneSystem,
    PhoneSystem,
    Proof,
    WebhookDelivery,
)
from callwright.flow.calls.decide.mapping import read_mapping
from callwright.flow.calls.decide.webhook_proof import NAME, sent_token, signature_fits, token_fits
from callwright.flow.calls.errors import (
    DeliveryNotFound,
    PhoneSystemNameUnusable,
    PhoneSystemNotFound,
    UnknownPhoneSystemKind,
    WebhookUnproven,
)
from callwright.flow.calls.ports import PhoneSystems, SigningKeys
from callwright.flow.calls.repository import webhook
from callwright.kernel.ids import new_id
from callwright.platform.db import Session

PATH = "/api/calls/webhook/"


async def add_phone_system(
    session: Session,
    *,
    name: str,
    kind: str,
    systems: PhoneSystems,
    keys: SigningKeys,
    by: str,
    now: datetime,
    proof: Proof = "token",
    mapping: Mapping[str, Any] | None = None,
    department_id: uuid.UUID | None = None,
) -> NewPhoneSystem:
    """Let a phone system send; adding it again changes it and gives it a new secret, the old one ends.

    The secret is in the answer and nowhere else. Raises PhoneSystemNameUnusable, UnknownPhoneSystemKind,
    MappingUnreadable.
    """
    if not NAME.match(name):
        raise PhoneSystemNameUnusable(name=name)
    if kind not in systems.kinds():
        raise UnknownPhoneSystemKind(kind=kind, known="、".join(systems.kinds()))
    read_mapping(mapping)
    known = await webhook.system(session, name)
    generation = known.generation + 1 if known else 1
    secret = secrets.token_urlsafe(32) if proof == "token" else keys.derive(_secret_name(name, generation))
    await webhook.save_system(
        session,
        {
            "name": name,
            "kind": kind,
            "proof": proof,
            "token_hash": hashlib.sha256(secret.encode()).digest() if proof == "token" else None,
            "generation": generation,
            "mapping": dict(mapping or {}),
            "department_id": department_id,
            "active": True,
            "added_by": by,
            "added_at": now,
        },
    )
    return NewPhoneSystem(name, kind, proof, PATH + name, secret)


async def stop_phone_system(session: Session, *, name: str) -> None:
    """Refuse what this system sends from now on; what it sent stays. PhoneSystemNotFound (404)."""
    known = await webhook.system(session, name)
    if known is None:
        raise PhoneSystemNotFound(name=name)
    await webhook.save_system(
        session,
        {
            "name": name,
            "kind": known.kind,
            "proof": known.proof,
            "token_hash": known.token_hash,
            "mapping": known.mapping,
            "active": False,
            "added_by": known.added_by,
            "added_at": known.added_at,
        },
    )


async def phone_systems(session: Session) -> list[PhoneSystem]:
    """All phone systems that may or might send, by name."""
    return await webhook.systems(session)


async def receive_webhook(
    session: Session,
    *,
    name: str,
    headers: Mapping[str, str],
    body: bytes,
    keys: SigningKeys,
    now: datetime,
) -> tuple[uuid.UUID, bool]:
    """Keep what a phone system sent, whatever is in it; returns the delivery and whether it came before.

    Raises WebhookUnproven (401), the same for an unknown system, a stopped one and a wrong secret.
    """
    system = await webhook.system(session, name)
    if not _proven(system, name, headers, body, keys) or system is None or not system.active:
        raise WebhookUnproven
    return await webhook.receive(
        session,
        {
            "id": new_id(),
            "phone_system": name,
            "received_at": now,
            "sha256": hashlib.sha256(body).hexdigest(),
            "content_type": headers.get("content-type", "")[:200],
            "body": body,
        },
    )


async def webhook_deliveries(
    session: Session, *, name: str | None, state: str | None, offset: int, limit: int
) -> tuple[Sequence[WebhookDelivery], int]:
    """One page of what came, newest first, and the total."""
    return await webhook.deliveries(session, name=name, state=state, offset=offset, limit=limit)


async def webhook_body(session: Session, delivery_id: uuid.UUID) -> bytes:
    """A body as it came; DeliveryNotFound (404)."""
    found = await webhook.body(session, delivery_id)
    if found is None:
        raise DeliveryNotFound
    return found


async def take_webhook_again(session: Session, delivery_id: uuid.UUID) -> str:
    """Let a body that was not wholly taken be read once more; returns its phone system. DeliveryNotFound (404)."""
    name = await webhook.wait_again(session, delivery_id)
    if name is None:
        raise DeliveryNotFound
    return name


def _proven(
    system: PhoneSystem | None, name: str, headers: Mapping[str, str], body: bytes, keys: SigningKeys
) -> bool:
    if system is not None and system.proof == "signature":
        return signature_fits(headers, body, keys.derive(_secret_name(name, system.generation)))
    return token_fits(sent_token(headers), system.token_hash if system else None)


def _secret_name(name: str, generation: int) -> str:
    return f"webhook:{name}:{generation}"
