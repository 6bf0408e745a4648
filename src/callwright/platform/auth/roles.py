"""Roles and what they allow. Row scope (own, team, department, company) comes on top, from the staff register."""

from __future__ import annotations

from collections.abc import Iterable

_OWN_WORK = ("leads.read", "calls.read", "recordings.read", "insights.read", "floor.read", "coaching.read",
             "orders.read", "goals.read", "goals.acknowledge", "scores.read", "pay.read")  # fmt: skip
_LEAD_OF_PEOPLE = (*_OWN_WORK, "staff.read", "leads.write", "diagnosis.read", "lists.read", "catalog.read",
                   "campaigns.read")  # fmt: skip

ROLES: dict[str, frozenset[str]] = {
    "owner": frozenset({"*"}),
    "manager": frozenset({*_LEAD_OF_PEOPLE, "goals.write", "scores.close", "calls.import", "floor.write",
                          "recordings.write", "insights.write", "orders.write", "campaigns.write",
                          "catalog.write", "diagnosis.write", "numbers.reveal"}),
    "team_lead": frozenset(_LEAD_OF_PEOPLE),
    "agent": frozenset(_OWN_WORK),
    "hr": frozenset({"staff.read", "staff.write", "goals.read", "goals.write", "goals.acknowledge",
                     "scores.read", "scores.close", "pay.read", "pay.read_others", "diagnosis.read"}),
    "finance": frozenset({"staff.read", "goals.read", "goals.acknowledge", "scores.read", "pay.read", "pay.read_others",
                          "pay.write", "pay.close", "orders.read", "catalog.read"}),
    "list_steward": frozenset({"lists.read", "lists.write", "lists.release", "leads.read", "leads.write",
                               "campaigns.read", "contacts.read", "numbers.reveal", "goals.acknowledge"}),
    "qa": frozenset({"calls.read", "recordings.read", "insights.read", "insights.write", "staff.read",
                     "goals.acknowledge"}),
    "operator": frozenset({"orders.read", "orders.write", "catalog.read", "goals.acknowledge"}),
    "partner": frozenset({"leads.read", "calls.import", "recordings.write"}),
}  # fmt: skip


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """All permissions of a set of roles; unknown roles give nothing."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))
