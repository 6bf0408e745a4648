"""Claims from the public pool, fit and progress of a lead."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.decide.claiming import PoolLead, why_not_claim
from callwright.flow.leads.decide.fit import fit
from callwright.flow.leads.decide.progress import later_of
from callwright.rules.leads.values import lead_parameters

AT = dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)
ME, OTHER = UUID(int=1), UUID(int=2)
RULES = lead_parameters(dt.date(2026, 11, 2))


def why(lead: PoolLead, *, claims: int = 0, held: int = 0, refused: bool = False) -> str | None:
    error = why_not_claim(
        lead, person_id=ME, claims_today=claims, held=held, refused=refused, at=AT, rules=RULES
    )
    return error.code if error else None


FREE = PoolLead(None, "new", None, None, AT)


def test_a_free_lead_may_be_claimed():
    assert why(FREE) is None


def test_the_claims_of_the_day_are_counted_not_the_leads_kept():
    assert why(FREE, claims=RULES.claims_per_day - 1) is None
    assert why(FREE, claims=RULES.claims_per_day) == "leads.claim_limit"


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        (PoolLead(OTHER, "assigned", None, None, AT), "leads.taken"),
        (PoolLead(None, "barred", None, None, AT), "leads.barred"),
        (PoolLead(None, "new", ME, AT + dt.timedelta(hours=1), AT), "leads.cooling_down"),
        (PoolLead(None, "new", OTHER, AT + dt.timedelta(hours=1), AT), None),
        (PoolLead(None, "new", ME, AT, AT), None),
        (PoolLead(None, "new", None, None, AT + dt.timedelta(hours=1)), "leads.not_yet_available"),
        (PoolLead(None, "ordered", None, None, AT), "leads.taken"),
    ],
)
def test_what_forbids_a_claim(lead: PoolLead, code: str | None):
    assert why(lead) == code


def test_cap_and_refusal_forbid_a_claim():
    assert why(FREE, held=RULES.owner_cap) == "leads.cap"
    assert why(FREE, refused=True) == "leads.barred"


def test_fit_is_the_share_of_judged_criteria_that_hold():
    target = {"cities": ["上海市"], "industries": ["机械"]}
    assert fit(target, company="沪东机械厂", industry="", place="上海市浦东新区") == Decimal(1)
    assert fit(target, company="沪东餐饮", industry="餐饮", place="上海市") == Decimal("0.5")
    assert fit(target, company="", industry="", place="北京市") == Decimal(0)
    assert fit(target, company="", industry="", place="") is None
    assert fit({}, company="沪东机械厂", industry="", place="上海市") is None


def test_a_lead_never_moves_back_and_never_leaves_barred():
    assert later_of(LeadState.INTERESTED, LeadState.IN_WORK) is LeadState.INTERESTED
    assert later_of(LeadState.IN_WORK, LeadState.ORDERED) is LeadState.ORDERED
    assert later_of(LeadState.ORDERED, LeadState.CLOSED) is LeadState.ORDERED
    assert later_of(LeadState.BARRED, LeadState.ORDERED) is LeadState.BARRED
    assert later_of(LeadState.NEW, LeadState.BARRED) is LeadState.BARRED
