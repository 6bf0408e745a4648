"""The gate's view of a batch, from the stored facts and the rules of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal
from uuid import UUID

from callwright.flow.lists.contracts import GateView
from callwright.flow.lists.decide.ageing import own_decay
from callwright.flow.lists.decide.gate import (
    Evidence,
    Judgement,
    PlannedSample,
    judge,
    plan,
    planned_sample,
    with_measure,
)
from callwright.flow.lists.errors import UnknownBatch
from callwright.flow.lists.repository import batches, releasing, verifying
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.rules.quality.formulas import least_good
from callwright.rules.quality.values import QualityParameters, quality_parameters


async def parameters_on(session: Session, on: date) -> QualityParameters:
    """The rules of a day with the company's own choice of the figure the gate looks at."""
    return with_measure(quality_parameters(on), await verifying.gate_measure(session))


async def decay_of(session: Session, batch_id: UUID, numbers: QualityParameters) -> tuple[Decimal, str]:
    """How fast a batch ages per month, and from what: its own calls ("batch"), its source's, else the rule."""
    for whole_source, name in ((False, "batch"), (True, "source")):
        measured, good, judged, days = await releasing.outcome_ages(
            session, batch_id, whole_source=whole_source
        )
        decay = own_decay(measured, good, judged, days, numbers)
        if decay is not None:
            return decay, name
    return numbers.monthly_decay, "rule"


async def needed_size(session: Session, *, on: date, population: int | None = None) -> int | None:
    """The sample size shown before drawing, at most all `population` contacts (product §2.7)."""
    return planned_sample(await parameters_on(session, on), population)


async def sample_plan(session: Session, batch_id: UUID, *, on: date) -> tuple[PlannedSample, ...]:
    """What to verify for several expected accuracies, before anything is drawn; UnknownBatch (404)."""
    if await batches.get(session, batch_id) is None:
        raise UnknownBatch(batch=batch_id)
    return plan(await parameters_on(session, on), await verifying.population(session, batch_id))


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
    numbers = await parameters_on(session, on)
    decay, _ = await decay_of(session, batch_id, numbers)
    return found, judge(found, replace(numbers, monthly_decay=decay), on=on)


async def gate_view(session: Session, batch_id: UUID, *, on: date) -> GateView:
    """The gate as its page shows it."""
    found, judged = await judgement(session, batch_id, on=on)
    numbers = await parameters_on(session, on)
    decay, decay_from = await decay_of(session, batch_id, numbers)
    batch = await batches.get(session, batch_id)
    overridden = batch is not None and batch.gate == "overridden"
    sampled = found.sample_size or judged.needed or 0
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
        population=found.accepted,
        least_good=least_good(
            sampled,
            threshold=numbers.accuracy_threshold,
            confidence=numbers.confidence,
            measure=numbers.gate_measure,
        ),
        monthly_decay=float(decay),
        decay_from=decay_from,
        upper=judged.upper,
    )


async def keep_gate(session: Session, batch_id: UUID, *, on: date) -> GateView:
    """Store the gate's figures and the forecast with the batch; a released batch keeps how it was released."""
    gate = await gate_view(session, batch_id, on=on)
    batch = await batches.get(session, batch_id)
    values: dict[str, object] = {
        "accuracy_point": gate.point,
        "accuracy_lower": gate.lower,
        "reclean_on": gate.reclean_on,
        "monthly_decay": gate.monthly_decay,
        "decay_from": gate.decay_from,
    }
    if batch is not None and batch.released_at is None:
        values["gate"] = gate.state
    await batches.change(session, batch_id, **values)
    return gate
