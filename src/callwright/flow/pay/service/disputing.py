"""Questions about lines: question → answer → decision → correction in the open month (product §9.10)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from callwright.flow.pay.contracts import DecidedAdjustment, Dispute, DisputeStep, StepKind
from callwright.flow.pay.decide.scope import statement_scope
from callwright.flow.pay.errors import (
    AmountMissing,
    DisputeDecided,
    DisputeUnknown,
    LineUnknown,
    NotYourStatement,
    OwnDispute,
)
from callwright.flow.pay.repository import disputes as repository
from callwright.flow.pay.repository import inputs
from callwright.flow.pay.service.reading import statement
from callwright.kernel.ids import derive_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.engine.rounding import CENT


async def dispute_line(
    session: Session,
    *,
    person_id: UUID,
    month: Month,
    place: int,
    question: str,
    principal: Principal,
    at: datetime,
) -> Dispute:
    """Question a line of the own closed statement.

    StatementUnknown (404) outside the scope, NotYourStatement (403) for anybody else's, LineUnknown (404).
    """
    found = await statement(
        session, person_id=person_id, month=month, visible_people=statement_scope(principal)
    )
    if principal.person_id != person_id:
        raise NotYourStatement
    if not any(line.place == place for line in found.lines):
        raise LineUnknown(place=place)
    key = await repository.add_dispute(
        session,
        statement_id=found.id,
        place=place,
        person_id=person_id,
        question=question.strip(),
        by=principal.name,
        at=at,
    )
    await record(session, principal, action="pay.dispute", object=f"dispute:{key}")
    return await dispute(session, dispute_id=key, principal=principal)


async def dispute(session: Session, *, dispute_id: UUID, principal: Principal) -> Dispute:
    """One dispute; DisputeUnknown (404) also outside the scope."""
    visible = statement_scope(principal)
    found, _ = await repository.disputes(session, dispute_id=dispute_id, visible_people=visible)
    if not found:
        raise DisputeUnknown
    return found[0]


async def disputes(
    session: Session, *, principal: Principal, undecided: bool = False, offset: int = 0, limit: int = 50
) -> tuple[list[Dispute], int]:
    """Disputes the one who asks may see, newest first, and how many there are."""
    return await repository.disputes(
        session,
        undecided=undecided,
        visible_people=statement_scope(principal),
        offset=offset,
        limit=limit,
    )


async def disputes_of(session: Session, *, statement_id: UUID, principal: Principal) -> list[Dispute]:
    """Disputes about lines of one statement."""
    found, _ = await repository.disputes(
        session, statement_id=statement_id, visible_people=statement_scope(principal)
    )
    return found


async def say_in_dispute(
    session: Session, *, dispute_id: UUID, says: str, principal: Principal, at: datetime
) -> Dispute:
    """A further question of the person concerned, or an answer of somebody who looks after pay.

    DisputeDecided (409) after the decision.
    """
    found = await dispute(session, dispute_id=dispute_id, principal=principal)
    if found.state in ("accepted", "rejected"):
        raise DisputeDecided
    kind: StepKind = "question" if principal.person_id == found.person_id else "answer"
    if kind == "answer":
        principal.demand("pay.write")
    await repository.add_step(
        session, dispute_id=dispute_id, step=DisputeStep(kind, says.strip(), principal.name, at)
    )
    await record(session, principal, action=f"pay.dispute_{kind}", object=f"dispute:{dispute_id}")
    return await dispute(session, dispute_id=dispute_id, principal=principal)


async def decide_dispute(
    session: Session,
    *,
    dispute_id: UUID,
    accept: bool,
    amount: Decimal | None,
    says: str,
    principal: Principal,
    at: datetime,
) -> Dispute:
    """Decide once. An accepted dispute makes an adjustment: a new line of the next statement; nothing closed changes.

    DisputeUnknown (404), OwnDispute (403), AmountMissing (422), DisputeDecided (409) when somebody was faster.
    """
    found = await dispute(session, dispute_id=dispute_id, principal=principal)
    if principal.person_id == found.person_id:
        raise OwnDispute
    whole = amount is not None and amount != 0 and amount == amount.quantize(CENT)
    if whole != accept or (not accept and amount is not None):
        raise AmountMissing
    step = DisputeStep("decision", says.strip(), principal.name, at, accept, amount)
    if not await repository.add_step(session, dispute_id=dispute_id, step=step):
        raise DisputeDecided
    if accept and amount is not None:
        await inputs.add_adjustment(session, _adjustment(found, step, amount))
    details: dict[str, object] = {"accepted": accept, "amount": None if amount is None else str(amount)}
    await record(session, principal, action="pay.decide", object=f"dispute:{dispute_id}", details=details)
    return await dispute(session, dispute_id=dispute_id, principal=principal)


def _adjustment(found: Dispute, step: DisputeStep, amount: Decimal) -> DecidedAdjustment:
    title = Text("更正：{month} {line}（疑问成立）", "correction: {line_en} of {month} (dispute accepted)")
    line = found.line.title
    return DecidedAdjustment(
        id=derive_id("pay.adjustment", found.id),
        person_id=found.person_id,
        corrects=found.month,
        title=title.format(month=found.month, line=line.zh, line_en=line.en),
        amount=amount,
        reason=step.says,
        dispute_id=found.id,
        decided_by=step.by,
        decided_at=step.at,
    )
