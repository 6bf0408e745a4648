"""What happened elsewhere comes in: files of states, phases of calls."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from callwright.flow.floor.contracts import Phase
from callwright.flow.floor.decide.states import COLUMNS, REQUIRED, Interval, read_rows, split_overlapping
from callwright.flow.floor.errors import MissingColumns
from callwright.flow.floor.models import StateImport
from callwright.flow.floor.repository import facts
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import new_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, match_columns
from callwright.registers.staff import service as staff

COMPANY = CompanyCalendar()
"""The default company zone (Asia/Shanghai); edges hand in the configured one."""


async def record_phases(session: Session, phases: Iterable[Phase]) -> None:
    """Take the phases of calls, in bulk. The same phase again (source, source_id, state) changes nothing."""
    await facts.save_phases(session, phases)


async def import_states(
    session: Session,
    *,
    table: Table,
    source_file: StoredFile,
    now: datetime,
    calendar: CompanyCalendar = COMPANY,
    overrides: Mapping[str, str] | None = None,
) -> ImportReport:
    """Import declared states (columns agent, state, start, end, reason in Chinese or English).

    Unknown agent or state, end before start, times in the future and overlapping states are listed
    rejections; the rest is stored. Rows known already are counted as unchanged. Raises MissingColumns.
    """
    columns = match_columns(table.columns, COLUMNS, overrides)
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in columns]
    if missing:
        raise MissingColumns(missing="、".join(missing))
    resolver = await staff.resolver(session)

    def find_person(reference: str) -> uuid.UUID | Text:
        person = resolver.find(reference)
        return person.id if person else resolver.why_not(reference)

    good, rejected = read_rows(table.rows, columns, find_person, calendar.zone, now)
    known: list[Interval] = []
    if good:
        people = {interval.person_id for _, interval in good}
        first, last = min(one.start for _, one in good), max(one.end for _, one in good)
        known = await facts.intervals_between(session, people, first, last)
    fresh, repeated, overlapping = split_overlapping(good, known)
    report = ImportReport(
        file_sha256=source_file.sha256,
        rows=len(table.rows),
        accepted=len(fresh),
        unchanged=len(repeated),
        rejected=sorted([*rejected, *overlapping], key=lambda rejection: rejection.line),
        already_imported=await facts.known_import(session, source_file.sha256),
    )
    record = StateImport(
        id=new_id(),
        file_sha256=source_file.sha256,
        file_name=source_file.name,
        file_key=source_file.key,
        report=report.to_json(),
    )
    await facts.save_import(session, record, fresh)
    return report
