"""Appraisal projects: group, plan, evidence, notices (product §9.2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, DateTime, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class ProjectRow(Base):
    """An appraisal project over months; `published_at` is set once, by the owner."""

    __tablename__ = "project"
    __table_args__ = (CheckConstraint("first_month <= last_month", name="months"), {"schema": "scores"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str]
    purpose: Mapped[str]
    first_month: Mapped[str] = mapped_column(String(7))
    last_month: Mapped[str] = mapped_column(String(7))
    incentives: Mapped[list[str]] = mapped_column(ARRAY(String))
    drafted_by: Mapped[str]
    drafted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    published_by: Mapped[str | None]
    published_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class MemberRow(Base):
    """Somebody of the group with a duty; the owner may be no person of the roster."""

    __tablename__ = "project_member"
    __table_args__ = (UniqueConstraint("project_id", "duty", "name"), {"schema": "scores"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("scores.project.id"))
    duty: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    name: Mapped[str]


class PlanItemRow(Base):
    """An event of the plan: who, until when, done or not."""

    __tablename__ = "plan_item"
    __table_args__ = (Index("ix_plan_item_project_id", "project_id", "place"), {"schema": "scores"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("scores.project.id"))
    place: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    title_en: Mapped[str]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("scores.project_member.id"))
    due_on: Mapped[date | None]
    done_by: Mapped[str | None]
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class EvidenceRow(Base):
    """A proof of an event: words, and a file if there is one; append-only."""

    __tablename__ = "evidence"
    __table_args__ = ({"schema": "scores"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("scores.plan_item.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    file_key: Mapped[str | None]
    file_name: Mapped[str | None]
    given_by: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class NoticeRow(Base):
    """What one of the four groups was told, how and when; append-only."""

    __tablename__ = "notice"
    __table_args__ = ({"schema": "scores"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("scores.project.id"), index=True)
    audience: Mapped[str]
    channel: Mapped[str]
    text: Mapped[str]
    told_by: Mapped[str]
    told_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
