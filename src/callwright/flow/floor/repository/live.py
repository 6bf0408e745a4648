"""The present of people: one row each, changed under its lock."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Table, bindparam, null, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.floor.contracts import PHASES, CurrentState, State
from callwright.flow.floor.decide.live import Past
from callwright.flow.floor.models import CallPhase, CurrentStateRow, StateInterval
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session

_PRESENTS, _INTERVALS, _PHASES = (
    cast("Table", one.__table__) for one in (CurrentStateRow, StateInterval, CallPhase)
)
_COLUMNS = [column for column in _PRESENTS.columns if column.name != "announced_at"]
CALLS = "calls"
"""The source of call phases: the room whose calls they are parts of."""

# Built once: these four run for every change of everybody's state.
_LOCK = select(*_COLUMNS).where(_PRESENTS.c.person_id == bindparam("who")).with_for_update()
_LOCK_IF_FREE = _LOCK.with_for_update(skip_locked=True)
_NEW = insert(_PRESENTS).on_conflict_do_nothing()
_CHANGE = (
    update(_PRESENTS)
    .where(_PRESENTS.c.person_id == bindparam("who"), _PRESENTS.c.version == bindparam("seen"))
    .values({column: bindparam(column.name) for column in _COLUMNS if not column.primary_key})
    .values(announced_at=null())
)
_KEEP_PHASE, _KEEP_INTERVAL = insert(_PHASES), insert(_INTERVALS)


async def present_for_change(session: Session, person_id: uuid.UUID, at: datetime) -> CurrentState:
    """A person's present, locked until the transaction ends; somebody new is offline with version 0."""
    connection = await session.connection()
    row = (await connection.execute(_LOCK, {"who": person_id})).mappings().one_or_none()
    if row is None:
        await connection.execute(_NEW, _values(CurrentState(person_id, State.OFFLINE, at)))
        row = (await connection.execute(_LOCK, {"who": person_id})).mappings().one()
    return _present(dict(row))


async def present_if_free(session: Session, person_id: uuid.UUID) -> CurrentState | None:
    """The same without waiting: None when somebody is changing it, or when there is none."""
    connection = await session.connection()
    row = (await connection.execute(_LOCK_IF_FREE, {"who": person_id})).mappings().one_or_none()
    return None if row is None else _present(dict(row))


async def save_present(session: Session, after: CurrentState, seen: int) -> bool:
    """Compare-and-set on the version that was seen; False when somebody else was quicker."""
    values = _values(after)
    key = {"who": values.pop("person_id"), "seen": seen}
    changed = await (await session.connection()).execute(_CHANGE, values | key)
    return changed.rowcount == 1


async def save_past(session: Session, person_id: uuid.UUID, past: Past) -> None:
    """Keep a closed state where timelines read it: parts of calls as phases, the others as intervals."""
    values: dict[str, object] = {
        "id": derive_id("floor.lived", person_id, past.start.isoformat()),
        "person_id": person_id,
        "state": str(past.state),
        "started_at": past.start,
        "ended_at": past.end,
    }
    connection = await session.connection()
    if past.state in PHASES:
        await connection.execute(_KEEP_PHASE, values | {"source": CALLS, "source_id": past.source_id})
    else:
        lived = {"reason": past.reason, "source": past.source, "import_id": None}
        await connection.execute(_KEEP_INTERVAL, values | lived)


async def presents(
    session: Session,
    *,
    person_ids: Collection[uuid.UUID] | None = None,
    states: Collection[State] | None = None,
    due_by: datetime | None = None,
) -> list[CurrentState]:
    """The present of these people (None: everybody), in these states, with a deadline that has come."""
    conditions: list[ColumnElement[bool]] = [CurrentStateRow.version > 0]
    if person_ids is not None:
        conditions.append(CurrentStateRow.person_id.in_(list(person_ids)))
    if states is not None:
        conditions.append(CurrentStateRow.state.in_([str(state) for state in states]))
    if due_by is not None:
        conditions.append(CurrentStateRow.until <= due_by)
    rows = await session.execute(select(*_COLUMNS).where(*conditions).order_by(CurrentStateRow.person_id))
    return [_present(dict(row)) for row in rows.mappings()]


async def announce_over_long(session: Session, at: datetime) -> list[uuid.UUID]:
    """People whose break or meal is longer than allowed; each is given once per break."""
    over_long = (
        select(CurrentStateRow.person_id)
        .where(
            CurrentStateRow.state.in_([str(State.BREAK), str(State.MEAL)]),
            CurrentStateRow.until <= at,
            CurrentStateRow.announced_at.is_(None),
        )
        .with_for_update(skip_locked=True)
    )
    found = list(await session.scalars(over_long))
    if found:
        told = update(_PRESENTS).where(_PRESENTS.c.person_id.in_(found)).values(announced_at=at)
        await session.execute(told)
    return found


def _values(one: CurrentState) -> dict[str, object]:
    values: dict[str, object] = {column.name: getattr(one, column.name) for column in _COLUMNS}
    values["state"] = str(one.state)
    values["next_state"] = None if one.next_state is None else str(one.next_state)
    return values


def _present(row: dict[str, object]) -> CurrentState:
    row["state"] = State(str(row["state"]))
    row["next_state"] = None if row["next_state"] is None else State(str(row["next_state"]))
    return CurrentState(**row)  # type: ignore[arg-type]  # the columns are the fields
