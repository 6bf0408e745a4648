"""`callwright calling …`: may a number be called, why is nobody being called, the rules and the owner's decisions."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli import calling_lines
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.app.cli.language import language, say
from callwright.flow.calls.contracts.callable import WhyNobody
from callwright.flow.calls.errors import NumberUnreadable, RuleValueWrong
from callwright.flow.calls.service import number_of
from callwright.flow.calls.service.ledgers import import_consents, import_scrubs
from callwright.flow.calls.service.permission import permission as ask_gate
from callwright.flow.calls.service.planning import PLANNED_AT_ONCE, plan_leads
from callwright.flow.calls.service.rules import decide_rule
from callwright.flow.calls.service.rules import rules as all_rules
from callwright.flow.calls.service.why import why as why_nobody
from callwright.kernel.phone import PhoneNumber

app = typer.Typer(
    help="外呼：能否拨打、为何不拨、规则 / may it be called, why not, rules", no_args_is_help=True
)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
_WHEN = "%Y-%m-%d %H:%M"


@app.command("permission")
def permission(
    number: str,
    campaign: Annotated[str, typer.Option(help="campaign code")] = "",
    mode: Annotated[
        str, typer.Option(help="manual, preview, progressive, predictive or callback")
    ] = "manual",
    json_: JsonFlag = False,
) -> None:
    """Say whether a number may be dialed now, and if not, by which rule and until when."""

    async def work(context: CommandContext) -> dict[str, Any]:
        e164 = number_of(number)
        if e164 is None:
            raise NumberUnreadable
        async with context.transaction() as session:
            found = await ask_gate(
                session,
                e164=e164,
                campaign_code=campaign,
                mode=mode,
                guaranteed_agent=mode != "predictive",
                caller_number="+",
                at=context.clock.now(),
                calendar=context.calendar,
            )
        return {
            "number": PhoneNumber(e164).masked,
            "allowed": found.allowed,
            "rule": found.rule or None,
            "text": found.text.to_json(),
            "until": found.until,
            "barred_by": list(found.barred_by),
        }

    result = run(work, json_errors=json_)
    sentence = result["text"][language()]
    print_result(result, as_json=json_, human=f"{result['number']}  {sentence}")


@app.command("why")
def why(campaign: str, json_: JsonFlag = False) -> None:
    """Say why nobody is being called: what each filter removed and when the next lead becomes callable."""

    async def work(context: CommandContext) -> tuple[WhyNobody, dict[str, str]]:
        async with context.transaction() as session:
            found = await why_nobody(session, campaign, context.clock.now(), calendar=context.calendar)
        moments = {one.code: _local(context, one.next_at) for one in found.filters}
        return found, moments | {"": _local(context, found.next_callable_at)}

    found, moments = run(work, json_errors=json_)
    print_result(asdict(found), as_json=json_, human=lambda: _table(found, moments))


def _local(context: CommandContext, moment: datetime | None) -> str:
    return f"{context.calendar.local(moment):{_WHEN}}" if moment else "-"


def _table(found: WhyNobody, moments: dict[str, str]) -> str:
    """One line per filter, then the sum."""
    lines = [
        f"{one.removed:>9}  {moments[one.code]:<17} {one.text.pick(language())}" for one in found.filters
    ]
    callable_now = say("现在可呼叫", "callable now")
    total = say("线索合计", "leads in all")
    lines += [
        f"{found.callable_now:>9}  {moments['']:<17} {callable_now}",
        f"{found.candidates:>9}  {'':<17} {total}",
    ]
    if found.simulated:
        lines.append(
            say(
                "只接了模拟客户的线路：不会打给任何人，所以不看时段。",
                "Only simulated customers are connected: no person is called, so hours bar nobody.",
            )
        )
    return "\n".join(lines)


@app.command("plan")
def plan(
    campaign: Annotated[str | None, typer.Option(help="campaign code, all without")] = None,
    json_: JsonFlag = False,
) -> None:
    """Put new leads on the plan of calls; running it again adds only what is new."""

    async def work(context: CommandContext) -> dict[str, int]:
        planned = 0
        while True:
            async with context.transaction() as session:
                count = await plan_leads(
                    session, campaign_code=campaign, at=context.clock.now(), calendar=context.calendar
                )
            planned += count
            if count < PLANNED_AT_ONCE:
                return {"planned": planned}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=say("已排入计划：", "planned: ") + str(result["planned"]))


@app.command("rules")
def rules(
    country: Annotated[str | None, typer.Option(help="cn, us, gb, de or other")] = None,
    only_open: Annotated[bool, typer.Option("--open", help="only what the owner has to confirm")] = False,
    json_: JsonFlag = False,
) -> None:
    """List the rules of calling with threshold, source, and whether they were verified or confirmed."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            found = await all_rules(session, on=context.calendar.day_of(context.clock.now()))
        return [
            asdict(one)
            for one in found
            if (country is None or one.country == country) and (one.open or not only_open)
        ]

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(map(_rule_line, result)))


def _rule_line(rule: dict[str, Any]) -> str:
    if rule["verified"]:
        state = say("已查证", "verified")
    elif rule["confirmed"]:
        state = say("已确认", "confirmed")
    else:
        state = say("待确认", "to be confirmed")
    value = json.dumps(rule["value"], ensure_ascii=False)
    return f"{rule['id']:<26} {state:<10} {rule['title'][language()]}  {value}"


@app.command("decide")
def decide(
    rule: str,
    reason: Annotated[str, typer.Option(help="why, kept for ever")],
    value: Annotated[str | None, typer.Option(help="JSON in the form of the rule; nothing = confirm")] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="take the last decision back")] = False,
    json_: JsonFlag = False,
) -> None:
    """Confirm a rule or set the company's own value; a verified rule can only be tightened."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            found = await decide_rule(
                session,
                rule_id=rule,
                value=_parsed(rule, value),
                reason=reason,
                by=str(context.principal.account_id),
                at=now,
                on=context.calendar.day_of(now),
                take_back=take_back,
            )
        return asdict(found)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _rule_line(result))


def _parsed(rule: str, value: str | None) -> dict[str, Any] | None:
    """The value as an object; RuleValueWrong for anything else."""
    if value is None:
        return None
    try:
        parsed = json.loads(value)
    except json.JSONDecodeError as fault:
        raise RuleValueWrong(rule=rule, why=str(fault)) from None
    if not isinstance(parsed, dict):
        raise RuleValueWrong(rule=rule, why="{…}")
    return parsed


@app.command("consents")
def consents(file: Path, json_: JsonFlag = False) -> None:
    """Enter a file of consents: 号码, 同意形式, 同意内容, 同意时间, 截止时间; the file is kept as their proof."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        async with context.transaction() as session:
            report = await import_consents(
                session,
                table=table,
                source_file=stored,
                by=str(context.principal.account_id),
                calendar=context.calendar,
            )
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


@app.command("scrub")
def scrub(
    file: Path,
    register: Annotated[str, typer.Option(help="us_dnc, gb_tps, gb_ctps or another register")],
    version: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="day of the register's version")],
    json_: JsonFlag = False,
) -> None:
    """Stamp numbers as compared with a do-not-call register: 号码, 在册; without 在册 all stand in it."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        async with context.transaction() as session:
            report = await import_scrubs(
                session,
                table=table,
                source_file=stored,
                register=register,
                version_on=version.date(),
                by=str(context.principal.account_id),
            )
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


calling_lines.add_to(app)
