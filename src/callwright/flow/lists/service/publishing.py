"""The steps of an import that touch the database: begin, note what was read, publish, fail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from callwright.flow.lists.clean.contracts import CleanResult
from callwright.flow.lists.clean.work import MATCH
from callwright.flow.lists.contracts import ImportOrder
from callwright.flow.lists.decide.blind import sequential_share
from callwright.flow.lists.decide.mapping import remembered
from callwright.flow.lists.errors import UnknownBatch
from callwright.flow.lists.repository import batches, pairs, rows, sources
from callwright.flow.lists.service.cleaned import cleaned_contacts, cleaned_rows, doubtful_pairs
from callwright.flow.lists.service.regrouping import regroup
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.rules.quality.values import quality_parameters


async def begin(session: Session, batch_id: UUID, *, at: datetime) -> ImportOrder:
    """What the job has to do; the batch shows that it is being cleaned. UnknownBatch (404)."""
    order = await batches.order(session, batch_id)
    if order is None:
        raise UnknownBatch(batch=batch_id)
    if order.state in ("received", "failed"):
        await batches.change(
            session, batch_id, state="cleaning", error=None, started_at=order.started_at or at
        )
    return order


async def note_refused_files(session: Session, batch_id: UUID, errors: Mapping[int, dict[str, Any]]) -> None:
    """Keep with each refused file why it was refused."""
    for position, error in errors.items():
        await batches.change_file(session, batch_id, position, state="refused", error=error)


async def fail(session: Session, batch_id: UUID, error: dict[str, Any], *, at: datetime) -> None:
    """The batch failed with this error; its files are kept."""
    await batches.change(session, batch_id, state="failed", error=error, finished_at=at)


async def is_published(session: Session, batch_id: UUID) -> bool:
    """Whether the last step was done (a killed job is started again)."""
    return await batches.step(session, batch_id, "publish") is not None


async def publish_batch(
    session: Session,
    order: ImportOrder,
    result: CleanResult,
    *,
    revision: int,
    positions: list[int],
    features_key: str,
    at: datetime,
) -> bool:
    """Make contacts and rows of a cleaned batch known, all in this transaction.

    Known rows that the matching takes to other contacts go there; doubtful pairs are kept for a person to look at.

    One batch at a time publishes. False when another one changed the known contacts since `revision`: then
    nothing was written and the batch must be matched again.
    """
    await batches.lock(session, "lists.publish")
    if await is_published(session, order.batch_id):
        return True
    if await contacts.known_revision(session) != revision:
        return False
    await contacts.save_contact_batches(
        session, partial(cleaned_contacts, result.contacts_path), source=order.source, at=at
    )
    names = {file.position: file.name for file in order.files}
    named = [names[position] for position in positions]
    await rows.replace_rows(session, order.batch_id, cleaned_rows(order.batch_id, result.rows_path, named))
    await _note_files(session, order, result, positions)
    await _note_batch(session, order, result, at)
    first = await batches.number_through(session, order.batch_id)
    await batches.change(session, order.batch_id, features_key=features_key)
    matched = result.rows_path.parent / MATCH
    await regroup(session, order.batch_id, matched / "moved.arrow", at=at)
    await pairs.keep(session, order.batch_id, doubtful_pairs(matched / "pairs.arrow", first), at=at)
    return True


async def _note_files(
    session: Session, order: ImportOrder, result: CleanResult, positions: list[int]
) -> None:
    for position, report in zip(positions, result.files, strict=True):
        details = {
            "encoding": report.encoding,
            "sheet": report.sheet,
            "other_sheets": list(report.other_sheets),
            "header_line": report.header_line,
            "columns": list(report.columns),
            "mapping": report.mapping.to_json(),
            "guessed": list(report.sniffed),
            "blank_lines": report.blank_lines,
        }
        await batches.change_file(
            session, order.batch_id, position, state="cleaned", rows=report.rows, details=details
        )


async def _note_batch(session: Session, order: ImportOrder, result: CleanResult, at: datetime) -> None:
    """Counts from the stored rows themselves, shares, examples, state, marker; remember a given mapping."""
    by_status, by_code = await rows.counts(session, order.batch_id)
    numbers = quality_parameters(at.date())
    found = await rows.sorted_numbers(session, order.batch_id)
    share = sequential_share(found, run_length=numbers.sequential_run_length, gap=numbers.sequential_gap)
    nameless = await rows.nameless(session, order.batch_id)
    await batches.change(
        session,
        order.batch_id,
        state="cleaned",
        finished_at=at,
        rows=sum(by_status.values()),
        **by_status,
        rejected_by_code=by_code,
        blank_lines=result.blank_lines,
        sequential_share=share,
        nameless_share=nameless / by_status["accepted"] if by_status["accepted"] else 0.0,
        mapping=order.mapping or (result.files[0].mapping.to_json() if result.files else {}),
        examples=_examples(result),
    )
    for step in result.steps:
        facts: dict[str, Any] = {"rows": step.rows, "seconds": round(step.seconds, 3)}
        await batches.mark_step(session, order.batch_id, step.name, at=at, details=facts)
    facts = {
        "contacts_new": result.contacts_new,
        "contacts_known": result.contacts_known,
        "model": result.model,
    }
    await batches.mark_step(session, order.batch_id, "publish", at=at, details=facts)
    if order.mapping:
        kept = remembered(order.source_mapping, order.mapping)
        await sources.remember_mapping(session, order.source_id, kept)


def _examples(result: CleanResult) -> list[dict[str, Any]]:
    """Before and after per cleaning rule, for the report page."""
    return [
        {
            "rule": rule.code,
            "count": rule.count,
            "examples": [
                {"before": _plain(before), "after": _plain(after)} for before, after in rule.examples
            ],
        }
        for rule in result.rules
    ]


def _plain(value: object) -> str:
    """Text that PostgreSQL can keep: no NUL, no lone surrogates."""
    return "" if value is None else str(value).replace("\x00", "").encode("utf-8", "replace").decode()
