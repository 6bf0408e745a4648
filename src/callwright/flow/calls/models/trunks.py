"""Tables of what calls go through: trunks, lines, caller numbers; and how campaigns are dialed."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, Numeric, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class TrunkRow(Base):
    """A way out to a carrier, a gateway or the sample customers, on one switch node.

    `address` is a SIP URI without user; `secret` is what the carrier wants to see and never leaves the server.
    `simulated`: behind it are programs on this machine that play customers; it reaches no person.
    """

    __tablename__ = "trunk"
    __table_args__ = (
        CheckConstraint("NOT simulated OR (address LIKE '127.0.0.1:%' AND NOT registers)", name="simulated"),
        CheckConstraint("name <> 'callwright-practice'", name="not_for_practice"),
        {"schema": "calls"},
    )

    name: Mapped[str] = mapped_column(primary_key=True)
    node: Mapped[str]
    address: Mapped[str]
    transport: Mapped[str]
    username: Mapped[str] = mapped_column(server_default="")
    secret: Mapped[str] = mapped_column(server_default="")
    registers: Mapped[bool] = mapped_column(server_default="false")
    calls_per_second: Mapped[int]
    enabled: Mapped[bool] = mapped_column(server_default="true")
    simulated: Mapped[bool] = mapped_column(server_default="false")
    troubled_since: Mapped[datetime | None] = mapped_column(_MOMENT)
    updated_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=func.now())


class PracticeHostRow(Base):
    """Where a switch node reaches the customers to practise with: a port of that machine, never an address.

    `voice`: spoken, or tones where no synthesiser is installed. `seen_at` is renewed while they answer.
    """

    __tablename__ = "practice_host"
    __table_args__ = (
        CheckConstraint("port BETWEEN 1 AND 65535", name="port"),
        CheckConstraint("voice IN ('spoken','tones')", name="voice"),
        {"schema": "calls"},
    )

    node: Mapped[str] = mapped_column(primary_key=True)
    port: Mapped[int]
    voice: Mapped[str]
    seen_at: Mapped[datetime] = mapped_column(_MOMENT)


class LineRow(Base):
    """A share of a trunk with its own limits (product §4.1): calls at once, per hour, per company day.

    The counts belong to the hour and the company day that began at their starts.
    """

    __tablename__ = "line"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("hourly_budget IS NULL OR hourly_budget >= 0", name="hourly"),
        CheckConstraint("daily_budget IS NULL OR daily_budget >= 0", name="daily"),
        {"schema": "calls"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    trunk: Mapped[str] = mapped_column(ForeignKey("calls.trunk.name"))
    capacity: Mapped[int]
    hourly_budget: Mapped[int | None]
    daily_budget: Mapped[int | None]
    enabled: Mapped[bool] = mapped_column(server_default="true")
    hour_start: Mapped[datetime | None] = mapped_column(_MOMENT)
    hour_count: Mapped[int] = mapped_column(server_default="0")
    day_start: Mapped[datetime | None] = mapped_column(_MOMENT)
    day_count: Mapped[int] = mapped_column(server_default="0")


class CallerNumberRow(Base):
    """A number of ours that customers see. `health` is good, flagged or blocked; it rests until `resting_until`."""

    __tablename__ = "caller_number"
    __table_args__ = (
        CheckConstraint("health IN ('good','flagged','blocked')", name="health"),
        {"schema": "calls"},
    )

    e164: Mapped[str] = mapped_column(primary_key=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.line.id"), index=True)
    health: Mapped[str] = mapped_column(server_default="good")
    resting_until: Mapped[datetime | None] = mapped_column(_MOMENT)
    used_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    note: Mapped[str] = mapped_column(server_default="")


class CampaignDialingRow(Base):
    """How a campaign is dialed now: running or paused, mode, abandonment budget, what the pacer has learned."""

    __tablename__ = "campaign_dialing"
    __table_args__ = (
        CheckConstraint("state IN ('running','paused')", name="state"),
        {"schema": "calls"},
    )

    campaign_code: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    mode: Mapped[str]
    abandonment_budget: Mapped[Decimal] = mapped_column(Numeric(5, 4))
    detect_machines: Mapped[bool] = mapped_column(server_default="false")
    early_media: Mapped[bool] = mapped_column(server_default="true")
    polite_deferral: Mapped[bool] = mapped_column(server_default="false")
    learned: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    changed_by: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(_MOMENT)


class PacingSampleRow(Base):
    """What the pacer saw, predicted and did at a moment; kept some days for the chart that explains it."""

    __tablename__ = "pacing_sample"
    __table_args__ = (
        Index("ix_pacing_sample_campaign_time", "campaign_code", "at"),
        {"schema": "calls"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    campaign_code: Mapped[str]
    at: Mapped[datetime] = mapped_column(_MOMENT)
    launched: Mapped[int]
    in_flight: Mapped[int]
    because: Mapped[dict[str, str]] = mapped_column(JSONB)
    predicted: Mapped[dict[str, Any]] = mapped_column(JSONB)
