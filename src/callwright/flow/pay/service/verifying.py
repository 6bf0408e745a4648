"""Working closed statements out again: the same facts give the same bytes."""

from __future__ import annotations

from uuid import UUID

from callwright.flow.pay.repository import inputs
from callwright.flow.pay.repository import statements as repository
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.rules.pay.formulas.statements import statement_lines
from callwright.rules.pay.plan_files import stored_plan
from callwright.rules.pay.snapshots import facts_from_json, fingerprint, written, written_fingerprint


async def differing_statements(session: Session, month: Month) -> tuple[int, list[UUID]]:
    """How many statements of a closed month were worked out again, and which of them differ: always none.

    A statement differs when what it was made of no longer gives the bytes that were closed, or when its lines do not
    stand in the database as they were closed.
    """
    plans = {each: stored_plan(plan) for each, plan in (await repository.closed_plans(session)).items()}
    if month not in plans:
        return 0, []
    stored = {
        each.id: each for each in await repository.statements(session, month=str(month), visible_people=None)
    }
    found = await inputs.snapshots(session, months=[str(month)])
    wrong: list[UUID] = []
    for each in found:
        facts = facts_from_json(each.facts, plans[month], plans)
        again = written_fingerprint(map(written, statement_lines(facts, plans[month])))
        kept = fingerprint(
            {
                "code": line.code,
                "title": line.title.to_json(),
                "amount": format(line.amount, "f"),
                "reason": line.reason,
                "sources": list(line.sources),
                "corrects": line.corrects,
            }
            for line in stored[each.statement_id].lines
        )
        if {again, kept} != {each.lines_sha256}:
            wrong.append(each.statement_id)
    return len(found), wrong
