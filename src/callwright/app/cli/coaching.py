"""`callwright coaching …`: a person's own numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any

import typer

from callwright.app.cli import coaching_growth
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import language, say
from callwright.flow.coaching import service
from callwright.kernel.text import Text
from callwright.registers.staff import service as staff
from callwright.registers.staff.errors import PersonUnknown

app = typer.Typer(help="新人成长：我的数字 / coaching", no_args_is_help=True)
coaching_growth.mount(app)

_STEP_NAMES = {
    "dials": Text("呼叫", "dials"),
    "connected": Text("接通", "connected"),
    "effective": Text("有效接触", "effective"),
    "interested": Text("意向", "interested"),
    "ordered": Text("订单", "ordered"),
}


@app.command("numbers")
def numbers(
    person: str,
    day: Annotated[dt.datetime, typer.Argument(formats=["%Y-%m-%d"], help="company day, 2026-10-15")],
    json_: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
) -> None:
    """Show a person's ladder, time use and probability panel of a day."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = (await staff.resolver(session)).find(person)
            if found is None:
                raise PersonUnknown(reference=person)
            shown = await service.my_numbers(
                session,
                person_id=found.id,
                day=day.date(),
                calendar=context.calendar,
                now=context.clock.now(),
            )
        return asdict(shown)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


def _human(numbers: dict[str, Any]) -> str:
    lines = [f"{numbers['name']}  {numbers['day']}"]
    goal, before = say("目标", "goal"), say("昨日", "day before")
    lines += [
        f"  {_step(step['name']):<10} {step['count']:>5}  {goal} {step['goal'] or '—'}"
        f"  {before} {'—' if step['yesterday'] is None else step['yesterday']}"
        for step in numbers["ladder"]
    ]
    time = numbers["time"]
    if time and time["utilisation"] is not None:
        title = say("通话利用率", "utilisation")
        lines.append(f"  {title} {time['utilisation']:.1%} ({goal} {numbers['utilisation_goal']:.0%})")
        causes = sorted(time["lost_seconds"].items(), key=lambda item: -item[1])
        lines += [f"    {cause:<14} {seconds // 60:>4} min" for cause, seconds in causes if seconds >= 60]
    for panel in numbers["panels"]:
        if panel["rate"] is not None:
            calls = "  ".join(f"{row['probability']:.0%}: {row['calls'] or '—'}" for row in panel["rows"])
            lines.append(f"  {_step(panel['success'])} p={panel['rate']:.2%}  {calls}")
    return "\n".join(lines)


def _step(name: str) -> str:
    return _STEP_NAMES[name].pick(language())
