"""Working closed statements out again: the same facts give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from callwright.flow.pay.contracts import Snapshot, Statement, StatementLine
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
    found = await inputs.snapshots(session, months=[str(month)])
    stored = await repository.statements(session, month=str(month), visible_people=None)
    return len(found), await _differing(session, found, stored)


async def differing_somewhere(session: Session, *, most: int) -> tuple[int, list[UUID]]:
    """The same for some statements of all closed months, others each time: in the long run for every one."""
    ids = await inputs.some_statements(session, most=most)
    found = await inputs.snapshots(session, ids=ids)
    stored = await repository.statements(session, ids=ids, visible_people=None)
    return len(found), await _differing(session, found, stored)


async def _differing(session: Session, found: Sequence[Snapshot], stored: Sequence[Statement]) -> list[UUID]:
    plans = {each: stored_plan(plan) for each, plan in (await repository.closed_plans(session)).items()}
    kept = {each.id: fingerprint(map(_plain, each.lines)) for each in stored}
    wrong: list[UUID] = []
    for each in found:
        facts = facts_from_json(each.facts, plans[each.month], plans)
        again = written_fingerprint(map(written, statement_lines(facts, plans[each.month])))
        if {again, kept.get(each.statement_id)} != {each.lines_sha256}:
            wrong.append(each.statement_id)
    return wrong


def _plain(line: StatementLine) -> dict[str, Any]:
    """A stored line in the form its fingerprint was taken of."""
    return {
        "code": line.code,
        "title": line.title.to_json(),
        "amount": format(line.amount, "f"),
        "reason": line.reason,
        "sources": list(line.sources),
        "corrects": line.corrects,
    }
