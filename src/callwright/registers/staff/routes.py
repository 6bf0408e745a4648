"""People over HTTP: /api/people, /api/staff/import."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel

from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.tables import TableReader
from callwright.registers.staff import service
from callwright.registers.staff.contracts import Grade, MarketType, Person, Role

router = APIRouter(prefix="/api", tags=["staff"])


class PersonOut(BaseModel):
    """One person as screens show them; shift times are the company's clock."""

    id: UUID
    employee_number: str
    name: str
    department_id: UUID
    department: str
    team: str | None
    role: Role
    grade: Grade
    market_type: MarketType | None
    market: str | None
    hired_on: dt.date
    left_on: dt.date | None
    leader_id: UUID | None
    shift_start: dt.time
    shift_end: dt.time
    rest_minutes: int
    work_minutes: int
    has_account: bool

    @classmethod
    def of(cls, person: Person) -> PersonOut:
        """From the register's own form."""
        return cls.model_validate(
            {name: getattr(person, name) for name in cls.model_fields if name != "has_account"}
            | {"has_account": person.account_id is not None}
        )


@router.get("/people")
async def list_people(
    session: SessionDep,
    page: PageParams,
    principal: Annotated[Principal, require("goals.read")],
    on: dt.date | None = None,
) -> Page[PersonOut]:
    """People within the asker's scope; with `on` only those employed that day, with that day's grade."""
    found = await service.people(session, visible_people=principal.visible_people, on=on)
    items = [PersonOut.of(one) for one in found[page.offset : page.offset + page.size]]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.get("/people/{person_id}")
async def show_person(
    session: SessionDep, person_id: UUID, principal: Annotated[Principal, require("goals.read")]
) -> PersonOut:
    """One person; 404 also when outside the asker's scope."""
    return PersonOut.of(await service.person(session, person_id, visible_people=principal.visible_people))


@router.post("/staff/import")
async def import_roster(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("staff.write")],
    file: Annotated[UploadFile, File()],
) -> dict[str, Any]:
    """Import a roster (XLSX, CSV, …); answers what became of each row. The original file is kept."""
    store = ports.get(FileStore)
    reader = ports.get(TableReader)
    stored = await asyncio.to_thread(store.put, await file.read(), file.filename or "roster")
    table = await read_kept(reader.read, store, stored)
    today = calendar.day_of(clock.now())
    report = await service.import_roster(session, table=table, source_file=stored, today=today)
    await record(
        session, principal, action="staff.import", object=stored.sha256, details={"rows": report.rows}
    )
    return report.to_json()
