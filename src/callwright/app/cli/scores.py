"""`callwright scores …`: close a month, look at it, decide about grade proposals."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.months import Month, read_month
from callwright.flow.scores import service
from callwright.flow.scores.contracts import GradeProposal, PersonScore
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.engine.explained import plain

app = typer.Typer(help="考核：关账、得分、职级建议 / scores", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("close")
def close(
    month: str,
    override: Annotated[str | None, typer.Option(help="reason for closing an incomplete month")] = None,
    json_: JsonFlag = False,
) -> None:
    """Measure, score and freeze a month; twice is once."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            closed = await service.close_scores(
                session,
                month=read_month(month),
                principal=context.principal,
                at=context.clock.now(),
                calendar=context.calendar,
                override_reason=override,
            )
        return closed.to_json()

    result = run(work, json_errors=json_)
    state = "此前已关账" if result["already_closed"] else "已关账"
    print_result(
        result,
        as_json=json_,
        human=lambda: (
            f"{result['month']} {state}：{result['scored']} 人有得分，{result['proposals']} 条职级评审"
        ),
    )


@app.command("show")
def show(month: str, json_: JsonFlag = False) -> None:
    """Show the scores of a closed month, the departments and the grade reviews."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            return await _scores(session, read_month(month))

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


@app.command("decide")
def decide(
    proposal: UUID,
    decision: Annotated[str, typer.Argument(help="accept | decline")],
    reason: Annotated[str, typer.Option(help="why")],
    effective: Annotated[str | None, typer.Option(help="first month of the new grade")] = None,
    json_: JsonFlag = False,
) -> None:
    """Accept or decline a grade proposal, once."""
    if decision not in {"accept", "decline"}:
        raise typer.BadParameter("accept | decline")

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        first = read_month(effective) if effective else Month.of(context.calendar.day_of(now)).next()
        async with context.transaction() as session:
            decided = await service.decide_proposal(
                session,
                proposal_id=proposal,
                accept=decision == "accept",
                reason=reason,
                effective=first,
                principal=context.principal,
                at=now,
            )
        return _proposal(decided)

    result = run(work, json_errors=json_)
    print_result(
        result, as_json=json_, human=lambda: f"{result['from_grade']} → {result['to_grade']}：{decision}"
    )


async def _scores(session: Any, month: Month) -> dict[str, Any]:
    closed = await service.closing(session, month)
    people = {person.id: person for person in await staff.people(session)}
    names = {person.department_id: person.department for person in people.values()}
    return {
        "month": str(month),
        "closed_at": closed.closed_at.isoformat() if closed else None,
        "override_reason": closed.override_reason if closed else None,
        "missing": list(closed.lacks) if closed else [],
        "scores": [
            _score(each, people[each.person_id]) for each in await service.scores(session, month=month)
        ],
        "departments": [
            {
                "department": names.get(each.department_id, ""),
                "revenue": plain(each.revenue),
                "target": plain(each.target),
                "completion": plain(each.completion),
                "passes": each.passes,
            }
            for each in await service.departments(session, month=month)
        ],
    }


def _score(score: PersonScore, person: Person) -> dict[str, Any]:
    return {
        "person_id": str(person.id),
        "employee_number": person.employee_number,
        "name": person.name,
        "score": plain(score.score),
        "revenue_completion": None if score.revenue_completion is None else plain(score.revenue_completion),
        "indicators": [
            {
                "indicator": part.indicator,
                "weight": plain(part.weight),
                "target": plain(part.target),
                "actual": plain(part.actual),
                "score": plain(part.score),
                "explanation": part.explanation,
            }
            for part in score.indicators
        ],
        "grade_proposal": _proposal(score.grade_proposal) if score.grade_proposal else None,
    }


def _proposal(proposal: GradeProposal) -> dict[str, Any]:
    return {
        "id": str(proposal.id),
        "period": proposal.period,
        "outcome": proposal.outcome,
        "from_grade": proposal.from_grade,
        "to_grade": proposal.to_grade,
        "reasons": [reason.to_json() for reason in proposal.reasons],
        "accepted": proposal.accepted,
    }


def _human(result: dict[str, Any]) -> str:
    if result["closed_at"] is None:
        return f"{result['month']} 尚未关账"
    lines = [f"{row['employee_number']:<8} {row['name']:<6} {row['score']:>8}" for row in result["scores"]]
    lines += [
        f"{row['department']}：{row['revenue']} ÷ {row['target']} = {row['completion']}"
        f" {'发放奖金' if row['passes'] else '不发奖金'}"
        for row in result["departments"]
    ]
    return "\n".join(lines)
