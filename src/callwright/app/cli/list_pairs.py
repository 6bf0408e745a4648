"""`callwright lists pairs|pair|decide|undo`: the review of doubtful pairs."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.flow.lists import service
from callwright.flow.lists.contracts import PairState

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
Reason = Annotated[str, typer.Option(help="why")]
_STATES = {"open": "待定", "same": "同一客户", "different": "不同客户", "undone": "已撤销"}


class State(StrEnum):
    """Which pairs to list."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"
    UNDONE = "undone"
    ALL = "all"


class Decision(StrEnum):
    """What a person decided."""

    SAME = "same"
    DIFFERENT = "different"


_STORED: dict[State, PairState | None] = {
    State.OPEN: "open",
    State.SAME: "same",
    State.DIFFERENT: "different",
    State.UNDONE: "undone",
    State.ALL: None,
}


def mount(app: typer.Typer) -> None:
    """Add the commands to `callwright lists`."""
    for name, command in (("pairs", pairs), ("pair", pair), ("decide", decide), ("undo", undo)):
        app.command(name)(command)


def pairs(
    state: Annotated[State, typer.Option(help="open, same, different, undone or all")] = State.OPEN,
    page: Annotated[int, typer.Option(min=1)] = 1,
    size: Annotated[int, typer.Option(min=1, max=500)] = 20,
    json_: JsonFlag = False,
) -> None:
    """List doubtful pairs, those first whose doubt costs most."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found, total = await service.pairs_page(session, state=_STORED[state], page=page, size=size)
            return {
                "total": total,
                "page": page,
                "counts": await service.pair_counts(session),
                "items": [asdict(one) for one in found],
            }

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_page(result))


def pair(reference: Annotated[str, typer.Argument(metavar="ID")], json_: JsonFlag = False) -> None:
    """Show a pair side by side and why the model doubts. ID may be the beginning of its id."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = asdict(await service.pair(session, await service.find_pair(session, reference)))
        return {**found["pair"], "explanation": found["explanation"]}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_pair(result))


def decide(
    reference: Annotated[str, typer.Argument(metavar="ID")],
    decision: Decision,
    reason: Reason = "",
    json_: JsonFlag = False,
) -> None:
    """Decide a pair: same (the contacts are merged) or different."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            done = await service.decide_pair(
                session,
                context.principal,
                pair_id=await service.find_pair(session, reference),
                decision=decision.value,
                at=context.clock.now(),
                reason=reason,
            )
        return {**asdict(done.pair), "changed": done.changed}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_line(result))


def undo(
    reference: Annotated[str, typer.Argument(metavar="ID")], reason: Reason = "", json_: JsonFlag = False
) -> None:
    """Take a decision back; a merge it made is undone."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            done = await service.undo_pair(
                session,
                context.principal,
                pair_id=await service.find_pair(session, reference),
                at=context.clock.now(),
                reason=reason,
            )
        return {**asdict(done.pair), "changed": done.changed}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_line(result))


def _human_page(result: dict[str, Any]) -> str:
    counted = "  ".join(f"{_STATES[state]} {number}" for state, number in result["counts"].items())
    return "\n".join([counted, *map(_human_line, result["items"])])


def _human_line(one: dict[str, Any]) -> str:
    short = f"{str(one['id'])[:8]}  {_STATES[one['state']]}  {one['probability']:.2f}"
    return f"{short}  {_side(one['left'])}  ↔  {_side(one['right'])}"


def _side(side: dict[str, Any]) -> str:
    named = " ".join(text for text in (side["company"], side["person"], side["city"]) if text)
    return f"{named or '–'}（{side['file']} 第 {side['line']} 行）"


def _human_pair(result: dict[str, Any]) -> str:
    lines = [_human_line(result)]
    for name, title in (("company", "公司"), ("person", "联系人"), ("city", "城市"), ("address", "地址")):
        lines.append(f"  {title}  {result['left'][name] or '–'}  |  {result['right'][name] or '–'}")
    if result["decided_by"]:
        lines.append(f"  {result['decided_by']}  {result['decided_at']:%Y-%m-%d %H:%M}  {result['reason']}")
    found = result["explanation"]
    if found:
        lines.append(f"  起点 {found['prior_bits']:+.1f}")
        lines += [
            f"  {one['bits']:+.1f}  {one['field']['zh']}：{one['level']['zh']}" for one in found["reasons"]
        ]
        lines.append(f"  合计 {found['bits']:+.1f}  概率 {found['probability']:.3f}  {found['rule']['zh']}")
    return "\n".join(lines)
