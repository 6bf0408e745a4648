"""Plans of leads: made, read, changed after an attempt, put back."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text, update

from callwright.flow.calls.models import LeadPlanRow
from callwright.flow.leads.contracts import OPEN_STATES
from callwright.platform.db import Session, copy_records

COLUMNS = (
    "lead_id", "campaign_code", "contact_id", "e164", "segment", "stage", "score", "attempts", "tried", "numbers",
    "next_callable_at", "done_because", "updated_at",
)  # fmt: skip
_UNPLANNED = text(
    "SELECT l.lead_id, l.campaign_code, l.contact_id, l.score, l.available_from FROM calls.lead_standing l"
    " WHERE NOT EXISTS (SELECT 1 FROM calls.lead_plan p WHERE p.lead_id = l.lead_id)"
    " AND (CAST(:code AS text) IS NULL OR l.campaign_code = :code) AND l.state = ANY(:states)"
    " AND (CAST(:lead AS uuid) IS NULL OR l.lead_id = :lead) LIMIT :limit"
)
_TRIED = text(
    "SELECT contact_id, campaign_code, id, started_at, outcome, e164 FROM calls.attempt"
    " WHERE contact_id = ANY(:contacts) AND direction = 'outbound' AND campaign_code = ANY(:codes)"
    " ORDER BY started_at, id"
)
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('calls.lead_plan'))")
_COUNT = text(
    "INSERT INTO calls.answer_count AS c (segment, hour, attempts, dials, answers)"
    " VALUES (:segment, :hour, :attempts, :dials, :answers) ON CONFLICT (segment, hour, attempts)"
    " DO UPDATE SET dials = c.dials + excluded.dials, answers = c.answers + excluded.answers"
)
_OWN_RULES = text("SELECT campaign_code, settings FROM calls.retry_setting WHERE campaign_code = ANY(:codes)")


@dataclass(slots=True)
class LeadPlan:
    """A stored plan of a lead, as `models.LeadPlanRow` describes it; changed here, then saved."""

    lead_id: UUID
    campaign_code: str
    e164: str
    segment: str
    stage: str
    contact_id: UUID
    attempts: int
    tried: list[list[str]]
    numbers: list[list[str]]
    next_callable_at: datetime | None
    done_because: str
    barred_by: str
    leased_until: datetime | None
    leased_for: UUID | None
    updated_at: datetime


_NAMES = ", ".join(one.name for one in fields(LeadPlan))
_LOCK = text(
    f"SELECT {_NAMES} FROM calls.lead_plan WHERE lead_id = ANY(:leads) ORDER BY lead_id FOR UPDATE"  # noqa: S608 - fixed
)
_OF_LEADS = text(f"SELECT {_NAMES} FROM calls.lead_plan WHERE lead_id = ANY(:leads)")  # noqa: S608 - fixed
_OF_CONTACTS = text(
    f"SELECT {_NAMES} FROM calls.lead_plan WHERE contact_id = ANY(:contacts) ORDER BY lead_id FOR UPDATE"  # noqa: S608 - fixed
)
_WRITTEN = {
    "lead_id": "uuid", "e164": "text", "segment": "text", "stage": "text", "attempts": "int", "tried": "jsonb",
    "numbers": "jsonb", "next_callable_at": "timestamptz", "done_because": "text", "barred_by": "text",
    "leased_until": "timestamptz", "leased_for": "uuid", "updated_at": "timestamptz",
}  # fmt: skip
_SAVE = text(
    "UPDATE calls.lead_plan one SET "  # noqa: S608 - fixed names
    + ", ".join(f"{name} = after.{name}" for name in _WRITTEN if name != "lead_id")
    + " FROM unnest("
    + ", ".join(f"CAST(:{name}_list AS {kind}[])" for name, kind in _WRITTEN.items())
    + f") AS after ({', '.join(_WRITTEN)}) WHERE one.lead_id = after.lead_id"
)


async def unplanned(
    session: Session, *, code: str | None, limit: int, lead_id: UUID | None = None
) -> Sequence[Any]:
    """Open leads that have no plan yet, of one campaign or of all; one transaction at a time asks and plans."""
    await session.execute(_ONE_AT_A_TIME)
    values = {"code": code, "states": [str(one) for one in OPEN_STATES], "lead": lead_id, "limit": limit}
    return (await session.execute(_UNPLANNED, values)).all()


async def attempts_of(session: Session, contacts: Collection[UUID], codes: Collection[str]) -> Sequence[Any]:
    """Settled outbound attempts at these contacts in these campaigns, oldest first."""
    return (await session.execute(_TRIED, {"contacts": list(contacts), "codes": list(codes)})).all()


async def add(session: Session, rows: Sequence[Sequence[object]]) -> None:
    """COPY new plans in, in the order of COLUMNS."""
    await copy_records(session, LeadPlanRow.__table__, COLUMNS, rows)


async def lock(session: Session, lead_ids: Sequence[UUID]) -> dict[UUID, LeadPlan]:
    """Plans by lead, locked until the end of the transaction in the order of leads."""
    return {one.lead_id: one for one in await _plans(session, _LOCK, {"leads": list(lead_ids)})}


async def of_leads(session: Session, lead_ids: Collection[UUID]) -> dict[UUID, LeadPlan]:
    """Plans by lead."""
    return {one.lead_id: one for one in await _plans(session, _OF_LEADS, {"leads": list(lead_ids)})}


async def of_contacts(session: Session, contact_ids: Collection[UUID]) -> list[LeadPlan]:
    """Every plan of these contacts, locked, in the order of leads."""
    return await _plans(session, _OF_CONTACTS, {"contacts": list(contact_ids)})


async def _plans(session: Session, statement: TextClause, values: dict[str, Any]) -> list[LeadPlan]:
    return [LeadPlan(*row) for row in await session.execute(statement, values)]


async def save(session: Session, plans: Sequence[LeadPlan]) -> None:
    """Write plans that are locked by this transaction; a lease of theirs ends with `leased_until` None."""
    if plans:
        values = {f"{name}_list": [_stored(getattr(one, name)) for one in plans] for name in _WRITTEN}
        await session.execute(_SAVE, values)


def _stored(value: object) -> object:
    return json.dumps(value) if isinstance(value, list) else value


async def callbacks_due(session: Session, lead_id: UUID, *, at: datetime) -> list[UUID]:
    """Open callbacks of a lead whose time had come at a moment."""
    statement = text("SELECT task_id FROM calls.callback WHERE lead_id = :lead AND due_at <= :at")
    return list(await session.scalars(statement, {"lead": lead_id, "at": at}))


async def put_back(
    session: Session, lead_id: UUID, *, next_at: datetime, barred_by: str, at: datetime
) -> None:
    """End a lease and let the lead wait; a plan that is done stays done."""
    statement = update(LeadPlanRow).where(LeadPlanRow.lead_id == lead_id)
    await session.execute(statement.values(leased_until=None, leased_for=None))
    await session.execute(
        statement.where(LeadPlanRow.stage != "done").values(
            next_callable_at=next_at, barred_by=barred_by, updated_at=at
        )
    )


async def count_dials(session: Session, dials: Mapping[tuple[str, int, int, bool], int]) -> None:
    """More dials: of (segment, hour, earlier attempts, answered or not) so many. Always in the same order of rows."""
    if dials:
        rows = [
            {
                "segment": segment,
                "hour": hour,
                "attempts": attempts,
                "dials": times,
                "answers": times if answered else 0,
            }
            for (segment, hour, attempts, answered), times in sorted(dials.items())
        ]
        await session.execute(_COUNT, rows)


async def own_rules(session: Session, codes: Collection[str]) -> dict[str, dict[str, Any]]:
    """The own retry numbers of those campaigns that have any."""
    rows = await session.execute(_OWN_RULES, {"codes": list(codes)})
    return {row.campaign_code: row.settings for row in rows}
