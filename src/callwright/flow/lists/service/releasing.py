"""The gate itself: the only way from a batch to the agents (product §2.6, §2.7)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from callwright.flow.lists.contracts import ReleaseView
from callwright.flow.lists.decide.gate import Evidence, Judgement
from callwright.flow.lists.errors import (
    BelowGate,
    BlindDialing,
    CampaignWithoutTarget,
    MeasurementTooOld,
    NothingAccepted,
    NotMeasured,
    OverrideReasonMissing,
    ReleaseRefused,
    SampleIncomplete,
)
from callwright.flow.lists.events import ListReleased
from callwright.flow.lists.models import ReleaseRow
from callwright.flow.lists.repository import batches, releasing, rows
from callwright.flow.lists.service.judging import judgement, parameters_on
from callwright.flow.lists.service.screening import screen
from callwright.flow.lists.service.verifying import usable_batch
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.platform.principal import Principal
from callwright.rules.quality.values import QualityParameters


async def release(
    session: Session, principal: Principal, *, batch_id: UUID, override_reason: str | None, at: datetime
) -> ReleaseView:
    """Release a batch to the agents, once; ListReleased is published in the same transaction.

    Refused below the gate, for blind dialing and for a campaign without target definition (409, see errors):
    then only an owner's `override_reason` releases it, which is recorded. Releasing again changes nothing. Who must
    not be called is decided anew at this moment (product §2.5).
    """
    principal.demand("lists.release")
    if override_reason is not None:
        principal.demand("lists.override")
        if not override_reason.strip():
            raise OverrideReasonMissing
    batch = await usable_batch(session, batch_id)
    earlier = await releasing.release(session, batch_id)
    if earlier is not None:
        return _view(earlier, already_released=True)
    on = at.astimezone(UTC).date()
    evidence, judged = await judgement(session, batch_id, on=on)
    numbers = await parameters_on(session, on)
    if evidence.accepted == 0 or (judged.refusals and override_reason is None):
        raise _refusal(evidence, judged, numbers)
    reason = override_reason.strip() if judged.refusals and override_reason else None
    suppressed = (await screen(session, batch_id=batch_id, at=at)).suppressed
    await _record(session, principal, batch_id, evidence, judged, numbers, reason, at, suppressed)
    await publish(session, ListReleased(batch_id, batch.campaign_code), subject=str(batch_id))
    done = await releasing.release(session, batch_id)
    if done is None:
        raise LookupError("a release was just written and is gone")
    return _view(done, already_released=False)


async def _record(
    session: Session,
    principal: Principal,
    batch_id: UUID,
    evidence: Evidence,
    judged: Judgement,
    numbers: QualityParameters,
    reason: str | None,
    at: datetime,
    suppressed: int,
) -> None:
    """Write the release with the figures of this moment, the batch's state and the audit entry."""
    gate = "overridden" if reason else "passed"
    await releasing.add_release(
        session,
        batch_id=batch_id,
        at=at,
        released_by=principal.name,
        gate=gate,
        suppressed=suppressed,
        measure=numbers.gate_measure,
        threshold=numbers.accuracy_threshold,
        sampled=evidence.verified,
        good=evidence.good,
        point=judged.point,
        lower=judged.lower,
        refusals=list(judged.refusals),
        override_reason=reason,
        rule_version=numbers.version,
    )
    await batches.change(session, batch_id, gate=gate, released_at=at, override_reason=reason)
    details: dict[str, object] = {"gate": gate, "refusals": list(judged.refusals), "override_reason": reason}
    action = "lists.override" if reason else "lists.release"
    await record(session, principal, action=action, object=f"lists.batch:{batch_id}", details=details)


def _view(row: ReleaseRow, *, already_released: bool) -> ReleaseView:
    return ReleaseView(
        batch_id=row.batch_id,
        gate=row.gate,  # type: ignore[arg-type]  # written by `_record` only
        at=row.at,
        released_by=row.released_by,
        override_reason=row.override_reason,
        refusals=tuple(row.refusals),
        already_released=already_released,
        suppressed=row.suppressed,
    )


def _refusal(evidence: Evidence, judged: Judgement, numbers: QualityParameters) -> ReleaseRefused:
    """The weightiest reason as an error; `reasons` in its details names all of them."""
    kinds: dict[str, type[ReleaseRefused]] = {
        kind.code: kind
        for kind in (
            NothingAccepted,
            NotMeasured,
            SampleIncomplete,
            BelowGate,
            MeasurementTooOld,
            BlindDialing,
            CampaignWithoutTarget,
        )
    }
    return kinds[judged.refusals[0]](
        reasons=", ".join(judged.refusals),
        needed=judged.needed,
        missing=evidence.sample_size - evidence.verified,
        good=evidence.good,
        sampled=evidence.verified,
        point=_share(judged.point),
        lower=_share(judged.lower),
        aged=_share(judged.aged),
        threshold=numbers.accuracy_threshold,
        sequential=_percent(evidence.sequential_share),
        nameless=_percent(evidence.nameless_share),
        campaign=evidence.campaign,
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _percent(value: float) -> str:
    return f"{value:.0%}"


async def released_contacts(session: Session, batch_id: UUID) -> list[UUID]:
    """The contacts of a released batch in file order, new and known ones; [] while it is not released."""
    if await releasing.release(session, batch_id) is None:
        return []
    return await rows.entities(session, batch_id)
