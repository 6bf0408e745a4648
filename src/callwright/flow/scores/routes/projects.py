"""/api/projects: the appraisal project with group, plan, evidence, publication and notices."""

from __future__ import annotations

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import FileResponse

from callwright.flow.scores import service
from callwright.flow.scores.routes.periods import read_month
from callwright.flow.scores.routes.project_forms import (
    EventChangeIn,
    EventIn,
    GroupIn,
    IncentivesIn,
    NoticeIn,
    ProjectIn,
    ProjectLine,
    ProjectOut,
)
from callwright.kernel.text import Text
from callwright.platform.auth import Principal
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, PortsDep, SessionDep, require

router = APIRouter(prefix="/projects", tags=["projects"])
Reader = Annotated[Principal, require("projects.read")]
Writer = Annotated[Principal, require("projects.write")]


@router.get("")
async def list_projects(session: SessionDep, page: PageParams, principal: Reader) -> Page[ProjectLine]:
    """Published projects, drafts one works in; everything for who runs them."""
    found, total = await service.projects(session, principal=principal, offset=page.offset, size=page.size)
    items = [
        ProjectLine(
            id=each.id,
            title=each.title,
            first_month=str(each.first_month),
            last_month=str(each.last_month),
            members=len(each.members),
            published_at=each.published_at,
        )
        for each in found
    ]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.post("")
async def draft_project(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, body: ProjectIn, principal: Writer
) -> ProjectOut:
    """Draft a project with the events of the template."""
    today = calendar.day_of(clock.now())
    made = await service.draft_project(
        session,
        title=body.title,
        purpose=body.purpose,
        first_month=read_month(body.first_month),
        last_month=read_month(body.last_month),
        begins=body.begins or today,
        principal=principal,
        at=clock.now(),
    )
    return ProjectOut.of(made, principal)


@router.get("/{project_id}")
async def show_project(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, project_id: UUID, principal: Reader
) -> ProjectOut:
    """One project."""
    today = calendar.day_of(clock.now())
    found = await service.project(session, project_id=project_id, principal=principal, on=today)
    return ProjectOut.of(found, principal)


@router.post("/{project_id}/group")
async def set_group(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    project_id: UUID,
    body: GroupIn,
    principal: Writer,
) -> ProjectOut:
    """Put the group together."""
    made = await service.set_group(
        session,
        project_id=project_id,
        group=[(each.duty, each.person_id, each.name) for each in body.members],
        principal=principal,
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)


@router.post("/{project_id}/events")
async def add_event(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    project_id: UUID,
    body: EventIn,
    principal: Writer,
) -> ProjectOut:
    """Add an event."""
    made = await service.add_event(
        session,
        project_id=project_id,
        kind=body.kind,
        title=Text(body.zh, body.en or body.zh),
        due_on=body.due_on,
        principal=principal,
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)


@router.post("/events/{item_id}")
async def change_event(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    item_id: UUID,
    body: EventChangeIn,
    principal: Writer,
) -> ProjectOut:
    """Change who owns an event and until when."""
    made = await service.change_event(
        session,
        item_id=item_id,
        owner_id=body.owner_id,
        due_on=body.due_on,
        principal=principal,
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)


@router.post("/events/{item_id}/evidence")
async def add_evidence(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    item_id: UUID,
    principal: Reader,
    kind: Annotated[str, Form()],
    text: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> ProjectOut:
    """Prove an event, in words or with a file that is kept."""
    kept = None
    if file is not None:
        store = ports.get(FileStore)
        kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "evidence")
    made = await service.add_evidence(
        session,
        item_id=item_id,
        kind=kind,
        text=text,
        file=kept,
        principal=principal,
        at=clock.now(),
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)


@router.get("/{project_id}/evidence/{evidence_id}", response_class=FileResponse)
async def download_evidence(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    project_id: UUID,
    evidence_id: UUID,
    principal: Reader,
) -> FileResponse:
    """The file of a proof, for who may see the project; 404 for others."""
    today = calendar.day_of(clock.now())
    proof = await service.evidence_file(
        session, project_id=project_id, evidence_id=evidence_id, principal=principal, on=today
    )
    path = await asyncio.to_thread(ports.get(FileStore).path, str(proof.file_key))
    return FileResponse(path, media_type="application/octet-stream", filename=proof.file_name)


@router.post("/events/{item_id}/complete")
async def complete_event(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, item_id: UUID, principal: Reader
) -> ProjectOut:
    """Mark an event done, by its owner, once its proof is there."""
    today = calendar.day_of(clock.now())
    made = await service.complete_event(
        session, item_id=item_id, principal=principal, at=clock.now(), on=today
    )
    return ProjectOut.of(made, principal)


@router.post("/{project_id}/incentives")
async def set_incentives(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    project_id: UUID,
    body: IncentivesIn,
    principal: Writer,
) -> ProjectOut:
    """Write down the kinds of incentive."""
    made = await service.set_incentives(
        session,
        project_id=project_id,
        incentives=body.incentives,
        principal=principal,
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)


@router.post("/{project_id}/publish")
async def publish_project(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, project_id: UUID, principal: Reader
) -> ProjectOut:
    """The owner publishes the plan; 409 lists what is missing."""
    made = await service.publish_project(
        session,
        project_id=project_id,
        principal=principal,
        at=clock.now(),
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)


@router.post("/{project_id}/notices")
async def tell_group(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    project_id: UUID,
    body: NoticeIn,
    principal: Writer,
) -> ProjectOut:
    """Log what the appraised, leaders, data suppliers or analysts were told."""
    made = await service.tell_group(
        session,
        project_id=project_id,
        audience=body.audience,
        channel=body.channel,
        text=body.text,
        principal=principal,
        at=clock.now(),
        on=calendar.day_of(clock.now()),
    )
    return ProjectOut.of(made, principal)
