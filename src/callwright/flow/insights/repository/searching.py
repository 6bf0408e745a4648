"""Searching calls by what was said, by checks and by measures."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, cast, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY

from callwright.flow.insights.contracts import Said, Speaker
from callwright.flow.insights.contracts.found import SEARCHED_MEASURES, FoundCall, Search
from callwright.flow.insights.decide.terms import CHECK, wanted_terms
from callwright.flow.insights.models import CallIndexRow, HitRow, SaidRow
from callwright.platform.db import Session
from callwright.rules.insights.matching import fold

MOST_COUNTED = 1_000
"""Further pages are not looked through: who finds more than this narrows the search."""


async def found(
    session: Session,
    search: Search,
    *,
    visible: Collection[uuid.UUID] | None,
    offset: int,
    limit: int,
) -> tuple[list[FoundCall], int]:
    """A page of calls, newest first, and how many there are (counted up to MOST_COUNTED)."""
    wanted = _conditions(search, visible)
    columns = [
        CallIndexRow.recording_id,
        CallIndexRow.attempt_id,
        CallIndexRow.person_id,
        CallIndexRow.started_at,
        _measure(search.measure).label("measure")
        if search.measure
        else literal_column("NULL").label("measure"),
    ]
    page = select(*columns).where(*wanted).order_by(CallIndexRow.started_at.desc(), CallIndexRow.recording_id)
    rows = (await session.execute(page.offset(offset).limit(limit))).all()
    if offset == 0 and len(rows) < limit:
        total = len(rows)
    else:
        some = select(CallIndexRow.recording_id).where(*wanted).limit(MOST_COUNTED).subquery()
        total = await session.scalar(select(func.count()).select_from(some)) or 0
    said = await _sentences(session, [row.recording_id for row in rows], search)
    calls = [
        FoundCall(
            call_id=row.attempt_id,
            recording_id=row.recording_id,
            person_id=row.person_id,
            started_at=row.started_at,
            said=tuple(said.get(row.recording_id, ())),
            measure=None if row.measure is None else float(row.measure),
        )
        for row in rows
    ]
    return calls, total


def _conditions(search: Search, visible: Collection[uuid.UUID] | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    terms = wanted_terms(search.words) + ([f"{CHECK}{search.check}"] if search.check else [])
    if terms:
        quoted = " & ".join("'" + term.replace("'", "''") + "'" for term in terms)
        wanted.append(CallIndexRow.terms.op("@@")(cast(quoted, TSQUERY)))
    plain = fold(search.words)
    if plain:
        wanted.append(CallIndexRow.plain.contains(plain, autoescape=True))
    if search.measure:
        column = _measure(search.measure)
        wanted.append(column.is_not(None))
        wanted += [column >= search.at_least] if search.at_least is not None else []
        wanted += [column <= search.at_most] if search.at_most is not None else []
    if visible is not None:
        wanted.append(CallIndexRow.person_id.in_(visible))
    if search.person_id is not None:
        wanted.append(CallIndexRow.person_id == search.person_id)
    wanted += [CallIndexRow.started_at >= search.start] if search.start else []
    wanted += [CallIndexRow.started_at < search.end] if search.end else []
    return wanted


def _measure(name: str) -> ColumnElement[float]:
    if name not in SEARCHED_MEASURES:
        raise LookupError(name)
    return getattr(CallIndexRow, name)  # type: ignore[no-any-return]  # one of the columns named above


async def _sentences(
    session: Session, recording_ids: Sequence[uuid.UUID], search: Search
) -> dict[uuid.UUID, list[Said]]:
    """The sentences a page shows: those with the words (compared without marks), and those that were hit."""
    if not recording_ids or not (search.words or search.check):
        return {}
    bare = func.lower(func.regexp_replace(SaidRow.text, "[[:punct:][:space:]，。！？；：、〔〕]", "", "g"))
    shown: list[ColumnElement[bool]] = []
    if search.words:
        shown.append(bare.contains(fold(search.words), autoescape=True))
    if search.check:
        hit = select(HitRow.id).where(
            HitRow.recording_id == SaidRow.recording_id,
            HitRow.position == SaidRow.position,
            HitRow.check_code == search.check,
        )
        shown.append(hit.exists())
    query = select(SaidRow).where(and_(SaidRow.recording_id.in_(recording_ids), or_(*shown)))
    found: dict[uuid.UUID, list[Said]] = {}
    for row in await session.scalars(query.order_by(SaidRow.recording_id, SaidRow.position)):
        said = Said(row.position, Speaker(row.speaker), row.start_ms / 1000, row.end_ms / 1000, row.text)
        found.setdefault(row.recording_id, []).append(said)
    return found
