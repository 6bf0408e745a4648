"""`callwright recordings …`: how long recordings stay, holds, erasure."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.flow.calls import service as calls
from callwright.flow.recordings import service
from callwright.flow.recordings.contracts import Hold
from callwright.flow.recordings.errors import OneSubject
from callwright.kernel.phone import PhoneNumber
from callwright.platform.audit import record
from callwright.platform.jobs import submit

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
Reason = Annotated[str, typer.Option("--reason", help="who asked, and why; kept in the audit trail")]

hold_app = typer.Typer(help="法律保留：不得删除的录音 / legal holds", no_args_is_help=True)


def erase(
    reason: Reason,
    number: Annotated[str | None, typer.Option("--number", help="any spelling of the number")] = None,
    contact: Annotated[uuid.UUID | None, typer.Option("--contact", help="id of the contact")] = None,
    json_: JsonFlag = False,
) -> None:
    """Erase the recordings of a person; what the law or a hold keeps stays, with the rule that says so."""

    async def work(context: CommandContext) -> dict[str, Any]:
        e164 = calls.number_of(number) if number else None
        if (e164 is None) == (contact is None):
            raise OneSubject
        async with context.transaction() as session:
            numbers = [e164] if e164 else await service.numbers_of(session, contact or uuid.uuid4())
            report = await service.erase_on_request(
                session, numbers=numbers, reason=reason, now=context.clock.now(), calendar=context.calendar
            )
            subject = f"contact:{contact}" if contact else f"number:{PhoneNumber(numbers[0]).masked}"
            details = {"reason": reason, **report.to_json()}
            await record(
                session, context.principal, action="recordings.erase", object=subject, details=details
            )
            job_id = await submit(session, "recordings.finish_erasures", {})
        return report.to_json() | await context.wait_for_job(job_id)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _erased(result))


def retain(json_: JsonFlag = False) -> None:
    """Erase now what the retention rules let go; the same runs every night."""

    async def work(context: CommandContext) -> dict[str, Any]:
        return await context.run_job("recordings.apply_retention", {})

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: f"查看 {result['looked']}  删除 {result['erased']}  法律保留 {result['held']}",
    )


def business(
    kind: Annotated[str, typer.Argument(help="general, insurance_short, insurance_long")],
    campaign: Annotated[str, typer.Option("--campaign", help="code; empty = the whole company")] = "",
    json_: JsonFlag = False,
) -> None:
    """Say which line of business a campaign is in: it decides how long its recordings must stay."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            await service.set_business(
                session,
                campaign_code=campaign,
                business=kind,
                by=context.principal.name,
                now=context.clock.now(),
            )
            return {"businesses": await service.businesses(session)}

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(f"{code or '*':<16} {one}" for code, one in result["businesses"].items()),
    )


@hold_app.command("add")
def add_hold(
    reason: Reason,
    recording: Annotated[uuid.UUID | None, typer.Option("--recording")] = None,
    number: Annotated[str | None, typer.Option("--number")] = None,
    campaign: Annotated[str | None, typer.Option("--campaign")] = None,
    json_: JsonFlag = False,
) -> None:
    """Keep the recordings of one recording id, number or campaign until the hold is lifted."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            hold = await service.place_hold(
                session,
                reason=reason,
                by=context.principal.name,
                now=context.clock.now(),
                recording_id=recording,
                e164=calls.number_of(number) if number else None,
                campaign_code=campaign,
            )
            await record(session, context.principal, action="recordings.hold", object=f"hold:{hold.id}")
            return hold.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["id"]))


@hold_app.command("lift")
def lift_hold(hold: uuid.UUID, json_: JsonFlag = False) -> None:
    """End a hold; it stays on record."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            await service.lift_hold(session, hold_id=hold, by=context.principal.name, now=context.clock.now())
            await record(session, context.principal, action="recordings.lift_hold", object=f"hold:{hold}")
        return {"lifted": str(hold)}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["lifted"]))


@hold_app.command("list")
def list_holds(
    lifted: Annotated[bool, typer.Option("--lifted", help="also those that were lifted")] = False,
    json_: JsonFlag = False,
) -> None:
    """Show legal holds."""

    async def work(context: CommandContext) -> list[Hold]:
        async with context.transaction() as session:
            return await service.holds(session, lifted=lifted)

    found = run(work, json_errors=json_)
    print_result(
        [one.to_json() for one in found],
        as_json=json_,
        human=lambda: "\n".join(_line(one) for one in found),
    )


def _line(hold: Hold) -> str:
    number = PhoneNumber(hold.e164).masked if hold.e164 else None
    subject = hold.recording_id or number or hold.campaign_code
    return f"{hold.id}  {hold.placed_at:%Y-%m-%d}  {subject}  {hold.reason}  {hold.placed_by}"


def _erased(result: dict[str, Any]) -> str:
    lines = [f"删除 {len(result['erased'])}  保留 {len(result['refused'])}"]
    return "\n".join(lines + [f"  {one['recording_id']}  {one['zh']}" for one in result["refused"]])
