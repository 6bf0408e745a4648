"""What people do now, their phones, and how long a wrap-up may take."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class CurrentStateRow(Base):
    """The one state a person is in. What it was before lies in `state_interval` and `call_phase`."""

    __tablename__ = "current_state"
    __table_args__ = ({"schema": "floor"},)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    state: Mapped[str]
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(default="")
    campaign: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    source_id: Mapped[str] = mapped_column(default="")
    until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    extended: Mapped[bool] = mapped_column(default=False)
    next_state: Mapped[str | None]
    next_reason: Mapped[str] = mapped_column(default="")
    announced_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    late_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    version: Mapped[int] = mapped_column(BigInteger, default=0)


class PhoneRow(Base):
    """A person's phone: which browser has it until when, what the switch still has to be told, how it is.

    `wish` is "" (settled), "set" or "remove"; `password` is there only while the wish is "set". `registered_at`
    is when the switch saw it register (the moment of the claim until it says anything), NULL once it lost it. `node` is
    the switch it registers at, "" = whichever takes it.
    """

    __tablename__ = "phone"
    __table_args__ = (
        CheckConstraint("wish IN ('', 'set', 'remove')", name="known_wish"),
        CheckConstraint("wish = 'set' OR password IS NULL", name="password_only_while_wished"),
        CheckConstraint("kind IN ('webrtc', 'sip')", name="known_kind"),
        {"schema": "floor"},
    )

    name: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"), unique=True)
    kind: Mapped[str] = mapped_column(default="webrtc")
    browser_id: Mapped[str | None]
    claim: Mapped[int] = mapped_column(BigInteger, default=0)
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    node: Mapped[str] = mapped_column(default="", server_default="")
    wish: Mapped[str] = mapped_column(default="")
    password: Mapped[str | None]
    registered: Mapped[bool] = mapped_column(default=False)
    registered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_report_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    microphone: Mapped[str] = mapped_column(default="none")
    packets_lost: Mapped[int] = mapped_column(default=0)
    jitter_ms: Mapped[int] = mapped_column(default=0)
    round_trip_ms: Mapped[int] = mapped_column(default=0)


class WrapUpSetting(Base):
    """What a campaign sets for work after a call; campaigns without a row use the rule's default."""

    __tablename__ = "wrap_up_setting"
    __table_args__ = (
        CheckConstraint("seconds BETWEEN 0 AND 3600", name="seconds_in_range"),
        {"schema": "floor"},
    )

    campaign: Mapped[str] = mapped_column(primary_key=True)
    seconds: Mapped[int]
    then: Mapped[str]
