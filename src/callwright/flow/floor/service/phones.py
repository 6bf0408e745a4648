"""One phone per browser: claimed, reported on, taken over, given back.

The switch needs the password in the clear once, to let the phone register (SIP's digest works with it or with a
hash that is worth as much). It is made anew for each claim, lies in the table only until the dialer has told the
switch (`phone_wishes` → `phone_settled`), and nothing of it is kept afterwards: a browser whose phone the switch does
not take claims again. A desk phone cannot: its password is derived from its name and the number of its claim, so that
a switch that forgot it is told it again (`renew_phones`).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from callwright.flow.floor.contracts import PhoneClaim, PhoneHealth, PhoneReport, PhoneWish
from callwright.flow.floor.errors import PhoneInUse, PhoneLost
from callwright.flow.floor.ports import PhoneKeys
from callwright.flow.floor.repository import phones as repository
from callwright.flow.floor.service.trouble import follow_health
from callwright.platform.db import Session
from callwright.platform.push import push, wake
from callwright.rules.floor.values import floor_parameters

DIALER = "callwright_dialer"
"""The channel on which the dialer listens; it hears "phone:<name>"."""
_UNSEEN = {"registered": False, "microphone": "none", "packets_lost": 0, "jitter_ms": 0, "round_trip_ms": 0}


async def claim_phone(
    session: Session, *, person_id: uuid.UUID, browser_id: str, take_over: bool, at: datetime, node: str = ""
) -> PhoneClaim:
    """Give a person's phone to a browser, with a new password; the browser before it loses it.

    `node` is the switch the page leads to, "" = any. Raises PhoneInUse (409) while another browser reports on it and
    `take_over` is False. The same browser may claim again at any time. The switch lets it register as soon as the
    dialer has carried the wish out.
    """
    row = await repository.phone_for_change(session, person_id, name_of(person_id))
    elsewhere = row.browser_id not in {None, browser_id} and row.kind == "webrtc"
    if elsewhere and not take_over and row.expires_at is not None and row.expires_at > at:
        raise PhoneInUse
    expires_at = at + timedelta(seconds=floor_parameters(at.date()).phone_lease_seconds)
    password = secrets.token_urlsafe(24)
    return await _give(session, person_id, "webrtc", browser_id, expires_at, at, node, password)


async def give_desk_phone(
    session: Session, *, person_id: uuid.UUID, at: datetime, keys: PhoneKeys, node: str = ""
) -> PhoneClaim:
    """Let a person's own SIP phone register instead of a browser, at `node`; the password is shown this once."""
    row = await repository.phone_for_change(session, person_id, name_of(person_id))
    password = keys.derive(_key_name(row.name, row.claim + 1))
    return await _give(session, person_id, "sip", None, None, at, node, password)


async def _give(
    session: Session,
    person_id: uuid.UUID,
    kind: str,
    browser_id: str | None,
    expires_at: datetime | None,
    at: datetime,
    node: str,
    password: str,
) -> PhoneClaim:
    values = {
        **_UNSEEN,
        "kind": kind,
        "browser_id": browser_id,
        "claimed_at": at,
        "expires_at": expires_at,
        "last_report_at": at,
        "registered_at": at,
        "node": node,
        "wish": "set",
        "password": password,
    }
    row = await repository.change_phone(session, values, person_id=person_id, next_claim=True)
    assert row is not None
    await _tell(session, row.name, person_id)
    return PhoneClaim(row.name, password, expires_at)


async def report_phone(
    session: Session, *, person_id: uuid.UUID, browser_id: str, report: PhoneReport, at: datetime
) -> PhoneHealth:
    """Take a browser's report; expected every 5 s, it prolongs the claim. PhoneLost (409) when it has no claim.

    A phone in trouble ends READY, a sound one brings it back when the phone was the only reason.
    """
    rules = floor_parameters(at.date())
    values = {
        "registered": report.registered,
        "microphone": report.microphone,
        "packets_lost": report.packets_lost,
        "jitter_ms": report.jitter_ms,
        "round_trip_ms": report.round_trip_ms,
        "last_report_at": at,
        "expires_at": at + timedelta(seconds=rules.phone_lease_seconds),
    }
    row = await repository.change_phone(session, values, person_id=person_id, browser_id=browser_id)
    if row is None:
        raise PhoneLost
    health = repository.health(row, at, rules.phone_silent_seconds)
    await follow_health(session, health, at)
    return health


