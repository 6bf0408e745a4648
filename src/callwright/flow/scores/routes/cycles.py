"""/api/cycles: the board of appraisal cycles, signatures, self-views, reviews, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.scores import service
from callwright.flow.scores.contracts import Board, Cycle, SupplyState
from callwright.flow.scores.routes.numbers import Number
from callwright.flow.scores.routes.periods import read_month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require
from callwright.rules.appraisal.formulas.cycles import STATE_TITLES, CycleState
from callwright.rules.appraisal.indicators import PostKind

router = APIRouter(prefix="/cycles", tags=["cycles"])
Reader = Annotated[Principal, require("scores.read")]
Leader = Annotated[Principal, require("scores.close")]


class CycleOut(BaseModel):
    """A cycle of reps or managers."""

    id: UUID
    kind: str
    period: str
    months: list[str]
    state: str
    state_title: dict[str, str]
    opened_by: str
    opened_at: datetime
    override_reason: str | None
    already: bool

    @classmethod
    def of(cls, cycle: Cycle) -> CycleOut:
        """From the stage's own form."""
        names = ("id", "kind", "period", "state", "opened_by", "opened_at", "override_reason", "already")
        return cls(
            **{name: getattr(cycle, name) for name in names},
            months=[str(month) for month in cycle.months],
            state_title=STATE_TITLES[CycleState(cycle.state)].to_json(),
        )


class CycleStepOut(BaseModel):
    """A step the cycle took."""

    from_state: str
    to_state: str
    reason: str | None
    missing: list[dict[str, Any]]
    taken_by: str
    taken_at: datetime


class SupplyOut(BaseModel):
    """A unit of data with its supplier and signature."""

    unit: str
    title: dict[str, str]
    supplier: dict[str, str]
    values: int
    missing: list[dict[str, Any]]
    signed_by: str | None
    signed_at: datetime | None
    stale: bool
    may_sign: bool

    @classmethod
    def of(cls, supply: SupplyState) -> SupplyOut:
        """From the stage's own form."""
        names = ("unit", "values", "signed_by", "signed_at", "stale", "may_sign")
        return cls(
            **{name: getattr(supply, name) for name in names},
            title=supply.title.to_json(),
            supplier=supply.supplier_title.to_json(),
            missing=[lack.to_json() for lack in supply.missing],
        )


class CyclePersonOut(BaseModel):
    """A person of the cycle; `score` is null while data is missing."""

    person_id: UUID
    employee_number: str
    name: str
    department: str
    score: Number | None
    self_view: str | None
    review: str | None
    next_steps: str | None
    reviewed_by: str | None
    me: bool


class CycleBoardOut(BaseModel):
    """A cycle with everything its next step waits for, as the asker sees it."""

    cycle: CycleOut
    next_state: str | None
    may_advance: bool
    may_send_back: bool
    may_review: bool
    steps: list[CycleStepOut]
    supplies: list[SupplyOut]
    people: list[CyclePersonOut]
    waiting: list[dict[str, Any]]
    warnings: list[dict[str, str]]

    @classmethod
    def of(cls, board: Board, principal: Principal) -> CycleBoardOut:
        """From the stage's own form."""
        people = [
            CyclePersonOut(**vars(each), me=each.person_id == principal.person_id) for each in board.people
        ]
        return cls(
            cycle=CycleOut.of(board.cycle),
            next_state=board.next_state,
            may_advance=board.may_advance and principal.may("scores.close"),
            may_send_back=board.may_send_back,
            may_review=principal.may("scores.review"),
            steps=[CycleStepOut(**{**vars(step), "missing": list(step.missing)}) for step in board.steps]
            if principal.may("scores.close")
            else [],
            supplies=[SupplyOut.of(each) for each in board.supplies],
            people=people,
            waiting=[lack.to_json() for lack in board.waiting],
            warnings=[text.to_json() for text in board.warnings],
        )


class OpenIn(BaseModel):
    """Which cycle is opened: the period that `month` lies in."""

    kind: PostKind
    month: str
    override_reason: str | None = None


