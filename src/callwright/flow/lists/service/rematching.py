"""Matching a published batch again, after a new model: what it finds moves rows as an import would, nothing is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from callwright.flow.lists.errors import NotPublishedYet
from callwright.flow.lists.repository import batches, pairs
from callwright.flow.lists.service.cleaned import doubtful_pairs
from callwright.flow.lists.service.reading import summary
from callwright.flow.lists.service.regrouping import regroup
from callwright.flow.lists.service.retraining import model_in_use
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal
from callwright.registers.contacts import service as contacts

REMATCH_JOB = "lists.rematch"


async def rematch(session: Session, principal: Principal, *, batch_id: UUID) -> UUID:
    """Queue the matching of a batch, and of what is near its rows, with the model in use; answers the job.

    While one waits or runs, or when the same was done already (the same model, and no import, decision or move
    since), that job is answered. Raises UnknownBatch (404), NotPublishedYet (409), NotAllowed (403).
    """
    principal.demand("lists.write")
    if (await summary(session, batch_id)).state != "cleaned":
        raise NotPublishedYet(batch=batch_id)
    model, revision = str(model_in_use()["version"]), await contacts.known_revision(session)
    key = f"{REMATCH_JOB}:{batch_id}:{model}:{revision}"
    job_id = await submit(session, REMATCH_JOB, {"batch_id": str(batch_id)}, key=key)
    details: dict[str, object] = {"model": model, "job": str(job_id)}
    await record(
        session, principal, action="lists.rematch", object=f"lists.batch:{batch_id}", details=details
    )
    return job_id


async def publish_rematch(
    session: Session, batch_id: UUID, matched: Path, *, revision: int, at: datetime
) -> int | None:
    """Move the rows that matching took to other contacts and keep new doubtful pairs, all in this transaction.

    Answers how many rows moved; None when the known contacts changed since `revision`: then nothing was written.
    """
    await batches.lock(session, "lists.publish")
    if await contacts.known_revision(session) != revision:
        return None
    moved = await regroup(session, batch_id, matched / "moved.arrow", at=at)
    await pairs.keep(session, batch_id, doubtful_pairs(matched / "pairs.arrow", 0), at=at)
    if moved:
        await contacts.raise_known_revision(session)
    return moved
