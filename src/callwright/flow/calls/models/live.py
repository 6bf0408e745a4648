"""Tables of calls that are happening: the dialer's ledger, the agents' standing legs, what people asked it to do."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)
_GOING_ON = text("state <> 'ended'")


class LiveAttemptRow(Base):
    """One dial of one number by our own dialer, written and committed before anything is dialed (product §4.8).

    `id` without dashes is the customer's channel on the switch. `version` grows with every change: a writer that
    read an older one changes nothing. `agent_left_at` ends the agent's own leg, `ended_at` the customer's. While
    `agent_lost`, the customer waits until `resume_until`. At its end the row is settled into `calls.attempt`;
    `told_at` says when leads and lists have heard of its outcome. `practice` is the profile of a synthesised customer
    ("" = a real call): such an attempt is settled nowhere, reaches no person and is in no figure.
    """

    __tablename__ = "live_attempt"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned','dialing','ringing','waiting','talking','held','agent_lost','ended')",
            name="state",
        ),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_has_a_time"),
        CheckConstraint("NOT abandoned OR answered_at IS NOT NULL", name="abandoned_was_answered"),
        CheckConstraint(
            "CASE WHEN practice = '' THEN practice_voice = '' AND trunk <> 'callwright-practice'"
            " ELSE practice_voice IN ('spoken','tones') AND trunk = 'callwright-practice'"
            " AND e164 = 'practice-' || practice || '-' || replace(id::text, '-', '') END",
            name="practice_reaches_nobody",
        ),
        CheckConstraint(
            "practice = '' OR (campaign_code = '' AND person_id IS NOT NULL AND direction = 'outbound'"
            " AND num_nonnulls(lead_id, contact_id, line_id, closer_id, outcome, callback_at, disposed_at) = 0)",
            name="practice_is_no_work",
        ),
        Index("uq_live_attempt_number_once", "e164", unique=True, postgresql_where=_GOING_ON),
        Index("uq_live_attempt_person_once", "person_id", unique=True, postgresql_where=_GOING_ON),
        Index("ix_live_attempt_going_on", "node", postgresql_where=_GOING_ON),
        Index("ix_live_attempt_campaign_time", "campaign_code", "planned_at"),
        Index("ix_live_attempt_number_time", "e164", "planned_at"),
        Index("ix_live_attempt_line", "line_id", postgresql_where=_GOING_ON),
        Index(
            "ix_live_attempt_untold",
            "ended_at",
            postgresql_where=text("state = 'ended' AND told_at IS NULL"),
        ),
        Index(
            "ix_live_attempt_pending",
            "person_id",
            postgresql_where=text("answered_at IS NOT NULL AND disposed_at IS NULL"),
        ),
        Index("ix_live_attempt_practice", "person_id", "planned_at", postgresql_where=text("practice <> ''")),
        {"schema": "calls"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    node: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="0")
    state: Mapped[str]
    mode: Mapped[str]
    direction: Mapped[str]
    campaign_code: Mapped[str]
    lead_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("leads.lead.id"))
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contacts.contact.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    e164: Mapped[str]
    trunk: Mapped[str]
    line_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.line.id"))
    caller_number: Mapped[str]
    planned_at: Mapped[datetime] = mapped_column(_MOMENT)
    dialed_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    ringing_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    answered_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    joined_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    agent_left_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    resume_until: Mapped[datetime | None] = mapped_column(_MOMENT)
    ended_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    ended_reason: Mapped[str] = mapped_column(server_default="")
    cause: Mapped[int] = mapped_column(server_default="0")
    sip_code: Mapped[int] = mapped_column(server_default="0")
    machine: Mapped[str] = mapped_column(server_default="")
    early_media: Mapped[bool] = mapped_column(server_default="false")
    abandoned: Mapped[bool] = mapped_column(server_default="false")
    muted: Mapped[bool] = mapped_column(server_default="false")
    recording: Mapped[str] = mapped_column(server_default="")
    transfer: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    closer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    closer_share: Mapped[Decimal | None] = mapped_column(Numeric(4, 3))
    outcome: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")
    callback_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    disposed_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    disposed_by: Mapped[str] = mapped_column(server_default="")
    detects_machine: Mapped[bool] = mapped_column(server_default="false")
    interrupts: Mapped[bool] = mapped_column(server_default="false")
    inbound_channel: Mapped[str] = mapped_column(server_default="")
    told_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    practice: Mapped[str] = mapped_column(server_default="")
    practice_voice: Mapped[str] = mapped_column(server_default="")


class AgentLegRow(Base):
    """The standing leg of an agent: the phone that is kept up in the agent's own bridge.

    `state` is ringing or up; no row = no leg. `bridge_id` belongs to the person and stays the same.
    """

    __tablename__ = "agent_leg"
    __table_args__ = (
        CheckConstraint("state IN ('ringing','up')", name="state"),
        {"schema": "calls"},
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    node: Mapped[str] = mapped_column(index=True)
    channel_id: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str]
    state: Mapped[str]
    since: Mapped[datetime] = mapped_column(_MOMENT)


class CommandRow(Base):
    """Something a person asked of the dialer; carried out once, in order, answered with an error or nothing."""

    __tablename__ = "command"
    __table_args__ = (
        Index("ix_command_waiting", "node", "id", postgresql_where=text("done_at IS NULL")),
        {"schema": "calls"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    node: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    attempt_id: Mapped[uuid.UUID | None]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=func.now())
    done_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