class AdvanceIn(BaseModel):
    """The state the asker saw; words for the calibration; the owner's reason when something is missing."""

    before: CycleState
    note: str | None = None
    override_reason: str | None = None


class SendBackIn(BaseModel):
    """The state the asker saw, and why."""

    before: CycleState
    reason: str


class SignIn(BaseModel):
    """The unit that is signed."""

    unit: str


class SelfViewIn(BaseModel):
    """How one sees the own period."""

    text: str


class ReviewIn(BaseModel):
    """What the leader says, and what comes next."""

    person_id: UUID
    text: str
    next_steps: str = ""


@router.get("")
async def list_cycles(session: SessionDep, page: PageParams, principal: Reader) -> Page[CycleOut]:
    """Cycles, newest period first."""
    found, total = await service.list_cycles(session, offset=page.offset, size=page.size)
    return Page(items=[CycleOut.of(each) for each in found], total=total, page=page.page, size=page.size)


@router.post("")
async def open_cycle(session: SessionDep, clock: ClockDep, body: OpenIn, principal: Leader) -> CycleOut:
    """Open a cycle; 409 lists everybody without acknowledged goals."""
    made = await service.open_cycle(
        session,
        kind=body.kind,
        month=read_month(body.month),
        principal=principal,
        at=clock.now(),
        override_reason=body.override_reason,
    )
    return CycleOut.of(made)


@router.get("/{cycle_id}")
async def show_board(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, cycle_id: UUID, principal: Reader
) -> CycleBoardOut:
    """The board of a cycle."""
    found = await service.board(
        session, cycle_id=cycle_id, principal=principal, at=clock.now(), calendar=calendar
    )
    return CycleBoardOut.of(found, principal)


@router.post("/{cycle_id}/advance")
async def advance_cycle(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    cycle_id: UUID,
    body: AdvanceIn,
    principal: Leader,
) -> CycleOut:
    """Take the next step from the state the asker saw; 409 says what it waits for, or that somebody was faster."""
    made = await service.advance_cycle(
        session,
        cycle_id=cycle_id,
        before=body.before,
        principal=principal,
        at=clock.now(),
        calendar=calendar,
        note=body.note,
        override_reason=body.override_reason,
    )
    return CycleOut.of(made)


@router.post("/{cycle_id}/send-back")
async def send_back(
    session: SessionDep, clock: ClockDep, cycle_id: UUID, body: SendBackIn, principal: Leader
) -> CycleOut:
    """Back to the start with a reason; data is signed anew."""
    made = await service.send_back(
        session,
        cycle_id=cycle_id,
        before=body.before,
        reason=body.reason,
        principal=principal,
        at=clock.now(),
    )
    return CycleOut.of(made)


@router.post("/{cycle_id}/sign")
async def sign(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    cycle_id: UUID,
    body: SignIn,
    principal: Annotated[Principal, require("scores.sign")],
) -> CycleBoardOut:
    """A supplier signs a unit of data; 409 names what is missing in it."""
    found = await service.sign(
        session,
        cycle_id=cycle_id,
        unit=body.unit,
        principal=principal,
        at=clock.now(),
        calendar=calendar,
    )
    return CycleBoardOut.of(found, principal)


@router.post("/{cycle_id}/self-view")
async def write_self_view(
    session: SessionDep, clock: ClockDep, cycle_id: UUID, body: SelfViewIn, principal: Reader
) -> dict[str, str]:
    """A person of the cycle says how they see the own period."""
    await service.write_self_view(
        session, cycle_id=cycle_id, text=body.text, principal=principal, at=clock.now()
    )
    return {"cycle_id": str(cycle_id)}


@router.post("/{cycle_id}/reviews")
async def write_review(
    session: SessionDep,
    clock: ClockDep,
    cycle_id: UUID,
    body: ReviewIn,
    principal: Annotated[Principal, require("scores.review")],
) -> dict[str, str]:
    """A leader reviews somebody within the scope."""
    await service.write_review(
        session,
        cycle_id=cycle_id,
        person_id=body.person_id,
        text=body.text,
        next_steps=body.next_steps,
        principal=principal,
        at=clock.now(),
    )
    return {"cycle_id": str(cycle_id), "person_id": str(body.person_id)}
