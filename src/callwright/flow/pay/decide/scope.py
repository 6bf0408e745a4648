"""Whose statements somebody may see: the own one, unless the role allows more (product §12)."""

from __future__ import annotations

from uuid import UUID

from callwright.platform.principal import Principal

OTHERS = "pay.read_others"


def statement_scope(principal: Principal) -> frozenset[UUID] | None:
    """People whose statements may be seen; None means everybody.

    A team lead or manager sees the scores of the people led, but not their pay.
    """
    if principal.may(OTHERS):
        return principal.visible_people
    return frozenset() if principal.person_id is None else frozenset({principal.person_id})
