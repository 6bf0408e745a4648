"""The appraisal project: group, plan, evidence, publication, notices (product §9.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from callwright.flow.scores.contracts import Evidence, Lack, Member, Notice, PlanItem, Project
from callwright.flow.scores.contracts.projects import AUDIENCES
from callwright.flow.scores.errors import (
    BadProject,
    EvidenceMissing,
    NotItsOwner,
    ProjectIncomplete,
    ProjectPublished,
    ProjectUnknown,
    StepNotAllowed,
)
from callwright.flow.scores.repository import projects as repository
from callwright.kernel.ids import derive_id, new_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.formulas.publication import (
    Duty,
    EventKind,
    Incentive,
    PlanLack,
    PlannedEvent,
    publication_lacks,
)
from callwright.rules.appraisal.template import plan_template

WRITE = "projects.write"


async def draft_project(
    session: Session,
    *,
    title: str,
    purpose: str,
    first_month: Month,
    last_month: Month,
    begins: date,
    principal: Principal,
    at: datetime,
) -> Project:
    """Draft a project with the events of the template, dated from its first day. BadProject (422)."""
    if not title.strip() or last_month < first_month:
        raise BadProject(
            reason_zh="请填写名称和起止月份。", reason_en="Give a title and the months from and to."
        )
    project_id = new_id()
    await repository.add_project(
        session,
        {
            "id": project_id,
            "title": title.strip(),
            "purpose": purpose.strip(),
            "first_month": str(first_month),
            "last_month": str(last_month),
            "incentives": [],
            "drafted_by": principal.name,
            "drafted_at": at,
        },
    )
    rows = [
        _item_row(project_id, place, each.kind, each.title, begins + timedelta(days=each.day))
        for place, each in enumerate(plan_template())
    ]
    await repository.add_items(session, rows)
    await _tell(session, principal, "scores.project_draft", project_id)
    return await project(session, project_id=project_id, principal=principal, on=begins)


def _item_row(
    project_id: UUID, place: int, kind: EventKind, title: Text, due_on: date | None
) -> dict[str, object]:
    return {
        "id": new_id(),
        "project_id": project_id,
        "place": place,
        "kind": kind.value,
        "title": title.zh,
        "title_en": title.en,
        "due_on": due_on,
    }


async def project(session: Session, *, project_id: UUID, principal: Principal, on: date) -> Project:
    """One project with what keeps it from being published; a draft is seen by its group and who may write."""
    found = await repository.project(session, project_id)
    if found is None or not (_writes(principal) or found.published_at or _is_member(found, principal)):
        raise ProjectUnknown
    lacks = [] if found.published_at else _lacks(found, on)
    return replace(found, missing=tuple((lack.what, lack.text) for lack in lacks))


async def projects(
    session: Session, *, principal: Principal, offset: int, size: int
) -> tuple[list[Project], int]:
    """Projects the asker may see, newest first, and how many there are."""
    return await repository.projects(
        session, everything=_writes(principal), person_id=principal.person_id, offset=offset, size=size
    )


def _writes(principal: Principal) -> bool:
    return principal.may(WRITE)


def _is_member(found: Project, principal: Principal) -> bool:
    mine = {member.person_id for member in found.members} - {None}
    return principal.person_id is not None and principal.person_id in mine


def _lacks(found: Project, on: date) -> list[PlanLack]:
    who = {member.id: member.who for member in found.members}
    duties: dict[Duty, list[str]] = {}
    for member in found.members:
        duties.setdefault(Duty(member.duty), []).append(member.who)
    events = [
        PlannedEvent(
            EventKind(item.kind),
            who.get(item.owner_id) if item.owner_id else None,
            item.due_on,
            item.done_at is not None,
            frozenset(proof.kind for proof in item.evidence),
        )
        for item in found.items
    ]
    return publication_lacks(duties, events, frozenset(map(Incentive, found.incentives)), on=on)


async def set_group(
    session: Session,
    *,
    project_id: UUID,
    group: Sequence[tuple[str, UUID | None, str]],
    principal: Principal,
    on: date,
) -> Project:
    """Put the group together: (duty, person, name) each; the events of the template get owners by duty.

    BadProject (422) for an unknown duty or person, ProjectPublished (409).
    """
    found = await _draft(session, project_id, principal, on)
    names = {person.id: person.name for person in await staff.people(session)}
    members = [_member(project_id, each, names) for each in group]
    await repository.replace_members(session, project_id, members)
    await _own_by_duty(session, found, members)
    await _tell(session, principal, "scores.project_group", project_id)
    return await project(session, project_id=project_id, principal=principal, on=on)


def _member(project_id: UUID, given: tuple[str, UUID | None, str], names: Mapping[UUID, str]) -> Member:
    duty, person_id, name = given
    known = names.get(person_id) if person_id else name.strip()
    if duty not in set(Duty) or not known:
        raise BadProject(reason_zh="职责或人员不存在。", reason_en="There is no such duty or person.")
    key = derive_id("scores.member", project_id, duty, person_id or known)
    return Member(key, duty, person_id, known)


async def _own_by_duty(session: Session, found: Project, members: Sequence[Member]) -> None:
    """Events without an owner get the first member of the template's duty."""
    first: dict[str, UUID] = {}
    for member in members:
        first.setdefault(member.duty, member.id)
    duties = {each.kind.value: each.duty.value for each in plan_template()}
    kept = {member.id for member in members}
    for item in found.items:
        owner = first.get(duties[item.kind])
        if owner is not None and (item.owner_id is None or item.owner_id not in kept):
            await repository.change_item(
                session, item_id=item.id, owner_id=owner, due_on=item.due_on, title=None
            )


