"""The gate's view of a batch, from the stored facts and the rules of the day."""

from __future__ import annotations

from datetime import UTC, date
from uuid import UUID

from callwright.flow.lists.contracts import GateView
from callwright.flow.lists.decide.gate import Evidence, Judgement, judge, planned_sample, with_measure
from callwright.flow.lists.errors import UnknownBatch
from callwright.flow.lists.repository import batches, verifying
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.rules.quality.values import QualityParameters, quality_parameters


async def parameters_on(session: Session, on: date) -> QualityParameters:
    """The rules of a day with the company's own choice of the figure the gate looks at."""
    return with_measure(quality_parameters(on), await verifying.gate_measure(session))


async def needed_size(session: Session, *, on: date) -> int | None:
    """The sample size shown before drawing (product §2.7)."""
    return planned_sample(await parameters_on(session, on))


async def evidence(session: Session, batch_id: UUID) -> Evidence:
    """What is known about a batch; UnknownBatch (404)."""
    batch = await batches.get(session, batch_id)
    if batch is None:
        raise UnknownBatch(batch=batch_id)
    verdicts = await verifying.verdicts(session, batch_id)
    has_target = True
    if batch.campaign_code is not None:
        has_target = (await campaigns.campaign(session, batch.campaign_code)).has_target
    return Evidence(
        accepted=await verifying.population(session, batch_id),
        sample_size=await verifying.sample_size(session, batch_id),
        verified=sum(verdicts.values()),
        good=verdicts.get("good", 0),
        measured_on=batch.verified_at.astimezone(UTC).date() if batch.verified_at else None,
        sequential_share=batch.sequential_share or 0.0,
        nameless_share=batch.nameless_share or 0.0,
        campaign=batch.campaign_code,
        campaign_has_target=has_target,
    )


async def judgement(session: Session, batch_id: UUID, *, on: date) -> tuple[Evidence, Judgement]:
    """The evidence and what the gate says about it on a day."""
    found = await evidence(session, batch_id)
    return found, judge(found, await parameters_on(session, on), on=on)


async def gate_view(session: Session, batch_id: UUID, *, on: date) -> GateView:
    """The gate as its page shows it."""
    found, judged = await judgement(session, batch_id, on=on)
    numbers = await parameters_on(session, on)
    batch = await batches.get(session, batch_id)
    overridden = batch is not None and batch.gate == "overridden"
    return GateView(
        state="overridden" if overridden else judged.state,
        threshold=float(numbers.accuracy_threshold),
        measure=numbers.gate_measure,
        confidence=float(numbers.confidence),
        expected=float(numbers.expected_accuracy),
        needed=judged.needed,
        sample_size=found.sample_size,
        verified=found.verified,
        good=found.good,
        point=judged.point,
        lower=judged.lower,
        aged=judged.aged,
        reclean_on=judged.reclean_on,
        refusals=judged.refusals,
        by_verdict=await verifying.verdicts(session, batch_id),
    )
