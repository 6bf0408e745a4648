"""A person decides about a grade proposal; nothing changes by itself (product §9.5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from callwright.flow.scores import repository
from callwright.flow.scores.contracts import GradeProposal
from callwright.flow.scores.errors import ProposalDecided, ProposalUnknown
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff


async def decide_proposal(
    session: Session,
    *,
    proposal_id: UUID,
    accept: bool,
    reason: str,
    effective: Month,
    principal: Principal,
    at: datetime,
) -> GradeProposal:
    """Accept or decline once. An accepted step changes the grade from the first day of `effective`.

    ProposalUnknown (404) also outside the asker's scope, ProposalDecided (409) when somebody was faster.
    """
    visible = principal.visible_people
    found = await repository.proposals(session, proposal_id=proposal_id, visible_people=visible)
    if not found:
        raise ProposalUnknown
    proposal = found[0]
    if not await repository.decide_proposal(
        session, proposal_id=proposal_id, accepted=accept, reason=reason, by=principal.name, at=at
    ):
        raise ProposalDecided(by=proposal.decided_by or "—")
    if accept and proposal.to_grade != proposal.from_grade:
        await staff.change_grade(
            session,
            person_id=proposal.person_id,
            grade=proposal.to_grade,
            effective_on=effective.start,
            reason=f"review {proposal.period}: {reason}",
        )
    details: dict[str, object] = {"accepted": accept, "reason": reason}
    await record(
        session, principal, action="scores.decide", object=f"proposal:{proposal_id}", details=details
    )
    return (await repository.proposals(session, proposal_id=proposal_id, visible_people=visible))[0]
