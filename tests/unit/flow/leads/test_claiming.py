"""Claims from the public pool, protection, tasks and progress of a lead."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.decide.claiming import PoolLead, why_not_claim
from callwright.flow.leads.decide.due import state_of
from callwright.flow.leads.decide.progress import later_of
from callwright.flow.leads.decide.protection import returns_at, warn_before
from callwright.rules.leads.values import lead_parameters

AT = dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)
OTHER = UUID(int=2)
RULES = lead_parameters(dt.date(2026, 11, 2))


def why(lead: PoolLead, *, claims: int = 0, held: int = 0) -> str | None:
    error = why_not_claim(lead, claims_today=claims, held=held, at=AT, rules=RULES)
    return error.code if error else None


FREE = PoolLead(None, "new", AT)
COOLING = dt.timedelta(days=RULES.cooldown_days)


def test_a_free_lead_may_be_claimed():
    assert why(FREE) is None


def test_the_claims_of_the_day_are_counted_not_the_leads_kept():
    assert why(FREE, claims=RULES.claims_per_day - 1) is None
    assert why(FREE, claims=RULES.claims_per_day) == "leads.claim_limit"


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        (PoolLead(OTHER, "assigned", AT), "leads.taken"),
        (PoolLead(None, "barred", AT), "leads.barred"),
        (PoolLead(None, "new", AT, AT - COOLING + dt.timedelta(seconds=1)), "leads.cooling_down"),
        (PoolLead(None, "new", AT, AT - COOLING), None),
        (PoolLead(None, "new", AT + dt.timedelta(hours=1)), "leads.not_yet_available"),
        (PoolLead(None, "ordered", AT), "leads.taken"),
    ],
)
def test_what_forbids_a_claim(lead: PoolLead, code: str | None):
    assert why(lead) == code


def test_the_cap_forbids_a_claim():
    assert why(FREE, held=RULES.owner_cap - 1) is None
    assert why(FREE, held=RULES.owner_cap) == "leads.cap"


def test_a_lead_returns_at_the_end_of_its_protection_but_never_sooner_than_its_warning_allows():
    days = RULES.warning_days
    end = AT + dt.timedelta(days=days)
    assert returns_at(end, warned_at=AT, warning_days=days) == end
    assert returns_at(AT, warned_at=AT, warning_days=days) == end
    assert warn_before(AT, warning_days=days) == end


def test_a_task_is_overdue_from_its_moment_and_due_today_until_the_day_ends():
    end = AT + dt.timedelta(hours=8)
    second = dt.timedelta(seconds=1)
    for due, state in ((AT - second, "overdue"), (AT, "today"), (end - second, "today"), (end, "later")):
        assert state_of(None, due, at=AT, day_end=end) == state
    assert state_of("done", AT - second, at=AT, day_end=end) == "done"
    assert state_of("cancelled", end, at=AT, day_end=end) == "cancelled"


def test_a_lead_never_moves_back_and_never_leaves_barred():
    assert later_of(LeadState.INTERESTED, LeadState.IN_WORK) is LeadState.INTERESTED
    assert later_of(LeadState.IN_WORK, LeadState.ORDERED) is LeadState.ORDERED
    assert later_of(LeadState.ORDERED, LeadState.CLOSED) is LeadState.ORDERED
    assert later_of(LeadState.BARRED, LeadState.ORDERED) is LeadState.BARRED
    assert later_of(LeadState.NEW, LeadState.BARRED) is LeadState.BARRED