async def release_phone(
    session: Session, *, person_id: uuid.UUID, at: datetime, browser_id: str | None = None
) -> bool:
    """Give a phone back, if this browser has it (None: whoever has it); the switch forgets it. Ends READY."""
    row = await free_phone(session, person_id=person_id, browser_id=browser_id)
    if row is None:
        return False
    await follow_health(session, repository.health(row, at, 0), at)
    return True


async def free_phone(
    session: Session,
    *,
    person_id: uuid.UUID,
    browser_id: str | None = None,
    silent_since: datetime | None = None,
) -> repository.PhoneRow | None:
    """Take the phone from its browser, when it is this one and nothing was heard of it since the moment."""
    values = {**_UNSEEN, "browser_id": None, "expires_at": None, "wish": "remove", "password": None}
    row = await repository.change_phone(
        session,
        values,
        person_id=person_id,
        browser_id=browser_id,
        silent_since=silent_since,
        next_claim=True,
    )
    if row is not None:
        await _tell(session, row.name, person_id)
    return row


async def phones(
    session: Session, *, person_ids: Collection[uuid.UUID] | None = None, at: datetime
) -> dict[uuid.UUID, PhoneHealth]:
    """The phones of people as they are at `at`, by person; people without one are left out."""
    silent = floor_parameters(at.date()).phone_silent_seconds
    found = await repository.phones_of(session, person_ids=person_ids, at=at, silent_seconds=silent)
    return {one.person_id: one for one in found}


async def phone_wishes(
    session: Session, *, names: Collection[str] | None = None, node: str | None = None
) -> list[PhoneWish]:
    """For the dialer of `node`: what its switch has not been told yet. Carry each out, then call `phone_settled`."""
    return await repository.wishes(session, names, node)


async def phone_settled(session: Session, *, name: str, claim: int) -> bool:
    """For the dialer: the switch knows. Forgets the password; False when there is a newer wish by now."""
    values = {"wish": "", "password": None}
    row = await repository.change_phone(session, values, name=name, claim=claim)
    if row is None:
        return False
    await push(session, "desk", person_ids=[row.person_id])
    return True


async def phone_registered(
    session: Session, *, name: str, registered: bool, at: datetime
) -> uuid.UUID | None:
    """For the dialer: the switch saw a phone register or go away. Gives its person; None for an unknown phone.

    What the switch lost stays in trouble until the switch has it again, whatever its browser believes.
    """
    values = {"registered": registered, "registered_at": at if registered else None}
    row = await repository.change_phone(session, values, name=name)
    if row is None:
        return None
    health = repository.health(row, at, floor_parameters(at.date()).phone_silent_seconds)
    await follow_health(session, health, at)
    return row.person_id


async def renew_phones(
    session: Session, *, node: str, known: Collection[str], at: datetime, keys: PhoneKeys
) -> list[str]:
    """For the dialer of `node`: desk phones that its switch does not know (any more) are told again; gives their names.

    `known`: the phones it lets register. Until a forgotten one registers with the password it has, it is in trouble.
    """
    forgotten = [one for one in await repository.desk_phones(session, node) if one.name not in known]
    silent = floor_parameters(at.date()).phone_silent_seconds
    for row in forgotten:
        password = keys.derive(_key_name(row.name, row.claim))
        values = {"wish": "set", "password": password, "registered": False, "registered_at": None}
        changed = await repository.change_phone(session, values, name=row.name, claim=row.claim)
        if changed is not None:
            await follow_health(session, repository.health(changed, at, silent), at)
    return [row.name for row in forgotten]


def name_of(person_id: uuid.UUID) -> str:
    """The SIP name of a person's phone: stable, and says nothing about the person."""
    return f"agent-{person_id.hex[:16]}"


def _key_name(phone: str, claim: int) -> str:
    return f"floor.phone:{phone}:{claim}"


async def _tell(session: Session, name: str, person_id: uuid.UUID) -> None:
    await wake(session, DIALER, f"phone:{name}")
    await push(session, "desk", person_ids=[person_id])
