"""Closed months, their scores and results, and grade reviews."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.scores.contracts import (
    DepartmentResult,
    GradeProposal,
    IndicatorScore,
    Lack,
    PersonScore,
)
from callwright.flow.scores.models import (
    ClosingRow,
    DepartmentResultRow,
    GradeProposalRow,
    IndicatorScoreRow,
    LackRow,
    PersonScoreRow,
)
from callwright.kernel.ids import derive_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session, among

Visible = frozenset[UUID] | None


async def claim(session: Session, *, month: str, at: datetime, by: str, reason: str | None) -> bool:
    """Close the month; False when somebody did before. A second closer waits here for the first."""
    values = {"month": month, "closed_at": at, "closed_by": by, "override_reason": reason}
    statement = insert(ClosingRow).values(values).on_conflict_do_nothing().returning(ClosingRow.month)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def closing(session: Session, month: str) -> ClosingRow | None:
    """The closing of a month."""
    return await session.scalar(select(ClosingRow).where(ClosingRow.month == month))


async def closed_months(session: Session) -> list[Month]:
    """All closed months, oldest first."""
    found = (await session.execute(select(ClosingRow.month).order_by(ClosingRow.month))).scalars()
    return [Month.parse(name) for name in found]


async def save_lacks(session: Session, *, month: str, lacks: Sequence[Lack]) -> None:
    """Record what was missing at an override."""
    rows = [
        {"id": derive_id("scores.lack", month, place), "month": month, "document": lack.to_json()}
        for place, lack in enumerate(lacks)
    ]
    if rows:
        await session.execute(insert(LackRow).values(rows))


async def lacks(session: Session, month: str) -> tuple[dict[str, Any], ...]:
    """What was missing when the month was closed."""
    return tuple((await session.execute(select(LackRow.document).where(LackRow.month == month))).scalars())


async def save_scores(session: Session, scores: Iterable[PersonScore]) -> None:
    """Write the scores of people."""
    heads, parts = [], []
    for score in scores:
        score_id = derive_id("scores.person_score", score.month, score.person_id)
        heads.append(_head(score_id, score))
        parts += [_part(score_id, place, part) for place, part in enumerate(score.indicators)]
    if heads:
        await session.execute(insert(PersonScoreRow), heads)
        await session.execute(insert(IndicatorScoreRow), parts)


def _head(score_id: UUID, score: PersonScore) -> dict[str, object]:
    return {
        "id": score_id,
        "month": str(score.month),
        "person_id": score.person_id,
        "department_id": score.department_id,
        "kind": score.kind,
        "score": score.score,
        "revenue": score.revenue,
        "revenue_target": score.revenue_target,
        "explanation": score.explanation,
    }


def _part(score_id: UUID, place: int, part: IndicatorScore) -> dict[str, object]:
    return {
        "person_score_id": score_id,
        "place": place,
        "indicator": part.indicator,
        "weight": part.weight,
        "target": part.target,
        "actual": part.actual,
        "score": part.score,
        "explanation": part.explanation,
    }


async def scores(session: Session, *, months: Collection[str], visible_people: Visible) -> list[PersonScore]:
    """Scores of months for people who may be seen."""
    found = select(*_SCORE).where(PersonScoreRow.month.in_(months)).order_by(PersonScoreRow.month)
    if visible_people is not None:
        found = found.where(PersonScoreRow.person_id == among(visible_people))
    heads = (await session.execute(found)).all()
    parts = await _parts(session, [row.id for row in heads])
    return [_score(row, parts.get(row.id, ())) for row in heads]


_SCORE = (
    PersonScoreRow.id,
    PersonScoreRow.person_id,
    PersonScoreRow.month,
    PersonScoreRow.kind,
    PersonScoreRow.department_id,
    PersonScoreRow.score,
    PersonScoreRow.revenue,
    PersonScoreRow.revenue_target,
    PersonScoreRow.explanation,
)


async def _parts(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[IndicatorScore, ...]]:
    found = (
        select(
            IndicatorScoreRow.person_score_id,
            IndicatorScoreRow.indicator,
            IndicatorScoreRow.weight,
            IndicatorScoreRow.target,
            IndicatorScoreRow.actual,
            IndicatorScoreRow.score,
            IndicatorScoreRow.explanation,
        )
        .where(IndicatorScoreRow.person_score_id == among(ids))
        .order_by(IndicatorScoreRow.person_score_id, IndicatorScoreRow.place)
    )
    by_score: dict[UUID, tuple[IndicatorScore, ...]] = {}
    for score_id, *part in await session.execute(found):
        by_score[score_id] = (*by_score.get(score_id, ()), IndicatorScore(*part))
    return by_score


def _score(row: Row[Any], parts: tuple[IndicatorScore, ...]) -> PersonScore:
    return PersonScore(
        person_id=row.person_id,
        month=Month.parse(row.month),
        kind=row.kind,
        department_id=row.department_id,
        score=row.score,
        revenue=row.revenue,
        revenue_target=row.revenue_target,
        indicators=parts,
        explanation=row.explanation,
    )


async def save_departments(session: Session, results: Iterable[DepartmentResult]) -> None:
    """Write the results of departments."""
    rows = [
        {
            "month": str(result.month),
            "department_id": result.department_id,
            "revenue": result.revenue,
            "target": result.target,
            "passes": result.passes,
            "explanation": result.explanation,
        }
        for result in results
    ]
    if rows:
        await session.execute(insert(DepartmentResultRow), rows)


async def departments(session: Session, months: Collection[str]) -> list[DepartmentResult]:
    """Results of departments in closed months."""
    found = select(DepartmentResultRow).where(DepartmentResultRow.month.in_(months))
    rows = (await session.execute(found.order_by(DepartmentResultRow.month))).scalars()
    return [
        DepartmentResult(
            row.department_id, Month.parse(row.month), row.revenue, row.target, row.passes, row.explanation
        )
        for row in rows
    ]


async def save_proposals(session: Session, *, month: str, proposals: Iterable[GradeProposal]) -> None:
    """Write grade reviews; one that exists stays."""
    rows = [
        {
            "id": each.id,
            "month": month,
            "person_id": each.person_id,
            "period": each.period,
            "outcome": each.outcome,
            "from_grade": each.from_grade,
            "to_grade": each.to_grade,
            "reasons": [reason.to_json() for reason in each.reasons],
            "explanation": each.explanation,
        }
        for each in proposals
    ]
    if rows:
        await session.execute(insert(GradeProposalRow).on_conflict_do_nothing(), rows)


async def proposals(
    session: Session,
    *,
    month: str | None = None,
    proposal_id: UUID | None = None,
    ids: Collection[UUID] | None = None,
    visible_people: Visible,
) -> list[GradeProposal]:
    """Grade reviews made when a month was closed, or those of some ids."""
    found = select(GradeProposalRow).order_by(GradeProposalRow.period, GradeProposalRow.person_id)
    if month is not None:
        found = found.where(GradeProposalRow.month == month)
    if proposal_id is not None:
        found = found.where(GradeProposalRow.id == proposal_id)
    if ids is not None:
        found = found.where(GradeProposalRow.id.in_(ids))
    if visible_people is not None:
        found = found.where(GradeProposalRow.person_id.in_(visible_people))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return [_proposal(row) for row in rows]


def _proposal(row: GradeProposalRow) -> GradeProposal:
    return GradeProposal(
        id=row.id,
        person_id=row.person_id,
        period=row.period,
        outcome=row.outcome,
        from_grade=row.from_grade,
        to_grade=row.to_grade,
        reasons=tuple(Text(**_text(reason)) for reason in row.reasons),
        explanation=row.explanation,
        accepted=row.accepted,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _text(raw: Mapping[str, str]) -> dict[str, str]:
    return {"zh": raw["zh"], "en": raw["en"]}


async def decide_proposal(
    session: Session, *, proposal_id: UUID, accepted: bool, reason: str, by: str, at: datetime
) -> bool:
    """Write the decision; False when there was one before."""
    statement = (
        update(GradeProposalRow)
        .where(GradeProposalRow.id == proposal_id, GradeProposalRow.decided_at.is_(None))
        .values(accepted=accepted, decision_reason=reason, decided_by=by, decided_at=at)
        .returning(GradeProposalRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None
