"""The gate: what a measured batch is worth, and what stands against its release (product §2.6, §2.7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from callwright.flow.lists.contracts import GateState
from callwright.flow.lists.decide.blind import is_blind
from callwright.rules.quality.formulas import (
    aged_accuracy,
    least_good,
    needed_sample,
    passes,
    reclean_date,
    wilson_bounds,
)
from callwright.rules.quality.values import QualityParameters


@dataclass(frozen=True)
class Evidence:
    """What is known about a batch when the gate looks at it. `measured_on` is the last verification's day."""

    accepted: int
    sample_size: int
    verified: int
    good: int
    measured_on: date | None
    sequential_share: float
    nameless_share: float
    campaign: str | None = None
    campaign_has_target: bool = True


@dataclass(frozen=True)
class GateSetting:
    """A choice of the gate's figure: "lower_bound" or "point", with its reason; `set_at` UTC."""

    measure: str
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class PlannedSample:
    """What a sample costs if a batch is as good as `expected`: `size` rows, of which `least_good` must be good.

    `enough` is false when the batch has too few contacts for the bound to pass at this accuracy: then all of them
    are verified and `least_good` (None = impossible) is what that would have to show.
    """

    expected: Decimal
    size: int
    least_good: int | None
    enough: bool


@dataclass(frozen=True)
class Judgement:
    """The gate's view: `state` is by accuracy alone, `refusals` are codes that stand against a release."""

    state: GateState
    point: float | None
    lower: float | None
    upper: float | None
    aged: float | None
    reclean_on: date | None
    needed: int | None
    refusals: tuple[str, ...]


def with_measure(parameters: QualityParameters, measure: str | None) -> QualityParameters:
    """The parameters with the company's own choice of the figure the gate looks at."""
    return replace(parameters, gate_measure=measure) if measure else parameters


def judge(evidence: Evidence, parameters: QualityParameters, *, on: date) -> Judgement:
    """Judge a batch as it stands on a day. A sample counts only when every sampled row has a result."""
    complete = evidence.sample_size > 0 and evidence.verified == evidence.sample_size
    point = evidence.good / evidence.verified if complete else None
    bounds = wilson_bounds(evidence.good, evidence.verified, parameters.confidence)
    lower, upper = bounds if complete else (None, None)
    aged, reclean_on = _ageing(point, evidence.measured_on, parameters, on)
    passed = complete and passes(
        evidence.good,
        evidence.verified,
        threshold=parameters.accuracy_threshold,
        confidence=parameters.confidence,
        measure=parameters.gate_measure,
    )
    return Judgement(
        state="passed" if passed else "failed" if complete else "not_measured",
        point=point,
        lower=lower,
        upper=upper,
        aged=aged,
        reclean_on=reclean_on,
        needed=planned_sample(parameters, evidence.accepted),
        refusals=_refusals(evidence, parameters, complete=complete, passed=passed, aged=aged),
    )


def planned_sample(
    parameters: QualityParameters, population: int | None = None, *, expected: Decimal | None = None
) -> int | None:
    """The sample size shown before drawing: enough to pass at the expected accuracy, at most the whole batch.

    None when no sample of any size is enough; `population` None does not limit.
    """
    size = needed_sample(
        threshold=parameters.accuracy_threshold,
        confidence=parameters.confidence,
        expected=parameters.expected_accuracy if expected is None else expected,
        measure=parameters.gate_measure,
    )
    if size is None or not population:
        return size
    return min(size, population)


def plan(parameters: QualityParameters, population: int) -> tuple[PlannedSample, ...]:
    """What to verify for several expectations, the configured one among them, from the worst to the best."""
    usual = (Decimal("0.87"), Decimal("0.90"), Decimal("0.93"), Decimal("0.95"), Decimal("0.98"), Decimal(1))
    lines = []
    for expected in sorted({*usual, parameters.expected_accuracy}):
        free = planned_sample(parameters, expected=expected)
        size = population if free is None else min(free, population)
        least = least_good(
            size,
            threshold=parameters.accuracy_threshold,
            confidence=parameters.confidence,
            measure=parameters.gate_measure,
        )
        enough = free is not None and free <= population
        lines.append(PlannedSample(expected, size, least, enough))
    return tuple(lines)


def _ageing(
    point: float | None, measured_on: date | None, parameters: QualityParameters, on: date
) -> tuple[float | None, date | None]:
    if point is None or measured_on is None:
        return None, None
    aged = aged_accuracy(point, days=(on - measured_on).days, monthly_decay=parameters.monthly_decay)
    forecast = reclean_date(
        point,
        measured_on=measured_on,
        threshold=parameters.accuracy_threshold,
        monthly_decay=parameters.monthly_decay,
    )
    return aged, forecast


def _refusals(
    evidence: Evidence, parameters: QualityParameters, *, complete: bool, passed: bool, aged: float | None
) -> tuple[str, ...]:
    """The codes against a release, the weightiest first."""
    found: list[str] = []
    if evidence.accepted == 0:
        found.append("lists.nothing_accepted")
    if evidence.sample_size == 0 or evidence.verified == 0:
        found.append("lists.not_measured")
    elif not complete:
        found.append("lists.sample_incomplete")
    elif not passed:
        found.append("lists.below_gate")
    elif aged is not None and aged < float(parameters.accuracy_threshold):
        found.append("lists.measurement_too_old")
    if is_blind(
        rows=evidence.accepted,
        sequential=evidence.sequential_share,
        nameless=evidence.nameless_share,
        sequential_limit=parameters.sequential_share_limit,
        nameless_limit=parameters.nameless_share_limit,
        minimum_rows=parameters.blind_minimum_rows,
    ):
        found.append("lists.blind_dialing")
    if evidence.campaign is not None and not evidence.campaign_has_target:
        found.append("lists.campaign_without_target")
    return tuple(found)
