"""Checking a password, with a limit on wrong tries per login."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, select

from callwright.platform.auth.errors import TooManyTries, WrongCredentials
from callwright.platform.auth.models import Account, WrongTry
from callwright.platform.auth.secrets import password_matches
from callwright.platform.db import Database, Session

WINDOW = timedelta(minutes=15)
MAXIMUM_TRIES = 8


async def check_password(database: Database, *, login: str, password: str, now: datetime) -> uuid.UUID:
    """The account id for a right password.

    A wrong try is committed in its own transaction, so that the refused request still counts.
    Raises WrongCredentials (401) or TooManyTries (429).
    """
    login = login.strip()
    async with database.transaction() as session:
        tries = await _recent_tries(session, login, now)
        account = await session.scalar(select(Account).where(Account.login == login, Account.active))
    if tries >= MAXIMUM_TRIES:
        raise TooManyTries(minutes=int(WINDOW.total_seconds() // 60))
    stored = account.password_hash if account else None
    if account is not None and await asyncio.to_thread(password_matches, stored, password):
        return account.id
    if account is None:
        await asyncio.to_thread(password_matches, None, password)
    async with database.transaction() as session:
        session.add(WrongTry(login=login, at=now))
    raise WrongCredentials(tries_left=MAXIMUM_TRIES - tries - 1)


async def _recent_tries(session: Session, login: str, now: datetime) -> int:
    statement = select(func.count()).where(WrongTry.login == login, WrongTry.at > now - WINDOW)
    return int(await session.scalar(statement) or 0)
