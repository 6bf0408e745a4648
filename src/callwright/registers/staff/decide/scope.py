"""How far each role sees (product §12)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

Scope = Literal["self", "partner", "team", "department", "company"]

_COMPANY_WIDE = frozenset({"owner", "hr", "finance", "qa", "list_steward"})


def scope_of(roles: Collection[str]) -> Scope:
    """The widest scope any of the roles gives."""
    if _COMPANY_WIDE.intersection(roles):
        return "company"
    if "manager" in roles:
        return "department"
    if "team_lead" in roles:
        return "team"
    return "partner" if "partner" in roles else "self"