async def add_event(
    session: Session,
    *,
    project_id: UUID,
    kind: str,
    title: Text,
    due_on: date | None,
    principal: Principal,
    on: date,
) -> Project:
    """Add an event to the plan. BadProject (422), ProjectPublished (409)."""
    found = await _draft(session, project_id, principal, on)
    if kind not in set(EventKind) or not title.zh.strip():
        raise BadProject(
            reason_zh="请选择活动种类并填写名称。", reason_en="Choose the kind of event and name it."
        )
    await repository.add_items(
        session, [_item_row(project_id, len(found.items), EventKind(kind), title, due_on)]
    )
    return await project(session, project_id=project_id, principal=principal, on=on)


async def change_event(
    session: Session,
    *,
    item_id: UUID,
    owner_id: UUID | None,
    due_on: date | None,
    principal: Principal,
    on: date,
) -> Project:
    """Say who owns an event and until when. ProjectPublished (409), BadProject (422) for a stranger."""
    project_id = await _project_of(session, item_id)
    found = await _draft(session, project_id, principal, on)
    if owner_id is not None and owner_id not in {member.id for member in found.members}:
        raise BadProject(
            reason_zh="负责人必须是小组成员。", reason_en="The owner must be a member of the group."
        )
    await repository.change_item(session, item_id=item_id, owner_id=owner_id, due_on=due_on, title=None)
    return await project(session, project_id=project_id, principal=principal, on=on)


async def add_evidence(
    session: Session,
    *,
    item_id: UUID,
    kind: str,
    text: str,
    file: StoredFile | None,
    principal: Principal,
    at: datetime,
    on: date,
) -> Project:
    """Prove an event in words or with a file. NotItsOwner (403), BadProject (422) for an empty proof."""
    project_id = await _project_of(session, item_id)
    found = await project(session, project_id=project_id, principal=principal, on=on)
    _demand_owner(found, _item(found, item_id), principal)
    if kind not in {"visit", "interview", "minutes", "document"} or not (text.strip() or file):
        raise BadProject(
            reason_zh="请选择凭据种类并写明内容。", reason_en="Choose the kind of proof and write it down."
        )
    evidence = Evidence(
        new_id(), item_id, kind, text.strip(), file.key if file else None, file.name if file else None,
        principal.name, at,
    )  # fmt: skip
    await repository.add_evidence(session, evidence)
    await _tell(session, principal, "scores.evidence", project_id)
    return await project(session, project_id=project_id, principal=principal, on=on)


async def evidence_file(
    session: Session, *, project_id: UUID, evidence_id: UUID, principal: Principal, on: date
) -> Evidence:
    """A proof that has a file, for who may see its project; looking at it is logged. ProjectUnknown (404)."""
    found = await project(session, project_id=project_id, principal=principal, on=on)
    proofs = (proof for item in found.items for proof in item.evidence if proof.id == evidence_id)
    proof = next(proofs, None)
    if proof is None or proof.file_key is None:
        raise ProjectUnknown
    await _tell(session, principal, "scores.evidence_read", project_id)
    return proof


