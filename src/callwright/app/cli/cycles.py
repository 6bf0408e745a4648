"""`callwright cycles …`: open an appraisal cycle, see what it waits for, sign data, take the next step."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.months import read_month
from callwright.flow.scores import service
from callwright.flow.scores.contracts import Board, Cycle
from callwright.rules.appraisal.formulas.cycles import STATE_TITLES, CycleState
from callwright.rules.appraisal.indicators import PostKind
from callwright.rules.engine.explained import plain

app = typer.Typer(help="考核周期：启动、签字、推进、关闭 / appraisal cycles", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
Override = Annotated[
    str | None, typer.Option(help="the owner's reason for going on although something is missing")
]


@app.command("open")
def open_(
    month: str,
    kind: Annotated[PostKind, typer.Option(help="rep | manager")] = PostKind.REP,
    override: Override = None,
    json_: JsonFlag = False,
) -> None:
    """Open the cycle of the period that a month lies in; refused while goals are missing."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            made = await service.open_cycle(
                session,
                kind=kind,
                month=read_month(month),
                principal=context.principal,
                at=context.clock.now(),
                override_reason=override,
            )
        return _cycle(made)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['id']}  {result['kind']} {result['period']}")


@app.command("list")
def list_(
    page: Annotated[int, typer.Option(min=1)] = 1,
    size: Annotated[int, typer.Option(min=1, max=500)] = 50,
    json_: JsonFlag = False,
) -> None:
    """List cycles, newest period first."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found, total = await service.list_cycles(session, offset=(page - 1) * size, size=size)
        return {"items": [_cycle(each) for each in found], "total": total, "page": page, "size": size}

    result = run(work, json_errors=json_)
    lines = [
        f"{each['id']}  {each['period']:<8} {each['kind']:<8} {each['state']}" for each in result["items"]
    ]
    print_result(result, as_json=json_, human=lambda: "\n".join(lines))


@app.command("show")
def show(cycle: UUID, json_: JsonFlag = False) -> None:
    """Show a cycle: who signed which data, who said what, what the next step waits for."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.board(
                session,
                cycle_id=cycle,
                principal=context.principal,
                at=context.clock.now(),
                calendar=context.calendar,
            )
        return _board(found)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


@app.command("sign")
def sign(cycle: UUID, unit: str, json_: JsonFlag = False) -> None:
    """Sign a unit of data (its name stands in `cycles show`) as complete and right."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.sign(
                session,
                cycle_id=cycle,
                unit=unit,
                principal=context.principal,
                at=context.clock.now(),
                calendar=context.calendar,
            )
        return _board(found)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


@app.command("advance")
def advance(
    cycle: UUID,
    before: Annotated[CycleState, typer.Argument(help="the state it is in now")],
    note: Annotated[str | None, typer.Option(help="what the calibration found")] = None,
    override: Override = None,
    json_: JsonFlag = False,
) -> None:
    """Take the next step from the state you saw; closing twice is closing once."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            made = await service.advance_cycle(
                session,
                cycle_id=cycle,
                before=before,
                principal=context.principal,
                at=context.clock.now(),
                calendar=context.calendar,
                note=note,
                override_reason=override,
            )
        return _cycle(made)

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: f"{result['period']}：{STATE_TITLES[CycleState(result['state'])].zh}",
    )


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "id": str(cycle.id),
        "kind": cycle.kind,
        "period": cycle.period,
        "months": [str(month) for month in cycle.months],
        "state": cycle.state,
        "override_reason": cycle.override_reason,
        "already": cycle.already,
    }


def _board(board: Board) -> dict[str, Any]:
    return {
        "cycle": _cycle(board.cycle),
        "next_state": board.next_state,
        "supplies": [
            {
                "unit": each.unit,
                "supplier": each.supplier_title.to_json(),
                "values": each.values,
                "missing": [lack.to_json() for lack in each.missing],
                "signed_by": each.signed_by,
                "stale": each.stale,
            }
            for each in board.supplies
        ],
        "people": [
            {
                "employee_number": each.employee_number,
                "name": each.name,
                "score": None if each.score is None else plain(each.score),
                "self_view": each.self_view,
                "review": each.review,
            }
            for each in board.people
        ],
        "waiting": [lack.to_json() for lack in board.waiting],
    }


def _human(result: dict[str, Any]) -> str:
    cycle = result["cycle"]
    lines = [f"{cycle['period']} {cycle['kind']}：{STATE_TITLES[CycleState(cycle['state'])].zh}"]
    lines += [
        f"  {each['unit']:<8} {each['supplier']['zh']} {each['signed_by'] or '—'}"
        for each in result["supplies"]
    ]
    lines += [
        f"  {each['employee_number']:<8} {each['name']:<6} {each['score'] or '—'}"
        for each in result["people"]
    ]
    lines += [f"  等：{lack['zh']}" for lack in result["waiting"]]
    return "\n".join(lines)
