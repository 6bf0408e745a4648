"""Identifiers. A derived id makes a replayed fact the same fact."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("6f1d2c52-6d0b-5b5e-9d39-0c5a3c1f7e11")


def new_id() -> uuid.UUID:
    """A fresh random id, for things that have no natural key."""
    return uuid.uuid4()


def derive_id(kind: str, *parts: object) -> uuid.UUID:
    """The id of the thing with this natural key: same kind and parts, same id, on every machine."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join([kind, *(str(part) for part in parts)]))
