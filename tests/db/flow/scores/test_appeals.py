"""A grade proposal is decided by a person, appealed by the one concerned, and its history is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.db.flow.scores.appraised import principal, staffed
from tests.db.flow.scores.company import CALENDAR, DECEMBER, NOW, agree, close_scores, take_orders

from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import (
    AppealLate,
    AppealOpen,
    AppealTwice,
    CoachingPlanMissing,
    NobodyReviewsThemselves,
    NoteMissing,
    ProposalUnknown,
)
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.principal import Principal
from callwright.registers.staff import service as staff

JANUARY, FEBRUARY = Month(2027, 1), Month(2027, 2)
CLOSED_AT = CALENDAR.bounds(DECEMBER)[1]


class Cases:
    """December is closed: E002 (senior) goes down, E001 (junior) gets a coaching plan, E003 stays."""

    def __init__(self, session: Session, ids, proposals) -> None:
        self.session, self.ids, self.proposals = session, ids, proposals
        self.owner, self.hr = principal(ids, "O001", "owner"), principal(ids, "H001", "hr")
        self.manager = principal(ids, "M001", "manager", "E001", "E002")
        self.lead, self.agent = principal(ids, "E002", "team_lead"), principal(ids, "E001", "agent")

    async def decide(
        self,
        number: str,
        who: Principal,
        *,
        reason: str = "谈话后决定",
        coaching: scores.Coaching | None = None,
    ):
        return await scores.decide_proposal(
            self.session,
            proposal_id=self.proposals[number].id,
            accept=True,
            reason=reason,
            effective=JANUARY,
            principal=who,
            at=CLOSED_AT,
            coaching=coaching,
        )

    async def appeal(self, number: str, who: Principal, days: int = 0):
        return await scores.appeal(
            self.session,
            proposal_id=self.proposals[number].id,
            text="名单换过三次",
            principal=who,
            at=CLOSED_AT + dt.timedelta(days=days),
            calendar=CALENDAR,
        )

    async def answer(self, number: str, who: Principal, *, upheld: bool):
        return await scores.answer_appeal(
            self.session,
            proposal_id=self.proposals[number].id,
            upheld=upheld,
            answer="名单确有问题",
            effective=FEBRUARY,
            principal=who,
            at=CLOSED_AT,
        )

    async def grade(self, number: str, day: dt.date) -> str:
        return {each.employee_number: str(each.grade) for each in await staff.people(self.session, on=day)}[
            number
        ]


@pytest.fixture
async def cases(session: Session) -> Cases:
    ids = await staffed(session)
    order = "D{n},{who},甲公司,云呼,{amount},2026-12-10 10:00,2026-12-10 15:00,,"
    rows = [order.format(n=1, who="E002", amount=69990), order.format(n=2, who="E003", amount=28000)]
    await take_orders(session, "\n".join(rows), "december")
    await agree(session, DECEMBER)
    await close_scores(session, DECEMBER)
    found = {each.person_id: each for each in await scores.proposals(session, month=DECEMBER)}
    return Cases(session, ids, {number: found[ids[number]] for number in ("E001", "E002", "E003", "M001")})


async def test_the_lowest_grade_gets_a_coaching_plan_with_a_mentor_and_a_date(cases: Cases):
    with pytest.raises(CoachingPlanMissing):
        await cases.decide("E001", cases.manager)
    plan = scores.Coaching("每周两次一对一，听三通样板录音", cases.ids["E002"], dt.date(2027, 3, 31))
    decided = await cases.decide("E001", cases.manager, coaching=plan)
    assert (decided.outcome, decided.accepted) == ("coaching_plan", True)
    history = await scores.grade_history(cases.session, person_id=cases.ids["E001"], visible_people=None)
    assert [each.mentor_id for each in history.plans] == [cases.ids["E002"]]
    assert await cases.grade("E001", dt.date(2027, 1, 1)) == "junior"


async def test_nobody_decides_their_own_grade_and_every_decision_has_a_reason(cases: Cases):
    with pytest.raises(NobodyReviewsThemselves):
        await cases.decide("M001", cases.manager)
    with pytest.raises(NoteMissing):
        await cases.decide("E002", cases.manager, reason=" ")


async def test_an_open_appeal_stops_the_decision(cases: Cases):
    await cases.appeal("E002", cases.lead)
    with pytest.raises(AppealOpen):
        await cases.decide("E002", cases.manager)
    answered = await cases.answer("E002", cases.owner, upheld=False)
    assert (answered.upheld, answered.answered_by) == (False, "O001")
    assert (await cases.decide("E002", cases.manager)).accepted is True


async def test_an_appeal_that_is_upheld_gives_the_grade_back(cases: Cases):
    await cases.decide("E002", cases.manager)
    assert await cases.grade("E002", dt.date(2027, 1, 31)) == "intermediate"
    await cases.appeal("E002", cases.lead)
    with pytest.raises(NobodyReviewsThemselves):
        await cases.answer("E002", cases.manager, upheld=False)  # who decided does not answer
    await cases.answer("E002", cases.owner, upheld=True)
    assert await cases.grade("E002", dt.date(2027, 1, 31)) == "intermediate"
    assert await cases.grade("E002", dt.date(2027, 2, 1)) == "senior"
    history = await scores.grade_history(cases.session, person_id=cases.ids["E002"], visible_people=None)
    assert [str(each.grade) for each in history.grades] == ["senior", "intermediate", "senior"]
    assert "appeal 2026-Q4" in history.grades[-1].reason
    assert [each.upheld for each in history.appeals] == [True]


async def test_an_appeal_is_made_once_in_ten_days_and_by_the_one_concerned(cases: Cases):
    with pytest.raises(ProposalUnknown):
        await cases.appeal("E002", cases.agent)
    with pytest.raises(ProposalUnknown):
        await cases.appeal("E002", cases.owner)
    with pytest.raises(AppealLate, match="2027-01-11"):
        await cases.appeal("E002", cases.lead, days=11)
    assert (await cases.appeal("E002", cases.lead, days=10)).upheld is None
    with pytest.raises(AppealTwice):
        await cases.appeal("E002", cases.lead, days=10)


async def test_what_waits_for_a_decision_is_listed_within_the_scope(cases: Cases):
    async def waiting(who: Principal) -> set[str]:
        found, total = await scores.proposals_page(
            cases.session, visible_people=who.visible_people, waiting=True, offset=0, size=10
        )
        assert total == len(found)
        names = {value: key for key, value in cases.ids.items()}
        return {names[each.person_id] for each in found}

    assert await waiting(cases.owner) == {"E001", "E002", "M001"}
    assert await waiting(cases.manager) == {"E001", "E002", "M001"}
    assert await waiting(cases.agent) == {"E001"}
    await cases.decide("E002", cases.manager)
    assert await waiting(cases.owner) == {"E001", "M001"}
    assert NOW < CLOSED_AT
