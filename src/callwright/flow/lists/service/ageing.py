"""Real calls keep measuring released batches; one that falls below the gate is flagged (product §2.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from callwright.flow.lists.contracts import ContactOutcome
from callwright.flow.lists.decide.ageing import has_fallen
from callwright.flow.lists.events import ListFlagged
from callwright.flow.lists.repository import batches, releasing
from callwright.flow.lists.service.judging import keep_gate, parameters_on
from callwright.platform.db import Session
from callwright.platform.events import publish


async def record_outcomes(
    session: Session, *, outcomes: Sequence[ContactOutcome], at: datetime
) -> list[UUID]:
    """Take what calls found about contacts; returns the batches that were flagged by it.

    Only outcomes that judge the data belong here (reached or wrong), not "no answer". Per batch and contact the
    newest counts, so telling the same twice changes nothing. A batch is flagged once; ListFlagged is published. The
    forecast of the day to clean anew follows the batch's own decay once there are enough calls.
    """
    if not outcomes:
        return []
    numbers = await parameters_on(session, at.astimezone(UTC).date())
    flagged: list[UUID] = []
    for batch_id in await releasing.add_outcomes(session, outcomes):
        batch = await batches.get(session, batch_id, for_update=True)
        await keep_gate(session, batch_id, on=at.astimezone(UTC).date())
        good, judged = await releasing.outcome_counts(session, batch_id)
        if batch is None or batch.flagged_at is not None or not has_fallen(good, judged, numbers):
            continue
        await batches.change(session, batch_id, flagged_at=at)
        await publish(session, ListFlagged(batch_id, batch.campaign_code), subject=str(batch_id))
        flagged.append(batch_id)
    return flagged
