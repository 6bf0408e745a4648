"""`callwright pay disputes|say|decide|adjust|adjustments|what-if`: questions, corrections, a draft on past months."""

from __future__ import annotations

import asyncio
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import FileNotReadable
from callwright.app.cli.language import language, say
from callwright.app.cli.months import read_month
from callwright.flow.pay import service
from callwright.flow.pay.contracts import Dispute
from callwright.flow.pay.errors import AmountMissing
from callwright.flow.scores import service as scores
from callwright.platform.db import Session
from callwright.registers.staff import service as staff

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
Page = Annotated[int, typer.Option(min=1)]
Size = Annotated[int, typer.Option(min=1, max=500)]


def mount(app: typer.Typer) -> None:
    """Add these commands to `callwright pay`."""
    for name, command in (
        ("disputes", disputes),
        ("say", say_),
        ("decide", decide),
        ("adjust", adjust),
        ("adjustments", adjustments),
        ("what-if", what_if),
    ):
        app.command(name)(command)


def disputes(
    undecided: Annotated[bool, typer.Option("--undecided", help="only those nobody has decided")] = False,
    page: Page = 1,
    size: Size = 50,
    json_: JsonFlag = False,
) -> None:
    """List questions about lines of statements, newest first, with everything that was said."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found, total = await service.disputes(
                session,
                principal=context.principal,
                undecided=undecided,
                offset=(page - 1) * size,
                limit=size,
            )
            names = await staff.labels(session)
        items = [each.to_json() | {"name": names.get(each.person_id, "")} for each in found]
        return {"items": items, "total": total, "page": page, "size": size}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(map(_dispute, result["items"])))


def say_(
    dispute: Annotated[UUID, typer.Argument(help="id of the dispute")], says: str, json_: JsonFlag = False
) -> None:
    """Answer a question, or ask further."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.say_in_dispute(
                session, dispute_id=dispute, says=says, principal=context.principal, at=context.clock.now()
            )
            return await _named(session, found)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _dispute(result))


def decide(
    dispute: Annotated[UUID, typer.Argument(help="id of the dispute")],
    says: Annotated[str, typer.Option(help="why")],
    accept: Annotated[bool, typer.Option("--accept/--reject", help="whether the person is right")],
    amount: Annotated[
        str | None, typer.Option(help="by how much the next statement pays more (or less, with -)")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Decide a question once; accepted, it becomes a line of the next statement and nothing closed changes."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await service.decide_dispute(
                session,
                dispute_id=dispute,
                accept=accept,
                amount=None if amount is None else _amount(amount),
                says=says,
                principal=context.principal,
                at=context.clock.now(),
            )
            return await _named(session, found)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _dispute(result))


def adjust(
    person: Annotated[str, typer.Argument(help="employee number or name")],
    amount: Annotated[str, typer.Argument(help="10.00, or -10.00 after `--`")],
    reason: Annotated[str, typer.Option(help="why; it stands on the statement")],
    month: Annotated[str | None, typer.Option(help="the closed month it corrects")] = None,
    json_: JsonFlag = False,
) -> None:
    """Correct somebody's pay by a line of the next statement; closed statements stay as they are."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await scores.person_named(session, person)
            made = await service.decide_adjustment(
                session,
                person_id=found.id,
                amount=_amount(amount),
                reason=reason,
                corrects=read_month(month) if month else None,
                principal=context.principal,
                at=context.clock.now(),
            )
        return made.to_json() | {"name": found.label.zh}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _adjustment(result))


def adjustments(json_: JsonFlag = False) -> None:
    """List decided corrections, newest first, with the month whose statement carries them."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found = await service.adjustments(session, principal=context.principal)
            names = await staff.labels(session)
        return [each.to_json() | {"name": names.get(each.person_id, "")} for each in found]

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(map(_adjustment, result)))


def what_if(
    file: Annotated[Path, typer.Argument(help="a draft plan as YAML")],
    months: Annotated[list[str], typer.Argument(help="closed months to try it on")],
    json_: JsonFlag = False,
) -> None:
    """Try a draft plan on closed months: what it costs, who gains and loses, cliffs hit. Nothing is kept."""

    async def work(context: CommandContext) -> dict[str, Any]:
        plan = service.read_draft(await asyncio.to_thread(_text, file))
        async with context.transaction() as session:
            wanted = [read_month(each) for each in months]
            found = await service.try_plan(session, plan=plan, months=wanted, principal=context.principal)
            return found.to_json(await staff.labels(session))

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _trial(result))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise FileNotReadable(file=str(file)) from None


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise AmountMissing from None


async def _named(session: Session, found: Dispute) -> dict[str, Any]:
    return found.to_json() | {"name": (await staff.labels(session)).get(found.person_id, "")}


def _dispute(found: dict[str, Any]) -> str:
    states = {
        "asked": ("待答复", "asked"),
        "answered": ("已答复", "answered"),
        "accepted": ("已采纳", "accepted"),
        "rejected": ("未采纳", "rejected"),
    }
    head = f"{found['id']}  {found['month']} {found['name']}  {found['line'][language()]} {found['amount']}"
    said = [f"    {step['by']}：{step['says']}" for step in found["steps"]]
    return "\n".join([f"{head}  [{say(*states[found['state']])}]", *said])


def _adjustment(found: dict[str, Any]) -> str:
    waits = say("等待下一份薪酬单", "waits for the next statement")
    return f"{found['amount']:>12}  {found['name']}  {found['reason']}  [{found['taken_in'] or waits}]"


def _trial(found: dict[str, Any]) -> str:
    head = say("成本 {before} → {after}（{change}）", "cost {before} → {after} ({change})").format(**found)
    people = [f"{each['change']:>12}  {each['name']}" for each in found["people"] if Decimal(each["change"])]
    return "\n".join([head, *people])
