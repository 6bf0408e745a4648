"""The grade review: reps by quarter, managers by year (product §9.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from callwright.kernel.text import Text
from callwright.rules.appraisal.errors import MissingActual, ZeroTarget
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import Parameter, parameter

SCORE, REVENUE = Text("考核得分", "appraisal score"), Text("销售收入", "revenue")
GRADES: tuple[str, ...] = ("junior", "intermediate", "senior")


class Outcome(StrEnum):
    """What a review proposes; nothing takes effect before a person decides."""

    STAY = "stay"
    DOWN = "down"
    UP = "up"
    COACHING_PLAN = "coaching_plan"


@dataclass(frozen=True)
class GradeReview:
    """A proposal: `to_grade` is the grade afterwards, `reasons` why, in both languages."""

    outcome: Outcome
    from_grade: str
    to_grade: str
    reasons: tuple[Text, ...]
    explanation: Explained


def review_grade(
    *, grade: str, score: Decimal | None, revenue: Decimal | None, revenue_target: Decimal, on: date
) -> GradeReview:
    """One review of a period. Score and revenue are unrounded and compared as they are.

    Score below the line or revenue completion below the line: one grade down; both at once is one step;
    exactly on a line stays. In the lowest grade a coaching plan takes the place of the step. Promotions are
    proposed only when the setting says so. MissingActual, ZeroTarget; ValueError for an unknown grade.
    """
    if score is None:
        raise MissingActual(indicator=SCORE)
    if revenue is None:
        raise MissingActual(indicator=REVENUE)
    if revenue_target <= 0:
        raise ZeroTarget(indicator=REVENUE, target=revenue_target)
    lines = parameter("appraisal.grade_score", on=on), parameter("appraisal.grade_revenue_completion", on=on)
    reasons = _reasons_down(score, revenue, revenue_target, lines)
    outcome = _outcome(grade, down=bool(reasons), up=_promotes(score, revenue, revenue_target, on))
    step = {Outcome.DOWN: -1, Outcome.UP: 1}.get(outcome, 0)
    to_grade = GRADES[GRADES.index(grade) + step]
    tree = Explained(
        Text("职级评审", "grade review"),
        outcome.value,
        "text",
        "product §9.5",
        (
            Explained(Text("期间得分", "score of the period"), score, "points"),
            lines[0].explained(),
            Explained(Text("收入", "revenue"), revenue, "CNY"),
            Explained(Text("收入目标", "revenue target"), revenue_target, "CNY"),
            Explained(Text("收入完成率", "revenue completion"), revenue / revenue_target, "share"),
            lines[1].explained(),
        ),
    )
    return GradeReview(outcome, grade, to_grade, reasons, tree)


def _reasons_down(
    score: Decimal, revenue: Decimal, target: Decimal, lines: tuple[Parameter, Parameter]
) -> tuple[Text, ...]:
    found: list[Text] = []
    if score < lines[0].number:
        found.append(Text("得分低于 {line} 分", "score below {line}").format(line=lines[0].number))
    if revenue < lines[1].number * target:
        percent = (lines[1].number * 100).normalize()
        reason = Text("收入完成率低于 {line}%", "revenue completion below {line} %")
        found.append(reason.format(line=f"{percent:f}"))
    return tuple(found)


def _promotes(score: Decimal, revenue: Decimal, target: Decimal, on: date) -> bool:
    """Whether the company's promotion rule is on and met."""
    if not parameter("appraisal.promotion_proposals", on=on).switch:
        return False
    needed = parameter("appraisal.promotion_revenue_completion", on=on).number * target
    return score >= parameter("appraisal.promotion_score", on=on).number and revenue >= needed


def _outcome(grade: str, *, down: bool, up: bool) -> Outcome:
    place = GRADES.index(grade)
    if down:
        return Outcome.DOWN if place > 0 else Outcome.COACHING_PLAN
    return Outcome.UP if up and place < len(GRADES) - 1 else Outcome.STAY
