"""Goals with people's names: the goals register does not know the staff register, this stage may use both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from callwright.flow.scores.contracts import Lack
from callwright.flow.scores.decide.members import goal_lacks, kind_of, members
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, normalise_header
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import Directory, GoalCycle, GoalSheets, KnownPerson
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, Role
from callwright.rules.appraisal.indicators import PostKind

POSTS: dict[Role, tuple[str, ...]] = {
    Role.AGENT: ("电销代表", "销售代表", "代表", "坐席", "agent"),
    Role.TEAM_LEAD: ("组长", "销售组长", "team_lead", "team lead"),
    Role.MANAGER: ("销售经理", "经理", "manager"),
}
"""Names a role's post may have in a goal workbook, most usual first."""


async def directory(session: Session) -> Directory:
    """How names in a goal workbook are understood: employee number or unique name, department name."""
    resolver = await staff.resolver(session)
    departments = {normalise_header(each.name): each.id for each in await staff.departments(session)}
    teams = {
        (normalise_header(person.department), normalise_header(person.team)): person.team_id
        for person in await staff.people(session)
        if person.team and person.team_id is not None
    }

    def find(reference: str) -> KnownPerson | None:
        person = resolver.find(reference)
        return None if person is None else _known(person)

    return Directory(
        find,
        resolver.why_not,
        lambda name: departments.get(normalise_header(name)),
        lambda department, team: teams.get((normalise_header(department), normalise_header(team))),
    )


def _known(person: Person) -> KnownPerson:
    kind = kind_of(person) or PostKind.REP
    return KnownPerson(person.id, person.name, kind.value, POSTS.get(person.role, (str(person.role),)))


async def import_goal_file(
    session: Session, *, sheets: GoalSheets, source_file: StoredFile, at: datetime, by: str = ""
) -> ImportReport:
    """Take a goal workbook in the name of `by`; see `registers.goals.service.import_goals`."""
    known = await directory(session)
    return await goals.import_goals(
        session, sheets=sheets, directory=known, source_file=source_file, at=at, by=by
    )


async def acknowledge_goals(
    session: Session, *, month: Month, person_id: UUID | None, principal: Principal, at: datetime
) -> int:
    """Record an acknowledgement (None: of everybody with goals); returns how many are new. Audited."""
    if person_id is None:
        count = await goals.acknowledge_all(session, month=month, at=at, by=principal.name)
    else:
        count = int(
            await goals.acknowledge(session, month=month, person_id=person_id, at=at, by=principal.name)
        )
    await record(
        session,
        principal,
        action="goals.acknowledge",
        object=f"goals:{month}:{person_id or 'all'}",
        details={"new": count},
    )
    return count


async def goals_of_month(session: Session, month: Month) -> tuple[GoalCycle, list[Person], list[Lack]]:
    """The cycle of a month, the people who take part in it, and what is still missing."""
    cycle = await goals.cycle(session, month)
    people = members(await staff.people(session), month)
    return cycle, people, goal_lacks(people, cycle)
