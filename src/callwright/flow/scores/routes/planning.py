"""/api/goals: catalogue of indicators, sets, targets by market type, cascade, changes, workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from callwright.flow.scores import service
from callwright.flow.scores.errors import PersonUnknown
from callwright.flow.scores.routes.periods import MonthParam, read_month
from callwright.flow.scores.routes.plan_forms import (
    CascadeDepartmentOut,
    CascadeOut,
    CascadeTeamOut,
    ChangeIn,
    ChangeOut,
    GoalPlanOut,
    IndicatorInfo,
    LevelOut,
    MarketTargetIn,
    MarketTargetOut,
    SetIn,
    SetOut,
)
from callwright.platform.auth import Principal
from callwright.platform.http import ClockDep, Page, PageParams, SessionDep, require
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import SetLine, Target
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.indicators import INDICATORS

router = APIRouter(prefix="/goals", tags=["goals"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/indicators")
async def show_indicators(
    principal: Annotated[Principal, require("goals.read")],
) -> list[IndicatorInfo]:
    """The catalogue: what can be measured, from which figure, and who answers for the data."""
    return [
        IndicatorInfo(
            id=each.id,
            title=each.title.to_json(),
            figure=each.figure.to_json(),
            unit=each.unit,
            lower_is_better=each.lower_is_better,
            measured=each.measured,
            finance=each.finance,
            area=each.area.value,
            area_title=each.supplier.title.to_json(),
            supplier=each.supplier.role_title.to_json(),
        )
        for each in INDICATORS
    ]


@router.get("/plan")
async def show_plan(
    session: SessionDep, month: MonthParam, principal: Annotated[Principal, require("goals.read")]
) -> GoalPlanOut:
    """The sets per post and level and the targets per market type that hold in a month."""
    return GoalPlanOut(
        month=str(month),
        sets=[SetOut.of(each) for each in await goals.indicator_sets(session, month)],
        market_targets=[MarketTargetOut.of(each) for each in await goals.market_targets(session, month)],
    )


@router.post("/sets")
async def set_indicators(
    session: SessionDep,
    clock: ClockDep,
    body: SetIn,
    principal: Annotated[Principal, require("goals.write")],
) -> SetOut:
    """Say which indicators a post and level has from a month on; weights sum to 100."""
    made = await goals.set_indicators(
        session,
        post=body.post,
        level=body.level,
        effective=read_month(body.effective_from),
        lines=[SetLine(each.indicator, each.weight) for each in body.lines],
        reason=body.reason,
        by=principal.name,
        at=clock.now(),
    )
    return SetOut.of(made)


@router.post("/market-targets")
async def set_market_target(
    session: SessionDep,
    clock: ClockDep,
    body: MarketTargetIn,
    principal: Annotated[Principal, require("goals.write")],
) -> MarketTargetOut:
    """Say which target a post and level has in a type of market from a month on."""
    made = await goals.set_market_target(
        session,
        post=body.post,
        level=body.level,
        market_type=body.market_type,
        indicator=body.indicator,
        effective=read_month(body.effective_from),
        target=body.target,
        reason=body.reason,
        by=principal.name,
        at=clock.now(),
    )
    return MarketTargetOut.of(made)


@router.post("/{month}/draw-up")
async def draw_up(
    session: SessionDep,
    clock: ClockDep,
    month: MonthParam,
    principal: Annotated[Principal, require("goals.write")],
) -> dict[str, Any]:
    """Give goals to everybody who has none, from set and market type."""
    made = await service.draw_up_goals(session, month=month, principal=principal, at=clock.now())
    return {"month": str(month), "people": made}


@router.get("/cascade")
async def show_cascade(
    session: SessionDep, month: MonthParam, principal: Annotated[Principal, require("goals.read")]
) -> CascadeOut:
    """Targets from the company down to teams; departments of people the asker sees."""
    found = await service.goal_cascade(session, month)
    people = await staff.people(session, visible_people=principal.visible_people)
    seen = {person.department_id for person in people}
    warnings = await service.goal_warnings(session, month, principal=principal)
    return CascadeOut(
        month=str(month),
        quarter=str(month.quarter),
        company=LevelOut.of(found.company),
        month_total=found.month_total if principal.visible_people is None else None,
        departments=[
            CascadeDepartmentOut(
                department_id=each.department_id,
                department=each.department,
                level=LevelOut.of(each.level),
                manager=each.manager if principal.may("goals.write") else None,
                teams=[
                    CascadeTeamOut(team_id=team.team_id, team=team.team, level=LevelOut.of(team.level))
                    for team in each.teams
                ],
            )
            for each in found.departments
            if each.department_id in seen
        ],
        warnings=[text.to_json() for text in warnings],
    )


@router.post("/changes")
async def change_goals(
    session: SessionDep,
    clock: ClockDep,
    body: ChangeIn,
    principal: Annotated[Principal, require("goals.write")],
) -> dict[str, Any]:
    """Change what a person agreed to, from a month on, with a reason; it is acknowledged anew."""
    if not principal.sees(body.person_id):
        raise PersonUnknown(reference=str(body.person_id))
    months = await goals.change_goals(
        session,
        person_id=body.person_id,
        targets=[Target(each.indicator, each.weight, each.target) for each in body.targets],
        effective=read_month(body.effective_from),
        reason=body.reason,
        by=principal.name,
        at=clock.now(),
    )
    return {"person_id": str(body.person_id), "months": [str(month) for month in months]}


@router.get("/changes")
async def show_changes(
    session: SessionDep,
    month: MonthParam,
    page: PageParams,
    principal: Annotated[Principal, require("goals.read")],
) -> Page[ChangeOut]:
    """Changes of a month's goals within the scope, newest first."""
    found, total = await goals.changes(
        session, month=month, visible_people=principal.visible_people, offset=page.offset, size=page.size
    )
    names = {person.id: person.name for person in await staff.people(session)}
    items = [ChangeOut.of(each, names.get(each.person_id, "")) for each in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/workbook.xlsx", response_class=FileResponse)
async def download_workbook(
    session: SessionDep, month: MonthParam, principal: Annotated[Principal, require("goals.read")]
) -> FileResponse:
    """The month's goals and actual values, in the form the import reads; recorded."""
    with NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        place = Path(file.name)
    await service.write_goal_book(session, month=month, target=place, principal=principal)
    return FileResponse(
        place, media_type=XLSX, filename=f"goals-{month}.xlsx", background=BackgroundTask(place.unlink)
    )
