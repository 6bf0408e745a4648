"""A grade review is a proposal: one person decides, once, and only then the grade changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.db.flow.scores.company import DECEMBER, NOW, agree, close_scores, hire, take_orders

from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import ProposalDecided, ProposalUnknown
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.staff import service as staff

JANUARY = Month(2027, 1)


async def decide(session: Session, proposal_id, *, accept: bool, principal=LOCAL_OPERATOR):
    return await scores.decide_proposal(
        session,
        proposal_id=proposal_id,
        accept=accept,
        reason="谈话后决定",
        effective=JANUARY,
        principal=principal,
        at=NOW,
    )


async def test_an_accepted_step_changes_the_grade_from_the_first_of_the_month(session: Session):
    ids = await hire(session)
    # E002 (senior) reaches 69.99 % of 100,000: one grade down although the score of 69.99 would stay.
    order = "D{n},{who},甲公司,云呼,{amount},2026-12-10 10:00,2026-12-10 15:00,,"
    await take_orders(
        session,
        order.format(n=1, who="E002", amount=69990) + "\n" + order.format(n=2, who="E003", amount=28000),
        "december",
    )
    await agree(session, DECEMBER)
    await close_scores(session, DECEMBER)
    reviews = {each.person_id: each for each in await scores.proposals(session, month=DECEMBER)}
    assert {number: reviews[ids[number]].outcome for number in ("E001", "E002", "E003", "M001")} == {
        "E001": "coaching_plan",  # sold nothing, already in the lowest grade
        "E002": "down",
        "E003": "stay",  # exactly 70 %
        "M001": "down",  # 97,990 − E003's 28,000 = 69,990 of 180,000, on the year
    }
    proposal = reviews[ids["E002"]]
    assert (proposal.from_grade, proposal.to_grade, proposal.accepted) == ("senior", "intermediate", None)
    assert (await staff.people(session, on=dt.date(2027, 1, 1)))[1].grade == "senior"
    stranger = replace(LOCAL_OPERATOR, visible_people=frozenset({ids["E001"]}))
    with pytest.raises(ProposalUnknown):
        await decide(session, proposal.id, accept=True, principal=stranger)
    assert (await decide(session, proposal.id, accept=True)).accepted is True
    grades = {
        each.employee_number: each.grade for each in await staff.people(session, on=dt.date(2027, 1, 1))
    }
    assert grades["E002"] == "intermediate"
    assert {
        each.employee_number: each.grade for each in await staff.people(session, on=dt.date(2026, 12, 31))
    }["E002"] == "senior"
    with pytest.raises(ProposalDecided):
        await decide(session, proposal.id, accept=False)


async def test_a_declined_step_changes_nothing(session: Session):
    ids = await hire(session)
    await take_orders(session, "D1,E002,甲公司,云呼,10,2026-12-10 10:00,2026-12-10 15:00,,", "december")
    await agree(session, DECEMBER)
    await close_scores(session, DECEMBER)
    reviews = {each.person_id: each for each in await scores.proposals(session, month=DECEMBER)}
    assert (await decide(session, reviews[ids["E002"]].id, accept=False)).accepted is False
    grades = {
        each.employee_number: each.grade for each in await staff.people(session, on=dt.date(2027, 1, 1))
    }
    assert grades["E002"] == "senior"
