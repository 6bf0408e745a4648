"""Tables of who is called when: a plan per lead, what answers at which hour, what the company decided."""

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


class LeadPlanRow(Base):
    """When a lead is called next and on which number; kept by `decide.retry` after each attempt.

    `stage`: new (never tried), retry, done (never again in this campaign; `done_because` says why). `segment` is the
    place of the number and its type: numbers of one segment have the same rules, clock and answer rates.
    `numbers`: [[number, segment], …] in the order of the contact, without those known to be bad. `barred_by`: the rule
    because of which the lead was put back.
    `tried`: [[ISO time, outcome, number, attempt id], …] of all attempts, oldest first.
    A lease ends by itself at `leased_until`: whoever took the lead and died holds up nobody.
    """

    __tablename__ = "lead_plan"
    __table_args__ = (
        CheckConstraint("stage IN ('new','retry','done')", name="stage"),
        CheckConstraint("(stage = 'done') = (next_callable_at IS NULL)", name="done_has_no_time"),
        Index("ix_lead_plan_next", "campaign_code", "next_callable_at"),
        Index("ix_lead_plan_contact", "contact_id"),
        Index(
            "ix_lead_plan_new",
            "campaign_code",
            "segment",
            text("score DESC"),
            "lead_id",
            postgresql_where=text("stage = 'new'"),
        ),
        Index(
            "ix_lead_plan_retry",
            "campaign_code",
            "segment",
            "next_callable_at",
            postgresql_where=text("stage = 'retry'"),
        ),
        {"schema": "calls"},
    )

    lead_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("leads.lead.id"), primary_key=True)
    campaign_code: Mapped[str]
    contact_id: Mapped[uuid.UUID]
    e164: Mapped[str]
    segment: Mapped[str]
    stage: Mapped[str]
    score: Mapped[Decimal] = mapped_column(Numeric(6, 4), server_default="0")
    attempts: Mapped[int] = mapped_column(server_default="0")
    tried: Mapped[list[list[str]]] = mapped_column(JSONB, server_default="[]")
    numbers: Mapped[list[list[str]]] = mapped_column(JSONB, server_default="[]")
    next_callable_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    done_because: Mapped[str] = mapped_column(server_default="")
    barred_by: Mapped[str] = mapped_column(server_default="")
    leased_until: Mapped[datetime | None] = mapped_column(_MOMENT)
    leased_for: Mapped[uuid.UUID | None]
    updated_at: Mapped[datetime] = mapped_column(_MOMENT)


class AnswerCountRow(Base):
    """How many dials of a segment were answered, by hour at the called place and earlier attempts (2 = two or more)."""

    __tablename__ = "answer_count"
    __table_args__ = ({"schema": "calls"},)

    segment: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    attempts: Mapped[int] = mapped_column(primary_key=True)
    dials: Mapped[int] = mapped_column(server_default="0")
    answers: Mapped[int] = mapped_column(server_default="0")


class RuleSettingRow(Base):
    """What the owner decided about a rule: confirmed (`value` NULL) or its own value. Append-only.

    The newest line of a rule counts; `holds` false takes the decision back.
    """

    __tablename__ = "rule_setting"
    __table_args__ = (Index("ix_rule_setting_rule", "rule_id", text("id DESC")), {"schema": "calls"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    rule_id: Mapped[str]
    value: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    holds: Mapped[bool] = mapped_column(server_default=text("true"))
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=func.now())


class RetrySettingRow(Base):
    """A campaign's own retry rules and limits, over the defaults of rules/calling."""

    __tablename__ = "retry_setting"
    __table_args__ = ({"schema": "calls"},)

    campaign_code: Mapped[str] = mapped_column(primary_key=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str]
    changed_by: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=func.now())
