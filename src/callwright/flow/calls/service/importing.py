"""Taking call records of any phone system."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from callwright.flow.calls.contracts import (
    DEFAULT_EFFECTIVE_TALK_SECONDS,
    FINAL_REFUSALS,
    CallMapping,
    Direction,
    recording_key,
)
from callwright.flow.calls.decide import rejections
from callwright.flow.calls.decide.ladder import is_effective
from callwright.flow.calls.decide.mapping import find_columns, read_mapping
from callwright.flow.calls.decide.outcomes import word_key
from callwright.flow.calls.decide.reading import CallRecord, Reader
from callwright.flow.calls.events import CallRecordsImported
from callwright.flow.calls.models import RecordImport
from callwright.flow.calls.repository import taking
from callwright.flow.calls.service.linking import contacts_of
from callwright.flow.calls.service.planning import renew_plans
from callwright.flow.calls.service.telling import tell_leads_and_lists
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import Phase, State
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import Rejection
from callwright.kernel.ids import new_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import Campaign
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Refusal
from callwright.registers.staff import service as staff

COMPANY = CompanyCalendar()
CHUNK = 5_000

Progress = Callable[[int, int], Awaitable[None]]


async def import_call_records(
    session: Session,
    *,
    table: Table,
    source_file: StoredFile,
    now: datetime,
    mapping: Mapping[str, Any] | None = None,
    calendar: CompanyCalendar = COMPANY,
    progress: Progress | None = None,
    people: frozenset[uuid.UUID] | None = None,
) -> ImportReport:
    """Import call records as attempts and calls; `mapping` as in `decide.mapping.read_mapping`, None = by headers.

    A record is known again by (system, id), else by agent, number, direction and times: the same file twice adds
    nothing. Rows that cannot be used are listed rejections, the rest works. Side effects in the same transaction:
    phases to `floor`, final refusals to `registers/contacts`, event CallRecordsImported. `progress(done, total)`
    counts rows. With `people` only records of these people are taken, others are rejected. Raises MissingColumns,
    MappingUnreadable, MappingNamesUnknownColumns.
    """
    rules = read_mapping(mapping)
    columns = find_columns(table.columns, rules)
    already = await taking.known_import(session, source_file.sha256)
    reader = await _reader(session, columns, rules, now, calendar, people)
    records, rejected = await _read_all(reader, table, progress)
    by_word = _campaign_words(await campaigns.campaigns(session))
    known_contacts = await contacts_of(session, {record.e164 for record in records.values()})
    stored = RecordImport(
        id=new_id(),
        file_sha256=source_file.sha256,
        file_name=source_file.name,
        file_key=source_file.key,
        mapping=asdict(rules),
        report={},
    )
    await taking.save_import(session, stored)
    taken = await taking.take(session, _rows(records, stored.id, rules, by_word, known_contacts))
    fresh = [record for record in records.values() if record.id in taken.fresh]
    changed = [record for record in records.values() if record.id in taken.changed]
    rejected += [
        Rejection(one.line, "calls.changed_record", rejections.CHANGED, dict(one.cells)) for one in changed
    ]
    overlapping = await _spread(session, stored, [*fresh, *changed], fresh, calendar)
    called = {known_contacts[one.e164] for one in (*fresh, *changed) if one.e164 in known_contacts}
    await tell_leads_and_lists(session, contact_ids=called, now=now, calendar=calendar)
    await renew_plans(session, contact_ids=called, at=now, calendar=calendar)
    report = ImportReport(
        file_sha256=source_file.sha256,
        rows=len(table.rows),
        accepted=len(fresh),
        unchanged=len(table.rows) - len(fresh) - len(rejected),
        rejected=sorted(rejected, key=lambda rejection: rejection.line),
        notes=_notes(reader, records, by_word, overlapping),
        already_imported=already,
    )
    stored.report = report.to_json()
    return report


async def _reader(
    session: Session,
    columns: Mapping[str, str],
    rules: CallMapping,
    now: datetime,
    calendar: CompanyCalendar,
    people: frozenset[uuid.UUID] | None,
) -> Reader:
    resolver = await staff.resolver(session)

    def find_person(reference: str) -> uuid.UUID | Text:
        person = resolver.find(reference)
        if people is not None and (person is None or person.id not in people):
            return rejections.NOT_YOUR_PERSON.format(reference=reference)
        return person.id if person else resolver.why_not(reference)

    return Reader(columns, rules, find_person, calendar.zone, now)


async def _read_all(
    reader: Reader, table: Table, progress: Progress | None
) -> tuple[dict[uuid.UUID, CallRecord], list[Rejection]]:
    """All rows in the order of the file; a row that repeats an earlier one with other content is rejected."""
    records: dict[uuid.UUID, CallRecord] = {}
    rejected: list[Rejection] = []
    for offset in range(0, len(table.rows), CHUNK):
        for row in table.rows[offset : offset + CHUNK]:
            outcome = reader.read(row)
            if isinstance(outcome, Rejection):
                rejected.append(outcome)
            elif records.setdefault(outcome.id, outcome).content != outcome.content:
                rejected.append(Rejection(row.line, "calls.changed_record", rejections.CHANGED, row.cells))
        if progress:
            await progress(min(offset + CHUNK, len(table.rows)), len(table.rows))
        await asyncio.sleep(0)
    return records, rejected


def _rows(
    records: Mapping[uuid.UUID, CallRecord],
    import_id: uuid.UUID,
    rules: CallMapping,
    by_word: Mapping[str, Campaign],
    known_contacts: Mapping[str, uuid.UUID],
) -> Iterator[tuple[object, ...]]:
    for record in records.values():
        campaign = by_word.get(word_key(record.campaign))
        minimum = campaign.minimum_effective_talk_seconds if campaign else DEFAULT_EFFECTIVE_TALK_SECONDS
        talk = (record.ended_at - record.answered_at).total_seconds() if record.answered_at else 0
        yield (
            record.id,
            import_id,
            record.line,
            rules.system,
            record.record_id,
            record.content,
            record.person_id,
            record.e164,
            known_contacts.get(record.e164),
            campaign.code if campaign else record.campaign,
            str(record.direction),
            record.started_at,
            record.answered_at,
            record.ended_at,
            str(record.outcome),
            record.raw_outcome,
            record.recording_name,
            recording_key(record.recording_name),
            is_effective(
                record.outcome,
                int(talk),
                answered=record.answered_at is not None,
                minimum_talk_seconds=minimum,
            ),
        )


async def _spread(
    session: Session,
    stored: RecordImport,
    said: Sequence[CallRecord],
    fresh: Sequence[CallRecord],
    calendar: CompanyCalendar,
) -> int:
    """Tell everybody below and after us; returns how many attempts overlap.

    Refusals are taken from changed records too: a "do not call" is never lost because its record was known.
    """
    await contacts.refuse_all(
        session,
        [
            Refusal(one.e164, reason=str(one.outcome), source=f"calls:{one.id}", at=one.ended_at)
            for one in said
            if one.outcome in FINAL_REFUSALS
        ],
    )
    if not fresh:
        return 0
    await floor.record_phases(session, (phase for record in fresh for phase in phases_of(record)))
    starts = [record.started_at for record in fresh]
    people = {record.person_id for record in fresh}
    marked = await taking.mark_overlapping(session, people, min(starts), max(starts))
    days = (calendar.day_of(min(starts)), calendar.day_of(max(starts)))
    event = CallRecordsImported(import_id=stored.id, count=len(fresh), first_day=days[0], last_day=days[1])
    await publish(session, event, subject=str(stored.id))
    return len(marked)


def phases_of(record: CallRecord) -> Iterator[Phase]:
    """Dialing (or ringing, inbound) until the answer, then talking until the hang-up."""
    before = State.DIALING if record.direction is Direction.OUTBOUND else State.RINGING
    yield Phase(
        record.person_id,
        before,
        record.started_at,
        record.answered_at or record.ended_at,
        "calls",
        str(record.id),
    )
    if record.answered_at:
        yield Phase(
            record.person_id, State.TALKING, record.answered_at, record.ended_at, "calls", str(record.id)
        )


def _campaign_words(found: Sequence[Campaign]) -> dict[str, Campaign]:
    """Campaigns by code and by name; a code wins."""
    return {word_key(one.name): one for one in found} | {word_key(one.code): one for one in found}


def _notes(
    reader: Reader, records: Mapping[uuid.UUID, CallRecord], by_word: Mapping[str, Campaign], overlapping: int
) -> list[Text]:
    def listed(text: Text, words: Counter[str]) -> list[Text]:
        return [text.format(word=word, count=count) for word, count in words.most_common(50)]

    strangers = Counter(
        record.campaign
        for record in records.values()
        if record.campaign and word_key(record.campaign) not in by_word
    )
    notes = listed(rejections.UNKNOWN_OUTCOMES, reader.unknown_outcomes)
    notes += listed(rejections.UNKNOWN_DIRECTIONS, reader.unknown_directions)
    notes += listed(rejections.UNKNOWN_CAMPAIGN, strangers)
    if overlapping:
        notes.append(rejections.OVERLAPPING.format(count=overlapping))
    if reader.answer_unknown:
        notes.append(rejections.ANSWER_NOT_KNOWN)
    return notes
