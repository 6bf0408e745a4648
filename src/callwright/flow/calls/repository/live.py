"""The dialer's ledger in SQL: attempts that are happening. A change lands only on the version it was made from."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields, replace
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import ARRAY, Table, any_, bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from callwright.flow.calls.contracts.live import AttemptState, LiveAttempt, Transfer
from callwright.flow.calls.contracts.records import Direction, Outcome
from callwright.flow.calls.errors import AlreadyInACall
from callwright.flow.calls.models import LiveAttemptRow
from callwright.platform.db import Session
from callwright.registers.campaigns.contracts import DialingMode

_FIELDS = tuple(one.name for one in fields(LiveAttempt))
_TABLE = cast("Table", LiveAttemptRow.__table__)
_COLUMNS = [_TABLE.c[name] for name in _FIELDS]
# Built once: these run several times for each attempt, and building forty columns costs more than sending them.
_BY_ID = select(*_COLUMNS).where(_TABLE.c.id == bindparam("attempt_id"))
_FOR_CHANGE = _BY_ID.with_for_update()
_INSERT = insert(_TABLE)
_PLANNED = {
    "id": "uuid", "node": "text", "state": "text", "mode": "text", "direction": "text", "campaign_code": "text",
    "e164": "text", "trunk": "text", "caller_number": "text", "planned_at": "timestamptz", "lead_id": "uuid",
    "contact_id": "uuid", "line_id": "uuid", "recording": "text", "detects_machine": "bool",
}  # fmt: skip
"""What an attempt has that is written before it is dialed, for whoever is free; the rest is as the table begins."""
_INSERT_PLANNED = text(
    f"INSERT INTO calls.live_attempt ({', '.join(_PLANNED)}) SELECT * FROM unnest("  # noqa: S608 - fixed names
    + ", ".join(f"CAST(:{name}s AS {kind}[])" for name, kind in _PLANNED.items())
    + ") ON CONFLICT DO NOTHING RETURNING id"
)
_CHANGED = {
    "state": "text", "dialed_at": "timestamptz", "ringing_at": "timestamptz", "early_media": "bool",
    "ended_at": "timestamptz", "ended_reason": "text", "cause": "int", "sip_code": "int",
}  # fmt: skip
"""What changes on the way of a call that nobody answers."""
_UPDATE_MANY = text(
    "UPDATE calls.live_attempt one SET version = one.version + 1, "  # noqa: S608 - fixed names
    + ", ".join(f"{name} = after.{name}" for name in _CHANGED)
    + " FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS int[]), "
    + ", ".join(f"CAST(:{name}s AS {kind}[])" for name, kind in _CHANGED.items())
    + f") AS after (id, version, {', '.join(_CHANGED)})"
    " WHERE one.id = after.id AND one.version = after.version RETURNING one.id"
)
_INTERRUPTING = text(
    "SELECT settled.id FROM calls.attempt settled JOIN calls.live_attempt one ON one.id = settled.record_id::uuid"
    " WHERE settled.id = ANY(:settled) AND settled.system = 'callwright' AND one.interrupts"
)
_OTHERS = tuple(name for name in _FIELDS if name not in _CHANGED)
_MANY_FOR_CHANGE = (
    select(*_COLUMNS)
    .where(_TABLE.c.id == any_(bindparam("attempt_ids", type_=ARRAY(_TABLE.c.id.type))))
    .order_by(_TABLE.c.id)
    .with_for_update()
)


def _attempt(row: Any) -> LiveAttempt:
    values = dict(zip(_FIELDS, row, strict=True))
    transfer = values["transfer"]
    values.update(
        state=AttemptState(values["state"]),
        mode=DialingMode(values["mode"]),
        direction=Direction(values["direction"]),
        outcome=Outcome(values["outcome"]) if values["outcome"] else None,
        transfer=_transfer(transfer) if transfer else None,
    )
    return LiveAttempt(**values)


def _transfer(stored: dict[str, Any]) -> Transfer:
    person, share = stored["to_person_id"], stored["share"]
    return Transfer(
        kind=stored["kind"],
        to_person_id=uuid.UUID(person) if person else None,
        to_number=stored["to_number"],
        channel_id=stored["channel_id"],
        reached=stored["reached"],
        share=Decimal(share) if share else None,
    )


def _stored(name: str, value: object) -> object:
    if isinstance(value, Transfer):
        plain = asdict(value)
        return plain | {
            "to_person_id": str(value.to_person_id) if value.to_person_id else None,
            "share": str(value.share) if value.share is not None else None,
        }
    return str(value) if name in {"state", "mode", "direction", "outcome"} and value is not None else value


async def add(session: Session, attempt: LiveAttempt) -> None:
    """Write a new attempt. AlreadyInACall when its number or its person is in another call; nothing is undone then."""
    values = {name: _stored(name, getattr(attempt, name)) for name in _FIELDS}
    try:
        async with session.begin_nested():
            await session.execute(_INSERT, values)
    except IntegrityError as error:
        raise AlreadyInACall from error


async def add_planned(session: Session, attempts: Sequence[LiveAttempt]) -> set[uuid.UUID]:
    """Write attempts that are only planned yet; the ids of those written, without those whose number is in a call.

    When the guard of refusals stops one of them, each is written alone.
    """
    values = {f"{name}s": [_stored(name, getattr(one, name)) for one in attempts] for name in _PLANNED}
    try:
        async with session.begin_nested():
            return set(await session.scalars(_INSERT_PLANNED, values))
    except IntegrityError:
        return {one.id for one in attempts if await _added(session, one)}


async def _added(session: Session, attempt: LiveAttempt) -> bool:
    try:
        await add(session, attempt)
    except AlreadyInACall:
        return False
    return True


async def find(session: Session, attempt_id: uuid.UUID) -> LiveAttempt | None:
    """One attempt, or None."""
    row = (await session.execute(_BY_ID, {"attempt_id": attempt_id})).first()
    return _attempt(row) if row else None


async def find_for_change(session: Session, attempt_id: uuid.UUID) -> LiveAttempt | None:
    """One attempt, locked until the transaction ends."""
    row = (await session.execute(_FOR_CHANGE, {"attempt_id": attempt_id})).first()
    return _attempt(row) if row else None


async def find_many_for_change(
    session: Session, attempt_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, LiveAttempt]:
    """Attempts by id, locked in the order of their ids until the transaction ends."""
    rows = await session.execute(_MANY_FOR_CHANGE, {"attempt_ids": list(attempt_ids)})
    return {one.id: one for one in map(_attempt, rows)}


async def save_many(
    session: Session, changes: Sequence[tuple[LiveAttempt, LiveAttempt]]
) -> dict[uuid.UUID, LiveAttempt]:
    """Write (before, after) of several attempts, by id as they are then; without those that were changed meanwhile.

    Of calls that nobody answered in one statement; of others each in its own.
    """
    common = [(before, after) for before, after in changes if _only_on_its_way(before, after)]
    values: dict[str, list[object]] = {
        "ids": [before.id for before, _ in common],
        "versions": [before.version for before, _ in common],
        **{f"{name}s": [_stored(name, getattr(after, name)) for _, after in common] for name in _CHANGED},
    }
    written = set(await session.scalars(_UPDATE_MANY, values)) if common else set()
    found = {one.id: replace(one, version=before.version + 1) for before, one in common if one.id in written}
    for before, after in changes:
        if not _only_on_its_way(before, after):
            saved = await save(session, before, after)
            found |= {after.id: saved} if saved is not None else {}
    return found


def _only_on_its_way(before: LiveAttempt, after: LiveAttempt) -> bool:
    return all(getattr(before, name) == getattr(after, name) for name in _OTHERS)


async def save(session: Session, before: LiveAttempt, after: LiveAttempt) -> LiveAttempt | None:
    """Write what changed; None when somebody else changed the attempt since `before` was read."""
    changes = {
        name: _stored(name, getattr(after, name))
        for name in _FIELDS
        if getattr(after, name) != getattr(before, name)
    }
    if not changes:
        return after
    query = (
        update(_TABLE)
        .where(_TABLE.c.id == before.id, _TABLE.c.version == before.version)
        .values(**changes, version=before.version + 1)
        .returning(_TABLE.c.id)
    )
    written = (await session.execute(query)).first()
    return replace(after, version=before.version + 1) if written else None


async def going_on(session: Session, node: str) -> list[LiveAttempt]:
    """Every attempt of a node that has not ended, oldest first."""
    query = (
        select(*_COLUMNS)
        .where(_TABLE.c.node == node, _TABLE.c.state != "ended")
        .order_by(_TABLE.c.planned_at, _TABLE.c.id)
    )
    return [_attempt(row) for row in await session.execute(query)]


async def of_person(session: Session, person_id: uuid.UUID) -> LiveAttempt | None:
    """The attempt a person is in now, if any."""
    query = select(*_COLUMNS).where(_TABLE.c.person_id == person_id, _TABLE.c.state != "ended")
    row = (await session.execute(query)).first()
    return _attempt(row) if row else None


async def undisposed(session: Session, person_ids: Collection[uuid.UUID]) -> list[LiveAttempt]:
    """Ended calls of these people that still wait for a disposition, oldest first."""
    query = (
        select(*_COLUMNS)
        .where(
            _TABLE.c.person_id.in_(person_ids),
            _TABLE.c.state == "ended",
            _TABLE.c.joined_at.is_not(None),
            _TABLE.c.answered_at.is_not(None),
            _TABLE.c.disposed_at.is_(None),
            _TABLE.c.practice == "",
        )
        .order_by(_TABLE.c.ended_at)
    )
    return [_attempt(row) for row in await session.execute(query)]


async def last_with(session: Session, e164: str) -> LiveAttempt | None:
    """The newest attempt with a number that an agent was in, or at least that we made."""
    query = (
        select(*_COLUMNS)
        .where(_TABLE.c.e164 == e164)
        .order_by(_TABLE.c.joined_at.is_(None), _TABLE.c.planned_at.desc())
        .limit(1)
    )
    row = (await session.execute(query)).first()
    return _attempt(row) if row else None


async def of_agent(session: Session, person_id: uuid.UUID) -> LiveAttempt | None:
    """The attempt a person is in now: its own, or one that was handed over to it."""
    query = (
        select(*_COLUMNS)
        .where(
            _TABLE.c.state != "ended",
            ((_TABLE.c.person_id == person_id) & _TABLE.c.closer_id.is_(None))
            | (_TABLE.c.closer_id == person_id),
        )
        .limit(1)
    )
    row = (await session.execute(query)).first()
    return _attempt(row) if row else None


async def interrupting(session: Session, settled_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those of these settled attempts that interrupted a wrap-up, by the ids they have in `calls.attempt`."""
    return list(await session.scalars(_INTERRUPTING, {"settled": list(settled_ids)}))


async def all_going_on(session: Session) -> list[LiveAttempt]:
    """Every attempt of every node that has not ended."""
    rows = await session.execute(select(*_COLUMNS).where(_TABLE.c.state != "ended"))
    return [_attempt(row) for row in rows]
