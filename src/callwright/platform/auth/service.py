"""Accounts and sessions. The caller's edge commits."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text, update

from callwright.kernel.ids import new_id
from callwright.platform.auth.contracts import Invitation, SignedIn
from callwright.platform.auth.errors import InvalidLink, LoginTaken, WeakPassword
from callwright.platform.auth.models import Account, OneTimeLink, SignInSession
from callwright.platform.auth.secrets import (
    MINIMUM_PASSWORD,
    csrf_token_of,
    hash_password,
    new_token,
    token_hash,
)
from callwright.platform.db import Session
from callwright.platform.db.lease import lock_number

SESSION_LIFE = timedelta(hours=12)
LINK_LIFE = timedelta(days=3)


async def start_session(session: Session, account_id: uuid.UUID, now: datetime) -> SignedIn:
    """Open a session of 12 hours for an account."""
    token = new_token()
    signed_in = SignedIn(account_id, token, csrf_token_of(token), now + SESSION_LIFE)
    row = SignInSession(
        token_hash=token_hash(signed_in.token),
        account_id=account_id,
        expires_at=signed_in.expires_at,
    )
    session.add(row)
    await session.flush()
    return signed_in


async def end_session(session: Session, token: str) -> None:
    """Sign out one browser."""
    await session.execute(delete(SignInSession).where(SignInSession.token_hash == token_hash(token)))


async def account_of_session(session: Session, token: str, now: datetime) -> Account | None:
    """The active account behind a session cookie; None when there is none."""
    statement = (
        select(Account)
        .join(SignInSession, SignInSession.account_id == Account.id)
        .where(SignInSession.token_hash == token_hash(token), SignInSession.expires_at > now, Account.active)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def invite(
    session: Session, *, login: str, name: str, roles: Sequence[str], now: datetime
) -> tuple[uuid.UUID, Invitation]:
    """Create an account without a password (or find it) and a one-time link to set one."""
    account = await session.scalar(select(Account).where(Account.login == login))
    if account is None:
        account = Account(id=new_id(), login=login, name=name, roles=list(roles))
        session.add(account)
        await session.flush()
    return account.id, await _new_link(session, account.id, now)


async def invite_first_owner(session: Session, now: datetime) -> Invitation | None:
    """A one-time link for the first owner; None once an account with a password exists."""
    if await has_accounts(session):
        return None
    await session.execute(delete(OneTimeLink).where(OneTimeLink.account_id.is_(None)))
    return await _new_link(session, None, now)


async def has_accounts(session: Session) -> bool:
    """Whether anybody can sign in yet."""
    found = select(func.count()).select_from(Account).where(Account.password_hash.is_not(None))
    return bool(await session.scalar(found))


async def use_link(
    session: Session, *, token: str, password: str, login: str | None, name: str | None, now: datetime
) -> uuid.UUID:
    """Use a one-time link: sets the password; without an account behind it, creates the first owner.

    Raises InvalidLink (410), WeakPassword (422), LoginTaken (409).
    """
    if len(password) < MINIMUM_PASSWORD:
        raise WeakPassword(minimum=MINIMUM_PASSWORD)
    link: OneTimeLink | None = await session.scalar(
        update(OneTimeLink)
        .where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(OneTimeLink)
    )
    if link is None:
        raise InvalidLink
    hashed = await asyncio.to_thread(hash_password, password)
    if link.account_id is None:
        return await _create_owner(session, login=login or "owner", name=name or "老板", hashed=hashed)
    statement = update(Account).where(Account.id == link.account_id).values(password_hash=hashed)
    await session.execute(statement)
    return link.account_id


async def _create_owner(session: Session, *, login: str, name: str, hashed: str) -> uuid.UUID:
    """The first account; an advisory lock keeps two links from making two."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": lock_number("first-owner")})
    if await has_accounts(session):
        raise InvalidLink
    if await session.scalar(select(Account.id).where(Account.login == login)):
        raise LoginTaken(login=login)
    account = Account(id=new_id(), login=login, name=name, roles=["owner"], password_hash=hashed)
    session.add(account)
    await session.flush()
    return account.id


async def _new_link(session: Session, account_id: uuid.UUID | None, now: datetime) -> Invitation:
    invitation = Invitation(new_token(), now + LINK_LIFE)
    session.add(
        OneTimeLink(
            token_hash=token_hash(invitation.token), account_id=account_id, expires_at=invitation.expires_at
        )
    )
    await session.flush()
    return invitation
