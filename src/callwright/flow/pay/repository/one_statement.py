"""One statement with its lines in one look: what a page shows must not wait for the database twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.flow.pay.contracts import Statement, StatementLine
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session

ONE = text(
    """
SELECT s.id, s.person_id, s.currency, s.earned_total, s.paid_total, s.rule_versions, s.kind, s.grade, c.closed_at,
       o.opened_at, l.place, l.code, l.title, l.amount, l.reason, l.sources, l.corrects
FROM pay.statement s
JOIN pay.closing c ON c.month = s.month
LEFT JOIN pay.opening o ON o.statement_id = s.id
LEFT JOIN pay.line l ON l.statement_id = s.id
WHERE s.month = :month AND s.person_id = :person
  AND (CAST(:visible AS uuid[]) IS NULL OR s.person_id = ANY (CAST(:visible AS uuid[])))
ORDER BY l.place
"""
)


async def one_statement(
    session: Session, *, month: Month, person_id: UUID, visible_people: frozenset[UUID] | None
) -> Statement | None:
    """A person's closed statement of a month; None when there is none within the scope."""
    visible = None if visible_people is None else list(visible_people)
    given = {"month": str(month), "person": person_id, "visible": visible}
    rows = (await session.execute(ONE, given)).all()
    if not rows:
        return None
    head = rows[0]
    return Statement(
        id=head.id,
        person_id=head.person_id,
        month=month,
        currency=head.currency,
        state="closed",
        lines=tuple(_line(*row[10:]) for row in rows if row.place is not None),
        earned_total=head.earned_total,
        paid_total=head.paid_total,
        rule_versions=tuple(head.rule_versions),
        closed_at=head.closed_at,
        opened_at=head.opened_at,
        kind=head.kind,
        grade=head.grade,
    )


def _line(
    place: int,
    code: str,
    title: dict[str, str],
    amount: Decimal,
    reason: dict[str, Any],
    sources: list[str],
    corrects: str | None,
) -> StatementLine:
    name = Text(title["zh"], title["en"])
    return StatementLine(code, name, amount, reason, tuple(sources), place, corrects)
