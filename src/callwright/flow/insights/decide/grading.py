"""What marks come to, and whether a scorecard can be graded with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from callwright.flow.insights.contracts.grading import CardItem, Judged, Mark, Scorecard
from callwright.flow.insights.errors import MarksWrong, ScorecardWrong
from callwright.kernel.text import Text

FULL = Decimal(100)


def check_card(items: Sequence[CardItem], pass_mark: Decimal) -> None:
    """ScorecardWrong (422) unless weights sum to 100, keys differ, and nothing weighs less than 0."""
    keys = [item.key for item in items]
    total = sum((item.weight for item in items), Decimal(0))
    if not items or len(set(keys)) != len(keys) or not all(keys):
        raise ScorecardWrong(reason=Text("每个项目要有自己的编号", "each item needs a key of its own"))
    if total != FULL or any(item.weight < 0 for item in items):
        raise ScorecardWrong(reason=Text(f"权重合计 {total}，应为 100", f"weights sum to {total}, not 100"))
    if any(item.points < 1 or (item.weight == 0 and not item.instant_fail) for item in items):
        raise ScorecardWrong(
            reason=Text(
                "满分至少 1；权重 0 只能用于一票否决项", "points start at 1; only instant fails weigh 0"
            )
        )
    if not 0 <= pass_mark <= FULL:
        raise ScorecardWrong(reason=Text("合格线应在 0 到 100 之间", "the pass mark lies between 0 and 100"))


def judged(card: Scorecard, marks: Sequence[Mark]) -> Judged:
    """The score of marks: compared before rounding, kept with six decimals.

    MarksWrong (422) when an item has no mark, two marks, or points outside 0…full: missing data is never 0.
    """
    by_item = {mark.item: mark for mark in marks}
    known = {item.key for item in card.items}
    lacking = [item.key for item in card.items if item.key not in by_item]
    if lacking or len(by_item) != len(marks) or set(by_item) - known:
        raise MarksWrong(items="、".join(lacking or sorted(set(by_item) - known) or sorted(by_item)))
    outside = [
        item.key
        for item in card.items
        if (points := by_item[item.key].points) is not None and not 0 <= points <= item.points
    ]
    applying = [item for item in card.items if by_item[item.key].points is not None and item.weight > 0]
    if outside or not applying:
        raise MarksWrong(items="、".join(outside or sorted(known)))
    weight = sum((item.weight for item in applying), Decimal(0))
    got = sum(
        (item.weight * Decimal(by_item[item.key].points or 0) / item.points for item in applying), Decimal(0)
    )
    failed = tuple(item.key for item in card.items if item.instant_fail and by_item[item.key].points == 0)
    score = Decimal(0) if failed else got * FULL / weight
    return Judged(
        score=score.quantize(Decimal("0.000001")),
        passed=not failed and score >= card.pass_mark,
        failed_items=failed,
    )
