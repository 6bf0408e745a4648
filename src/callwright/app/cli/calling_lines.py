"""`callwright calling trunk|line|lines|start|pause`: what calls go through, and how campaigns are dialed."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import say
from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts.wallboard import OwnNumber
from callwright.registers.campaigns.contracts import DialingMode

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
BY = "cli"


def add_to(app: typer.Typer) -> None:
    """Mount the commands."""
    for name, command in (
        ("trunk", trunk),
        ("line", line),
        ("lines", lines),
        ("start", start),
        ("pause", pause),
    ):
        app.command(name)(command)


def trunk(
    name: str,
    address: Annotated[str, typer.Argument(help="host or host:port of the carrier or gateway")],
    transport: Annotated[str, typer.Option(help="udp, tcp or tls")] = "udp",
    username: Annotated[str, typer.Option(help="name the switch signs in with")] = "",
    secret: Annotated[
        str | None, typer.Option(envvar="CALLWRIGHT_TRUNK_SECRET", help="its password; best by environment")
    ] = None,
    registers: Annotated[bool, typer.Option("--registers", help="sign in at the carrier")] = False,
    calls_per_second: Annotated[int, typer.Option(min=1, max=200)] = 5,
    node: Annotated[str, typer.Option(help="switch node")] = "main",
    json_: JsonFlag = False,
) -> None:
    """Set a trunk up or change it; the switch follows within a second."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            await calls.keep_trunk(
                session,
                name=name,
                node=node,
                address=address,
                at=context.clock.now(),
                transport=transport,
                username=username,
                secret=secret,
                registers=registers,
                calls_per_second=calls_per_second,
            )
        return {"trunk": name, "address": address}

    result = run(work, json_errors=json_)
    human = say("中继 {name} 已保存。", "Trunk {name} is kept.").format(name=name)
    print_result(result, as_json=json_, human=human)


def line(
    name: str,
    trunk_: Annotated[str, typer.Option("--trunk", help="the trunk it goes through")],
    capacity: Annotated[int, typer.Option(min=1, help="calls at once")],
    hourly: Annotated[int | None, typer.Option(min=0, help="calls an hour")] = None,
    daily: Annotated[int | None, typer.Option(min=0, help="calls a company day")] = None,
    number: Annotated[
        list[str] | None, typer.Option("--number", help="caller number; several allowed")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Set a line up or change it, with its budgets and the numbers customers see."""

    async def work(context: CommandContext) -> dict[str, Any]:
        numbers = [OwnNumber(one, "good", None, "") for one in number or ()]
        async with context.transaction() as session:
            line_id = await calls.keep_line(
                session,
                name=name,
                trunk=trunk_,
                capacity=capacity,
                hourly_budget=hourly,
                daily_budget=daily,
                numbers=numbers,
            )
        return {"id": str(line_id), "line": name}

    result = run(work, json_errors=json_)
    human = say("线路 {name} 已保存。", "Line {name} is kept.").format(name=name)
    print_result(result, as_json=json_, human=human)


def lines(json_: JsonFlag = False) -> None:
    """Show every line with its limits and what is used of them."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found = await calls.lines(session, at=context.clock.now(), calendar=context.calendar)
        return [asdict(one) for one in found]

    result = run(work, json_errors=json_)

    def human() -> str:
        rows = [
            f"{one['name']}  {one['trunk']}  {one['in_use']}/{one['capacity']}"
            f"  {one['used_today']}/{one['daily_budget'] or '∞'}"
            for one in result
        ]
        return "\n".join(rows) or say("还没有线路。", "There is no line yet.")

    print_result(result, as_json=json_, human=human)


def start(
    campaign: str,
    mode: Annotated[DialingMode | None, typer.Option(help="dialing mode; empty = the campaign's own")] = None,
    budget: Annotated[
        str, typer.Option(help="abandoned share of answered calls, e.g. 0.01; empty = the country's default")
    ] = "",
    detect_machines: Annotated[
        bool | None,
        typer.Option("--detect-machines/--no-detect-machines", help="look for answering machines"),
    ] = None,
    polite_deferral: Annotated[
        bool | None,
        typer.Option(
            "--polite-deferral/--no-polite-deferral",
            help="customers nobody is free for may interrupt a wrap-up; left out = as it is",
        ),
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Let a campaign be dialed; refused when the budget is above what the law tolerates."""
    wished = Decimal(budget) if budget else None
    _dial(
        campaign,
        running=True,
        json_=json_,
        mode=mode,
        abandonment_budget=wished,
        detect_machines=detect_machines,
        polite_deferral=polite_deferral,
    )


def pause(campaign: str, json_: JsonFlag = False) -> None:
    """Stop dialing a campaign; running calls go on."""
    _dial(campaign, running=False, json_=json_)


def _dial(campaign: str, *, running: bool, json_: bool, **wanted: Any) -> None:
    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            kept = await calls.set_dialing(
                session,
                campaign_code=campaign,
                running=running,
                by=BY,
                at=context.clock.now(),
                calendar=context.calendar,
                **wanted,
            )
        return {
            "campaign": campaign,
            "running": kept.running,
            "mode": str(kept.mode),
            "abandonment_budget": str(kept.abandonment_budget),
            "polite_deferral": kept.polite_deferral,
        }

    result = run(work, json_errors=json_)
    started = say("活动 {code} 开始外呼（{mode}）。", "Campaign {code} is dialed ({mode}).")
    paused = say("活动 {code} 已暂停外呼。", "Campaign {code} is paused.")
    human = (started if running else paused).format(code=campaign, mode=result["mode"])
    print_result(result, as_json=json_, human=human)
