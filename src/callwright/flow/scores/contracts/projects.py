"""An appraisal project: who, what until when, with which proof, who was told what (product §9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from callwright.kernel.period import Month
from callwright.kernel.text import Text

AUDIENCES = ("appraised", "leaders", "suppliers", "analysts")


@dataclass(frozen=True)
class Member:
    """Somebody of the group; the owner may be no person of the roster."""

    id: UUID
    duty: str
    person_id: UUID | None
    name: str

    @property
    def who(self) -> str:
        """What tells people apart, whatever seat they hold."""
        return str(self.person_id) if self.person_id else self.name


@dataclass(frozen=True)
class Evidence:
    """A proof of an event: kind (visit, interview, minutes, document), words, a file if there is one."""

    id: UUID
    item_id: UUID
    kind: str
    text: str
    file_key: str | None
    file_name: str | None
    given_by: str
    given_at: datetime


@dataclass(frozen=True)
class PlanItem:
    """An event of the plan."""

    id: UUID
    kind: str
    title: Text
    owner_id: UUID | None
    due_on: date | None
    done_by: str | None
    done_at: datetime | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Notice:
    """What one of the four groups was told."""

    id: UUID
    audience: str
    channel: str
    text: str
    told_by: str
    told_at: datetime


@dataclass(frozen=True)
class Project:
    """An appraisal project over months, with group, plan and notices; `missing` keeps it from being published."""

    id: UUID
    title: str
    purpose: str
    first_month: Month
    last_month: Month
    incentives: tuple[str, ...]
    drafted_by: str
    drafted_at: datetime
    published_by: str | None
    published_at: datetime | None
    members: tuple[Member, ...] = ()
    items: tuple[PlanItem, ...] = ()
    notices: tuple[Notice, ...] = ()
    missing: tuple[tuple[str, Text], ...] = ()
