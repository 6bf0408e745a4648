"""Roles and what they allow. Row scope (own, team, department, company) comes on top, from the staff register."""

from __future__ import annotations

from collections.abc import Iterable

_OWN_WORK = ("leads.read", "calls.read", "calls.dial", "recordings.read", "insights.read", "floor.read",
             "insights.dispute", "coaching.read", "library.read", "orders.read", "goals.read", "goals.acknowledge",
             "scores.read", "projects.read", "pay.read")  # fmt: skip
_LEAD_OF_PEOPLE = (*_OWN_WORK, "staff.read", "leads.write", "diagnosis.read", "lists.read", "catalog.read",
                   "campaigns.read", "floor.board", "calls.listen", "insights.decide", "coaching.write",
                   "library.write", "scores.review")  # fmt: skip

ROLES: dict[str, frozenset[str]] = {
    "owner": frozenset({"*"}),
    "manager": frozenset({*_LEAD_OF_PEOPLE, "goals.write", "scores.close", "scores.sign", "calls.import",
                          "calls.import_own", "calls.webhooks", "calling.write", "floor.write", "recordings.write",
                          "recordings.write_own", "recordings.read_access", "partners.read", "insights.write",
                          "insights.grade", "insights.scorecards", "coaching.survival",
                          "orders.write", "campaigns.write", "catalog.write", "diagnosis.write", "numbers.reveal"}),
    "team_lead": frozenset(_LEAD_OF_PEOPLE),
    "agent": frozenset(_OWN_WORK),
    "hr": frozenset({"staff.read", "staff.write", "goals.read", "goals.write", "goals.acknowledge",
                     "scores.read", "scores.close", "scores.sign", "projects.read", "projects.write",
                     "pay.read", "pay.read_others", "pay.leave", "diagnosis.read", "coaching.survival",
                     "library.read"}),
    "finance": frozenset({"staff.read", "goals.read", "goals.acknowledge", "scores.read", "scores.sign",
                          "projects.read", "pay.read", "pay.read_others",
                          "partners.read", "pay.write", "pay.close", "pay.leave", "orders.read", "catalog.read"}),
    "list_steward": frozenset({"lists.read", "lists.write", "lists.release", "leads.read", "leads.write",
                               "campaigns.read", "contacts.read", "numbers.reveal", "goals.acknowledge"}),
    "qa": frozenset({"calls.read", "recordings.read", "recordings.read_access", "insights.read",
                     "insights.write", "insights.grade", "insights.scorecards", "library.read", "library.write",
                     "staff.read", "goals.acknowledge"}),
    "operator": frozenset({"orders.read", "orders.write", "catalog.read", "goals.acknowledge"}),
    "partner": frozenset({"leads.read", "calls.read", "calls.import_own", "recordings.write_own"}),
}  # fmt: skip


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """All permissions of a set of roles; unknown roles give nothing."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))
