"""The suppression ledger: look, import a file, lift a line (product §2.5)."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel

from callwright.flow.lists import service
from callwright.flow.lists.contracts import SuppressionKind
from callwright.flow.lists.decide.suppression import FINAL, KEPT_BY_PEOPLE, KINDS, LedgerLine
from callwright.kernel.phone import PhoneNumber
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.principal import Principal
from callwright.platform.tables import TableReader

router = APIRouter(prefix="/api/suppressions", tags=["lists"])
Reader = Annotated[Principal, require("lists.read")]


class KindOut(BaseModel):
    """A kind of suppression; `importable` by file, `final` ones are refusals that nothing takes back."""

    kind: SuppressionKind
    zh: str
    en: str
    final: bool
    importable: bool
    lines: int | None


class LedgerLineOut(BaseModel):
    """One line of the ledger; numbers are masked unless the role may see them; `until` null = for good."""

    id: int
    kind: SuppressionKind
    zh: str
    en: str
    subject_kind: str
    subject: str
    name: str
    reason: str
    source: str
    campaign: str | None
    person_id: UUID | None
    since: datetime
    until: datetime | None
    recorded_by: str
    recorded_at: datetime
    ended_at: datetime | None
    ended_by: str
    ended_reason: str
    liftable: bool

    @classmethod
    def of(cls, line: LedgerLine, *, reveal: bool) -> LedgerLineOut:
        """From the stage's own form."""
        same = {name: getattr(line, name) for name in line.__dataclass_fields__ if name != "campaign_code"}
        if line.subject_kind == "number" and not reveal:
            same["subject"] = PhoneNumber(line.subject).masked
        liftable = line.ended_at is None and line.source.startswith("file:")
        return cls(**same, **KINDS[line.kind].to_json(), campaign=line.campaign_code, liftable=liftable)


class LiftIn(BaseModel):
    """Why a line is ended."""

    reason: str


@router.get("/kinds")
async def list_kinds(session: SessionDep, clock: ClockDep, principal: Reader) -> list[KindOut]:
    """All kinds, the weightiest first, with the lines in force (null for refusals: see the contacts register)."""
    counts = await service.ledger_counts(session, at=clock.now())
    return [
        KindOut(
            kind=kind,
            **name.to_json(),
            final=kind in FINAL,
            importable=kind in FINAL | KEPT_BY_PEOPLE,
            lines=None if kind in FINAL else counts.get(kind, 0),
        )
        for kind, name in KINDS.items()
    ]


@router.get("")
async def list_ledger(
    session: SessionDep,
    clock: ClockDep,
    page: PageParams,
    principal: Reader,
    kind: SuppressionKind | None = None,
    q: str = "",
    ended: bool = False,  # noqa: FBT001,FBT002 - a query parameter
) -> Page[LedgerLineOut]:
    """Lines of the ledger, newest first; `ended=true` shows those out of force as well."""
    found, total = await service.ledger_page(
        session, at=clock.now(), kind=kind, q=q, only_open=not ended, page=page.page, size=page.size
    )
    reveal = principal.may("numbers.reveal")
    items = [LedgerLineOut.of(one, reveal=reveal) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.post("/import")
async def import_ledger(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("lists.write")],
    file: Annotated[UploadFile, File()],
    kind: Annotated[str, Form()],
) -> dict[str, Any]:
    """Take a file of numbers or companies of one kind; refusals are final. Answers the import report."""
    store, reader = ports.get(FileStore), ports.get(TableReader)
    kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "suppressions.csv")
    table = await read_kept(reader.read, store, kept)
    report = await service.import_suppressions(
        session,
        principal,
        kind=kind,
        table=table,
        file_sha256=kept.sha256,
        at=clock.now(),
        calendar=calendar,
    )
    return report.to_json()


@router.post("/{entry_id}/lift", status_code=204)
async def lift(
    session: SessionDep,
    clock: ClockDep,
    entry_id: int,
    wanted: LiftIn,
    principal: Annotated[Principal, require("lists.release")],
) -> None:
    """End a line that people keep, with a reason; what follows from leads, orders or calls cannot be lifted."""
    await service.lift(session, principal, entry_id=entry_id, reason=wanted.reason, at=clock.now())
