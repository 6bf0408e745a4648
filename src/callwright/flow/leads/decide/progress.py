"""Which of two states of a lead stands."""

from __future__ import annotations

from callwright.flow.leads.contracts import LeadState

_ORDER = (
    LeadState.NEW,
    LeadState.ASSIGNED,
    LeadState.IN_WORK,
    LeadState.INTERESTED,
    LeadState.ORDERED,
    LeadState.CLOSED,
)


def later_of(now: LeadState, to: LeadState) -> LeadState:
    """The later state; barred stands against everything, an order is not undone by closing a lead."""
    if LeadState.BARRED in (now, to):
        return LeadState.BARRED
    if now is LeadState.ORDERED:
        return now
    return max(now, to, key=_ORDER.index)
