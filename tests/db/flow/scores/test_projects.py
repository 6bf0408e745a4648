"""An appraisal is a project: HR drafts, the group completes, the owner publishes when all six events are there."""

from __future__ import annotations

import pytest
import sqlalchemy.exc
from sqlalchemy import text
from tests.db.flow.scores.appraised import principal, staffed
from tests.db.flow.scores.company import CALENDAR, NOW, OCTOBER

from callwright.flow.scores import service as scores
from callwright.flow.scores.contracts import Project
from callwright.flow.scores.errors import (
    BadProject,
    EvidenceMissing,
    NotItsOwner,
    ProjectIncomplete,
    ProjectPublished,
    ProjectUnknown,
    StepNotAllowed,
)
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.principal import Principal

TODAY = CALENDAR.day_of(NOW)
SEATS = (
    ("leader", "O001"),
    ("executive", "H001"),
    ("sales_manager", "M001"),
    ("finance_manager", "F001"),
    ("rep", "E001"),
)


class Plan:
    """A project and the people who work in it."""

    def __init__(self, session: Session, ids) -> None:
        self.session, self.ids = session, ids
        self.owner, self.hr = principal(ids, "O001", "owner"), principal(ids, "H001", "hr")
        self.finance, self.agent = principal(ids, "F001", "finance"), principal(ids, "E001", "agent")
        self.manager = principal(ids, "M001", "manager", "E001", "E002")
        self.stranger = principal(ids, "E003", "agent")

    async def draft(self) -> Project:
        return await scores.draft_project(
            self.session,
            title="四季度考核",
            purpose="让每个人知道目标",
            first_month=OCTOBER,
            last_month=OCTOBER.next().next(),
            begins=TODAY,
            principal=self.hr,
            at=NOW,
        )

    async def group(self, project: Project, seats=SEATS) -> Project:
        members = [(duty, self.ids[number], "") for duty, number in seats]
        return await scores.set_group(
            self.session, project_id=project.id, group=members, principal=self.hr, on=TODAY
        )

    async def prove(self, item, kind: str, who: Principal) -> Project:
        return await scores.add_evidence(
            self.session,
            item_id=item.id,
            kind=kind,
            text="会议纪要",
            file=None,
            principal=who,
            at=NOW,
            on=TODAY,
        )

    async def complete(self, item, who: Principal) -> Project:
        return await scores.complete_event(self.session, item_id=item.id, principal=who, at=NOW, on=TODAY)

    async def completed(self, seats=SEATS, incentives=("commission", "bonus")) -> Project:
        """Everything done by whoever owns it."""
        project = await self.group(await self.draft(), seats)
        who = {self.ids["O001"]: self.owner, self.ids["H001"]: self.hr, self.ids["M001"]: self.manager}
        who[self.ids["F001"]] = self.finance
        owners = {member.id: who.get(member.person_id, self.owner) for member in project.members}
        for item in project.items:
            for kind in ("visit", "interview") if item.kind == "research" else ("minutes",):
                await self.prove(item, kind, owners[item.owner_id])
            await self.complete(item, owners[item.owner_id])
        return await scores.set_incentives(
            self.session, project_id=project.id, incentives=incentives, principal=self.hr, on=TODAY
        )

    async def publish(self, project: Project, who: Principal | None = None) -> Project:
        return await scores.publish_project(
            self.session, project_id=project.id, principal=who or self.owner, at=NOW, on=TODAY
        )


@pytest.fixture
async def plan(session: Session) -> Plan:
    return Plan(session, await staffed(session))


async def test_a_draft_begins_with_the_six_events_owned_by_duty(plan: Plan):
    project = await plan.group(await plan.draft())
    names = {member.id: member.name for member in project.members}
    assert [(item.kind, names[item.owner_id]) for item in project.items] == [
        ("research", "王五"),
        ("kick_off", "吴老板"),
        ("indicators", "孙七"),
        ("targets", "王五"),
        ("incentives", "周八"),
        ("training", "孙七"),
    ]
    assert (project.items[0].due_on - TODAY).days == 7


