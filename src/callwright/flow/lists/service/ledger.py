"""What people do with the suppression ledger: import a file, look, lift what may be lifted."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import get_args

from callwright.flow.lists.contracts import NewSuppression, SuppressionKind
from callwright.flow.lists.decide.ledger_file import FIELDS, entries_of
from callwright.flow.lists.decide.suppression import FINAL, KEPT_BY_PEOPLE, LedgerLine
from callwright.flow.lists.errors import (
    BadSuppressionFile,
    OverrideReasonMissing,
    SuppressionNotLiftable,
    UnknownSuppression,
)
from callwright.flow.lists.events import SuppressionsChanged
from callwright.flow.lists.repository import suppressions
from callwright.flow.lists.service.suppressing import suppress
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import Rejection
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.platform.principal import Principal
from callwright.platform.tables import ImportReport, Table, match_columns


async def import_suppressions(
    session: Session,
    principal: Principal,
    *,
    kind: str,
    table: Table,
    file_sha256: str,
    at: datetime,
    calendar: CompanyCalendar,
) -> ImportReport:
    """Take a file of numbers or companies of one kind; columns 号码/number, 公司/company, 原因, 截止/until.

    Refusals (do_not_call, opted_out, complained) need numbers and are final. A cool-down needs its end. Rows that
    cannot be read are listed. BadSuppressionFile (422) for a kind that follows from other stages, or no column.
    """
    principal.demand("lists.write")
    columns = match_columns(table.columns, FIELDS)
    if kind not in KEPT_BY_PEOPLE | FINAL or not {"number", "company"} & set(columns):
        raise BadSuppressionFile(kind=kind)
    known: SuppressionKind = next(one for one in get_args(SuppressionKind) if one == kind)
    read = entries_of(
        table,
        columns,
        kind=known,
        final=known in FINAL,
        source=f"file:{file_sha256[:16]}",
        at=at,
        read_day=partial(_end_of, calendar),
    )
    entries: list[NewSuppression] = []
    rejected: list[Rejection] = []
    for one in read:
        (rejected if isinstance(one, Rejection) else entries).append(one)  # type: ignore[arg-type]  # sorted by kind
    new = await suppress(session, entries, by=principal.name, at=at)
    if new:
        details: dict[str, object] = {"kind": kind, "lines": new, "file": file_sha256}
        await record(session, principal, action="lists.suppress", object="lists.suppression", details=details)
        await publish(session, SuppressionsChanged(kind), subject=kind)
    rows = len(table.rows)
    accepted = min(new, rows - len(rejected))
    return ImportReport(
        file_sha256=file_sha256,
        rows=rows,
        accepted=accepted,
        unchanged=rows - accepted - len(rejected),
        rejected=rejected,
        already_imported=bool(entries) and new == 0,
    )


def _end_of(calendar: CompanyCalendar, written: str) -> datetime:
    """The end that was written: a bare date ends with its company day; ValueError when it is none."""
    moment = calendar.parse_local(written)
    local = calendar.local(moment)
    return calendar.bounds(local.date())[1] if local.time() == time() else moment


async def lift(session: Session, principal: Principal, *, entry_id: int, reason: str, at: datetime) -> None:
    """End a line that people keep (customer, competitor, cool-down), with a reason; recorded.

    UnknownSuppression (404), OverrideReasonMissing (422); SuppressionNotLiftable (409) for what follows from leads,
    orders or calls. A refusal is not in reach of this verb at all: it is final.
    """
    principal.demand("lists.release")
    if not reason.strip():
        raise OverrideReasonMissing
    line = await suppressions.get(session, entry_id)
    if line is None or line.ended_at is not None:
        raise UnknownSuppression(entry=entry_id)
    if not line.source.startswith("file:"):
        raise SuppressionNotLiftable(source=line.source)
    await suppressions.end(session, entry_id, at=at, by=principal.name, why=reason.strip())
    details: dict[str, object] = {"kind": line.kind, "reason": reason.strip()}
    await record(
        session, principal, action="lists.lift", object=f"lists.suppression:{entry_id}", details=details
    )
    await publish(session, SuppressionsChanged(line.kind), subject=line.kind)


async def ledger_page(
    session: Session,
    *,
    at: datetime,
    kind: str | None = None,
    q: str = "",
    only_open: bool = True,
    page: int = 1,
    size: int = 50,
) -> tuple[list[LedgerLine], int]:
    """One page of the ledger's own lines (refusals are in the contacts register), newest first, and the total."""
    found, total = await suppressions.page(
        session, kind=kind, q=q.strip(), at=at, only_open=only_open, offset=(page - 1) * size, limit=size
    )
    names = LedgerLine.__dataclass_fields__
    return [LedgerLine(**{name: getattr(one, name) for name in names}) for one in found], total


async def ledger_counts(session: Session, *, at: datetime) -> dict[str, int]:
    """Lines in force per kind."""
    return await suppressions.counts(session, at=at)
