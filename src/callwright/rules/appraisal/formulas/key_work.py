"""Key-work completion from the plan of a person's key work (product §9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.appraisal.errors import KeyWorkUndecided, MissingActual
from callwright.rules.appraisal.indicators import indicator
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.rounding import exact_division, settle

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class KeyWork:
    """One piece of key work: `proof_on` is the day its proof came, `confirmed` what the leader decided about it."""

    title: str
    due_on: date
    proof_on: date | None
    confirmed: bool | None


def key_work_completion(plan: Sequence[KeyWork]) -> Explained:
    """Percent of the plan done in time and confirmed, unrounded.

    Without proof a piece counts as not done; a proof after the date is late and does not count; a proof that
    nobody decided about is missing data. MissingActual without a plan, KeyWorkUndecided.
    """
    if not plan:
        raise MissingActual(indicator=indicator("key_work_completion").title)
    waiting = [each for each in plan if each.proof_on is not None and each.confirmed is None]
    if waiting:
        raise KeyWorkUndecided(count=len(waiting), title=waiting[0].title)
    done = [each for each in plan if counts(each)]
    with exact_division():
        share = settle(Decimal(len(done)) * HUNDRED / len(plan))
    return Explained(
        indicator("key_work_completion").title,
        share,
        "percent",
        "product §9.3",
        (
            Explained(Text("全部重点工作", "all key work"), Decimal(len(plan)), "count"),
            Explained(Text("按期完成并已确认", "done in time and confirmed"), Decimal(len(done)), "count"),
        ),
    )


def counts(work: KeyWork) -> bool:
    """Confirmed, and its proof came on its date at the latest."""
    return bool(work.confirmed) and work.proof_on is not None and work.proof_on <= work.due_on