async def test_the_plan_is_published_by_the_owner_when_all_six_events_are_there(plan: Plan):
    project = await plan.completed()
    assert project.missing == ()
    for other in (plan.hr, plan.manager):
        with pytest.raises(StepNotAllowed):
            await plan.publish(project, other)
    published = await plan.publish(project)
    assert (published.published_by, published.missing) == ("O001", ())
    with pytest.raises(ProjectPublished):
        await plan.group(published)
    again = await plan.publish(published)
    assert again.published_at == published.published_at


async def test_an_open_event_keeps_the_plan_back_by_name(plan: Plan):
    project = await plan.group(await plan.draft())
    with pytest.raises(ProjectIncomplete) as refused:
        await plan.publish(project)
    whats = [lack["what"] for lack in refused.value.details["missing"]]
    assert {"not_done:training", "no_evidence:kick_off", "no_visit:research", "no_incentives"} <= set(whats)
    assert "启动会：尚未完成" in refused.value.message("zh")


async def test_an_event_is_proven_and_completed_by_its_owner_and_not_without_proof(plan: Plan):
    project = await plan.group(await plan.draft())
    research, incentives = project.items[0], project.items[4]
    with pytest.raises(NotItsOwner, match="周八"):
        await plan.prove(incentives, "minutes", plan.hr)
    with pytest.raises(EvidenceMissing):
        await plan.complete(research, plan.manager)
    with pytest.raises(BadProject):
        await plan.prove(research, "rumour", plan.manager)
    proven = await plan.prove(research, "visit", plan.manager)
    assert [proof.kind for proof in proven.items[0].evidence] == ["visit"]


async def test_a_draft_is_seen_by_its_group_only_and_a_published_plan_by_everybody(plan: Plan):
    project = await plan.completed()

    async def seen_by(who: Principal) -> int:
        return (await scores.projects(plan.session, principal=who, offset=0, size=10))[1]

    assert [await seen_by(who) for who in (plan.hr, plan.agent, plan.stranger)] == [1, 1, 0]
    with pytest.raises(ProjectUnknown):
        await scores.project(plan.session, project_id=project.id, principal=plan.stranger, on=TODAY)
    await plan.publish(project)
    assert await seen_by(plan.stranger) == 1


async def test_the_four_groups_are_told_and_it_is_logged(plan: Plan):
    project = await plan.completed()
    for audience in ("appraised", "leaders", "suppliers", "analysts"):
        project = await scores.tell_group(
            plan.session,
            project_id=project.id,
            audience=audience,
            channel="全员会",
            text="说明考核办法",
            principal=plan.hr,
            at=NOW,
            on=TODAY,
        )
    assert {notice.audience for notice in project.notices} == {
        "appraised",
        "leaders",
        "suppliers",
        "analysts",
    }
    with pytest.raises(BadProject):
        await scores.tell_group(
            plan.session,
            project_id=project.id,
            audience="press",
            channel="",
            text="x",
            principal=plan.hr,
            at=NOW,
            on=TODAY,
        )


async def test_another_group_takes_events_from_owners_who_left_it(plan: Plan):
    project = await plan.group(await plan.draft())
    smaller = await plan.group(project, tuple(seat for seat in SEATS if seat[0] != "finance_manager"))
    assert smaller.items[4].owner_id is None
    changed = await scores.change_event(
        plan.session,
        item_id=smaller.items[4].id,
        owner_id=smaller.members[0].id,
        due_on=TODAY,
        principal=plan.hr,
        on=TODAY,
    )
    assert changed.items[4].due_on == TODAY
    with pytest.raises(BadProject):
        await scores.change_event(
            plan.session,
            item_id=smaller.items[4].id,
            owner_id=plan.ids["F001"],
            due_on=TODAY,
            principal=plan.hr,
            on=TODAY,
        )


async def test_an_event_can_be_added_beside_the_template(plan: Plan):
    project = await plan.draft()
    more = await scores.add_event(
        plan.session,
        project_id=project.id,
        kind="research",
        title=Text("第二次走访", "Second visit"),
        due_on=TODAY,
        principal=plan.hr,
        on=TODAY,
    )
    assert len(more.items) == 7


@pytest.mark.parametrize(
    "statement", ["UPDATE scores.evidence SET text = 'x'", "DELETE FROM scores.evidence"]
)
async def test_evidence_never_changes(plan: Plan, statement: str):
    await plan.completed()
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="is final"):
        await plan.session.execute(text(statement))