async def complete_event(
    session: Session, *, item_id: UUID, principal: Principal, at: datetime, on: date
) -> Project:
    """Mark an event done. EvidenceMissing (409) without a proof, NotItsOwner (403)."""
    project_id = await _project_of(session, item_id)
    found = await project(session, project_id=project_id, principal=principal, on=on)
    item = _item(found, item_id)
    _demand_owner(found, item, principal)
    if not item.evidence:
        raise EvidenceMissing
    await repository.complete_item(session, item_id=item_id, by=principal.name, at=at)
    await _tell(session, principal, "scores.event_done", project_id)
    return await project(session, project_id=project_id, principal=principal, on=on)


async def set_incentives(
    session: Session, *, project_id: UUID, incentives: Sequence[str], principal: Principal, on: date
) -> Project:
    """Write down which kinds of incentive were agreed. BadProject (422), ProjectPublished (409)."""
    await _draft(session, project_id, principal, on)
    if any(each not in set(Incentive) for each in incentives):
        raise BadProject(reason_zh="没有这种激励方式。", reason_en="There is no such kind of incentive.")
    await repository.set_incentives(session, project_id, dict.fromkeys(incentives))
    return await project(session, project_id=project_id, principal=principal, on=on)


async def publish_project(
    session: Session, *, project_id: UUID, principal: Principal, at: datetime, on: date
) -> Project:
    """The owner publishes the plan. StepNotAllowed (403) for others, ProjectIncomplete (409) lists what is missing."""
    found = await project(session, project_id=project_id, principal=principal, on=on)
    if "owner" not in principal.roles:
        raise StepNotAllowed
    if found.published_at is None:
        lacks = [Lack(what, what, text).to_json() for what, text in found.missing]
        if lacks:
            raise ProjectIncomplete(month=found.title, missing=lacks)
        await repository.publish_project(session, project_id=project_id, by=principal.name, at=at)
        await _tell(session, principal, "scores.project_publish", project_id)
    return await project(session, project_id=project_id, principal=principal, on=on)


async def tell_group(
    session: Session,
    *,
    project_id: UUID,
    audience: str,
    channel: str,
    text: str,
    principal: Principal,
    at: datetime,
    on: date,
) -> Project:
    """Log what one of the four groups was told, and how. BadProject (422)."""
    await project(session, project_id=project_id, principal=principal, on=on)
    if audience not in AUDIENCES or not text.strip():
        raise BadProject(
            reason_zh="请选择告知对象并写明内容。", reason_en="Choose who was told and write down what."
        )
    notice = Notice(new_id(), audience, channel.strip(), text.strip(), principal.name, at)
    await repository.add_notice(session, project_id, notice)
    return await project(session, project_id=project_id, principal=principal, on=on)


async def _draft(session: Session, project_id: UUID, principal: Principal, on: date) -> Project:
    found = await project(session, project_id=project_id, principal=principal, on=on)
    if found.published_at is not None:
        raise ProjectPublished
    return found


async def _project_of(session: Session, item_id: UUID) -> UUID:
    project_id = await repository.project_of_item(session, item_id)
    if project_id is None:
        raise ProjectUnknown
    return project_id


def _item(found: Project, item_id: UUID) -> PlanItem:
    return next(item for item in found.items if item.id == item_id)


def _demand_owner(found: Project, item: PlanItem, principal: Principal) -> None:
    """Who owns the event; the owner of the company for the leader's events; else who runs the project."""
    owner = next((member for member in found.members if member.id == item.owner_id), None)
    leads = owner is not None and owner.duty == Duty.LEADER and "owner" in principal.roles
    mine = owner is not None and owner.person_id is not None and owner.person_id == principal.person_id
    if not (leads or mine or "owner" in principal.roles or (owner is None and _writes(principal))):
        raise NotItsOwner(owner=owner.name if owner else "—")


async def _tell(session: Session, principal: Principal, action: str, project_id: UUID) -> None:
    await record(session, principal, action=action, object=f"project:{project_id}", details={})
