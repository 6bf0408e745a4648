"""What /api/projects takes and answers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from callwright.flow.scores.contracts import PlanItem, Project
from callwright.platform.auth import Principal
from callwright.rules.appraisal.formulas.publication import DUTY_TITLES, EVENT_TITLES, Duty, EventKind


class ProjectMemberOut(BaseModel):
    """Somebody of the group."""

    id: UUID
    duty: str
    duty_title: dict[str, str]
    person_id: UUID | None
    name: str


class EventProofOut(BaseModel):
    """A proof of an event."""

    id: UUID
    kind: str
    text: str
    file_name: str | None
    given_by: str
    given_at: datetime


class PlanEventOut(BaseModel):
    """An event of the plan; `mine`: the asker may prove and complete it."""

    id: UUID
    kind: str
    kind_title: dict[str, str]
    title: dict[str, str]
    owner_id: UUID | None
    owner: str | None
    due_on: date | None
    done_by: str | None
    done_at: datetime | None
    mine: bool
    evidence: list[EventProofOut]


class NoticeOut(BaseModel):
    """What one of the four groups was told."""

    id: UUID
    audience: str
    channel: str
    text: str
    told_by: str
    told_at: datetime


class ProjectLine(BaseModel):
    """A project in the list."""

    id: UUID
    title: str
    first_month: str
    last_month: str
    members: int
    published_at: datetime | None


class ProjectOut(BaseModel):
    """A project with everything in it; `missing` says what keeps it from being published."""

    id: UUID
    title: str
    purpose: str
    first_month: str
    last_month: str
    incentives: list[str]
    drafted_by: str
    drafted_at: datetime
    published_by: str | None
    published_at: datetime | None
    members: list[ProjectMemberOut]
    items: list[PlanEventOut]
    notices: list[NoticeOut]
    missing: list[dict[str, str]]

    @classmethod
    def of(cls, found: Project, principal: Principal) -> ProjectOut:
        """From the stage's own form, as the asker sees it."""
        names = ("id", "title", "purpose", "drafted_by", "drafted_at", "published_by", "published_at")
        return cls(
            **{name: getattr(found, name) for name in names},
            first_month=str(found.first_month),
            last_month=str(found.last_month),
            incentives=list(found.incentives),
            members=[
                ProjectMemberOut(
                    id=each.id,
                    duty=each.duty,
                    duty_title=DUTY_TITLES[Duty(each.duty)].to_json(),
                    person_id=each.person_id,
                    name=each.name,
                )
                for each in found.members
            ],
            items=[item_out(found, each, principal) for each in found.items],
            notices=[NoticeOut(**vars(each)) for each in found.notices],
            missing=[{"what": what, **text.to_json()} for what, text in found.missing],
        )


def item_out(found: Project, item: PlanItem, principal: Principal) -> PlanEventOut:
    """An event of the plan as the page shows it to this principal."""
    owner = next((member for member in found.members if member.id == item.owner_id), None)
    own = owner is not None and owner.person_id is not None and owner.person_id == principal.person_id
    free = owner is None and principal.may("projects.write")
    return PlanEventOut(
        id=item.id,
        kind=item.kind,
        kind_title=EVENT_TITLES[EventKind(item.kind)].to_json(),
        title=item.title.to_json(),
        owner_id=item.owner_id,
        owner=owner.name if owner else None,
        due_on=item.due_on,
        done_by=item.done_by,
        done_at=item.done_at,
        mine=own or free or "owner" in principal.roles,
        evidence=[
            EventProofOut(**{name: getattr(each, name) for name in EventProofOut.model_fields})
            for each in item.evidence
        ],
    )


class ProjectIn(BaseModel):
    """A new project; the events of the template are dated from `begins`."""

    title: str
    purpose: str = ""
    first_month: str
    last_month: str
    begins: date | None = None


class SeatIn(BaseModel):
    """A seat of the group: a person of the roster, or a name (the owner may be none)."""

    duty: str
    person_id: UUID | None = None
    name: str = ""


class GroupIn(BaseModel):
    """The whole group."""

    members: list[SeatIn] = Field(max_length=20)


class EventIn(BaseModel):
    """An event beside those of the template."""

    kind: str
    zh: str
    en: str = ""
    due_on: date | None = None


class EventChangeIn(BaseModel):
    """Who owns an event, and until when."""

    owner_id: UUID | None
    due_on: date | None


class IncentivesIn(BaseModel):
    """The kinds of incentive agreed with finance."""

    incentives: list[str] = Field(max_length=10)


class NoticeIn(BaseModel):
    """What one of the four groups was told, and how."""

    audience: str
    channel: str = ""
    text: str
