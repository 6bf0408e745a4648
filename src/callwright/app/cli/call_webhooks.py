"""`callwright calls webhook …`: phone systems that send their records by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import mapping_text
from callwright.flow.calls import service
from callwright.flow.calls.decide.mapping import parse_mapping
from callwright.flow.calls.ports import PhoneSystems, SigningKeys
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.registers.staff import service as staff

app = typer.Typer(
    help="其他话机系统推送话单 / call records sent by other phone systems", no_args_is_help=True
)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


class UnknownDepartment(CallwrightError):
    """No department has this name."""

    status = 422
    code = "calls.unknown_department"
    text = Text("没有名为“{name}”的部门。", "There is no department “{name}”.")


@app.command("add")
def add(
    name: str,
    kind: Annotated[str, typer.Option("--kind", help="json, asterisk_csv, freeswitch_json, vicidial, 3cx")],
    proof: Annotated[
        Literal["token", "signature"], typer.Option("--proof", help="how the system proves itself")
    ] = "token",
    mapping: Annotated[Path | None, typer.Option("--mapping", help="YAML or JSON, for the kind json")] = None,
    department: Annotated[str | None, typer.Option("--department", help="only its people's calls")] = None,
    json_: JsonFlag = False,
) -> None:
    """Let a phone system send its call records; prints the secret, this once. Again = a new secret."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            made = await service.add_phone_system(
                session,
                name=name,
                kind=kind,
                proof=proof,
                systems=context.ports.get(PhoneSystems),
                keys=context.ports.get(SigningKeys),
                by=context.principal.name,
                now=context.clock.now(),
                mapping=parse_mapping(mapping_text(mapping)) if mapping else None,
                department_id=await _department(session, department) if department else None,
            )
            details: dict[str, object] = {"kind": kind, "proof": proof}
            await record(
                session,
                context.principal,
                action="calls.add_phone_system",
                object=f"phone_system:{name}",
                details=details,
            )
        return {"name": made.name, "kind": kind, "proof": proof, "path": made.path, "secret": made.secret}

    result = run(work, json_errors=json_)
    print_result(
        result, as_json=json_, human=lambda: f"POST {result['path']}\n{result['proof']}: {result['secret']}"
    )


@app.command("list")
def list_(json_: JsonFlag = False) -> None:
    """Show the phone systems that may send."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [
                {
                    "name": one.name,
                    "kind": one.kind,
                    "proof": one.proof,
                    "active": one.active,
                    "last_heard_at": one.last_heard_at,
                }
                for one in await service.phone_systems(session)
            ]

    found = run(work, json_errors=json_)
    print_result(found, as_json=json_, human=lambda: "\n".join(_line(one) for one in found))


@app.command("stop")
def stop(name: str, json_: JsonFlag = False) -> None:
    """Refuse what a phone system sends from now on; what it sent stays."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            await service.stop_phone_system(session, name=name)
            subject = f"phone_system:{name}"
            await record(session, context.principal, action="calls.stop_phone_system", object=subject)
        return {"stopped": name}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["stopped"]))


@app.command("deliveries")
def deliveries(
    state: Annotated[str | None, typer.Option("--state", help="waiting, taken, refused")] = None,
    size: Annotated[int, typer.Option(min=1, max=500)] = 50,
    json_: JsonFlag = False,
) -> None:
    """Show what came, newest first, and why some of it could not be used."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found, _ = await service.webhook_deliveries(session, name=None, state=state, offset=0, limit=size)
        return [
            {
                "id": str(one.id),
                "phone_system": one.phone_system,
                "received_at": context.calendar.local(one.received_at),
                "state": one.state,
                "accepted": one.accepted,
                "rejected": one.rejected,
                "skipped": one.skipped,
                "reason": one.reason,
            }
            for one in found
        ]

    found = run(work, json_errors=json_)
    print_result(found, as_json=json_, human=lambda: "\n".join(_delivery(one) for one in found))


async def _department(session: Session, name: str) -> Any:
    found = [one.id for one in await staff.departments(session) if one.name == name]
    if not found:
        raise UnknownDepartment(name=name)
    return found[0]


def _line(one: dict[str, Any]) -> str:
    heard = f"{one['last_heard_at']:%Y-%m-%d %H:%M}" if one["last_heard_at"] else "—"
    return f"{one['name']:<24} {one['kind']:<16} {one['proof']:<10} {'' if one['active'] else '停用'} {heard}"


def _delivery(one: dict[str, Any]) -> str:
    reason = f"  {one['reason']['zh']}" if one["reason"] else ""
    counts = f"{one['accepted']} / {len(one['rejected'])} / {len(one['skipped'])}"
    began = f"{one['id']}  {one['received_at']:%m-%d %H:%M:%S}  {one['phone_system']:<16}"
    return f"{began} {one['state']:<8} {counts}{reason}"
