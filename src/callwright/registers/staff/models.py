"""Tables of the staff register (schema `staff`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Numeric, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class DepartmentRow(Base):
    """A department; its name is its natural key. `partner`: an outside company that calls for us."""

    __tablename__ = "department"
    __table_args__ = ({"schema": "staff"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    partner: Mapped[bool] = mapped_column(server_default="false")


class PartnerTermRow(Base):
    """What an outside partner is paid per unit from a day on (product §4.1 c); the latest that has begun counts."""

    __tablename__ = "partner_term"
    __table_args__ = (
        UniqueConstraint("department_id", "effective_on", "per"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint(
            "per IN ('month','talk_hour','effective_contact','interested_lead','order')", name="per"
        ),
        {"schema": "staff"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"))
    effective_on: Mapped[dt.date]
    per: Mapped[str]
    price: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    currency: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))


class TeamRow(Base):
    """A team inside one department."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("department_id", "name"), {"schema": "staff"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"))
    name: Mapped[str]


class PersonRow(Base):
    """One person as the roster last described them; grades live in `grade_change`."""

    __tablename__ = "person"
    __table_args__ = ({"schema": "staff"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.team.id"), index=True)
    role: Mapped[str]
    market_type: Mapped[str | None]
    market: Mapped[str | None]
    hired_on: Mapped[dt.date]
    left_on: Mapped[dt.date | None]
    leader_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    shift_start: Mapped[dt.time]
    shift_end: Mapped[dt.time]
    rest_minutes: Mapped[int]
    account_id: Mapped[UUID | None] = mapped_column(unique=True)


class GradeChangeRow(Base):
    """Append-only grade history; a correction on the same day carries a later `recorded_at`."""

    __tablename__ = "grade_change"
    __table_args__ = (
        UniqueConstraint("person_id", "effective_on", "grade"),
        {"schema": "staff"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), index=True)
    grade: Mapped[str]
    effective_on: Mapped[dt.date]
    reason: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class DepartmentMoveRow(Base):
    """Append-only: from a day on a person belongs to another department; of two on one day the later recorded counts.

    Who never moved has no row: the department of the person counts for every day.
    """

    __tablename__ = "department_move"
    __table_args__ = (
        UniqueConstraint("person_id", "effective_on", "to_department_id"),
        {"schema": "staff"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    from_department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"))
    to_department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"))
    effective_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class RosterImportRow(Base):
    """Which roster files were taken, so that the same file is recognised."""

    __tablename__ = "roster_import"
    __table_args__ = ({"schema": "staff"},)

    file_sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    file_key: Mapped[str]
    rows: Mapped[int]
    accepted: Mapped[int]
    rejected: Mapped[int]
    imported_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class EasingRow(Base):
    """From a day to a day a person gets the kinder leads first; who said so and why."""

    __tablename__ = "easing"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="forward"), {"schema": "staff"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), index=True)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    reason: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
