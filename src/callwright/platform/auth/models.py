"""Accounts, sessions, one-time links and wrong tries. Secrets are stored only as hashes."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, LargeBinary, String, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class Account(Base):
    """Somebody who can sign in. No password until the one-time link was used."""

    __tablename__ = "account"
    __table_args__ = {"schema": "auth"}

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    language: Mapped[str] = mapped_column(default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class SignInSession(Base):
    """A signed-in browser."""

    __tablename__ = "session"
    __table_args__ = {"schema": "auth"}

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("auth.account.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OneTimeLink(Base):
    """An unused or used one-time link; without an account it makes the first owner."""

    __tablename__ = "one_time_link"
    __table_args__ = {"schema": "auth"}

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("auth.account.id"))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class WrongTry(Base):
    """One wrong password for a login, whether the login exists or not."""

    __tablename__ = "wrong_try"
    __table_args__ = (Index("ix_wrong_try_login_at", "login", "at"), {"schema": "auth"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    login: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
