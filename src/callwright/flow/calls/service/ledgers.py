"""Files of consents and of comparisons with do-not-call registers (product §11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from callwright.flow.calls.decide.ledger_rows import (
    CONSENT_COLUMNS,
    SCRUB_COLUMNS,
    consent_of,
    scrub_of,
)
from callwright.flow.calls.errors import MissingColumns
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import Rejection
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, match_columns
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import NewConsent, Scrub


async def import_consents(
    session: Session, *, table: Table, source_file: StoredFile, by: str, calendar: CompanyCalendar
) -> ImportReport:
    """Enter a file of consents (号码, 同意形式, 同意内容, 同意时间, 截止时间); the kept file is their proof.

    The same file again enters nothing. MissingColumns (422) names what the file lacks.
    """
    columns = _columns(table, CONSENT_COLUMNS, needed=("number", "form", "words", "given_at"))
    read = [
        consent_of(
            row,
            columns,
            source=f"file:{source_file.sha256[:16]}",
            proof_key=source_file.key,
            read_time=calendar.parse_local,
        )
        for row in table.rows
    ]
    entries = [one for one in read if isinstance(one, NewConsent)]
    new = await contacts.record_consents(session, entries, by=by)
    return _report(table, source_file, [one for one in read if isinstance(one, Rejection)], new)


async def import_scrubs(
    session: Session, *, table: Table, source_file: StoredFile, register: str, version_on: date, by: str
) -> ImportReport:
    """Stamp the numbers of a file (号码, 在册) as compared with a register's version of a day.

    Without a column 在册/listed the file is the register's own list: all its numbers stand in it.
    """
    columns = _columns(table, SCRUB_COLUMNS, needed=("number",))
    version_at = datetime.combine(version_on, time(), UTC)
    read = [scrub_of(row, columns, register=register, version_at=version_at) for row in table.rows]
    stamps = [one for one in read if isinstance(one, Scrub)]
    source = f"file:{source_file.sha256[:16]}"
    taken = await contacts.record_scrubs(session, stamps, source=source, by=by)
    return _report(table, source_file, [one for one in read if isinstance(one, Rejection)], taken)


def _columns(table: Table, known: dict[str, tuple[str, ...]], *, needed: tuple[str, ...]) -> dict[str, str]:
    columns = match_columns(table.columns, known)
    missing = [known[name][0] for name in needed if name not in columns]
    if missing:
        raise MissingColumns(missing="、".join(missing), columns="、".join(table.columns))
    return columns


def _report(table: Table, source_file: StoredFile, rejected: list[Rejection], new: int) -> ImportReport:
    rows = len(table.rows)
    return ImportReport(
        file_sha256=source_file.sha256,
        rows=rows,
        accepted=new,
        unchanged=rows - len(rejected) - new,
        rejected=rejected,
        already_imported=new == 0 and rows > len(rejected),
    )
