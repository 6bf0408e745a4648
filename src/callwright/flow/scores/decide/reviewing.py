"""Grade reviews at the end of a quarter (reps) or a year (managers), from closed months (product §9.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import GradeProposal, PersonScore
from callwright.kernel.errors import CallwrightError
from callwright.kernel.ids import derive_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.grades import review_grade
from callwright.rules.appraisal.formulas.scoring import mean_score
from callwright.rules.appraisal.indicators import PostKind
from callwright.rules.engine.explained import Explained

NOT_REVIEWED = "not_reviewed"


@dataclass(frozen=True)
class Period:
    """The months a review looks at, and its name ("2026-Q4", "2026")."""

    name: str
    months: tuple[Month, ...]


def period_of(kind: PostKind, month: Month) -> Period | None:
    """The period that ends with this month: a quarter for reps, a year for managers; None inside a period."""
    if kind is PostKind.REP:
        months = month.quarter.months()
        return Period(str(month.quarter), months) if months[-1] == month else None
    months_of_year = tuple(Month(month.year, number) for number in range(1, 13))
    return Period(str(month.year), months_of_year) if month.month == 12 else None


def propose(
    person: Person, period: Period, closed: Sequence[Month], scores: Mapping[Month, PersonScore]
) -> GradeProposal:
    """The review of one person over the closed months of a period during which the person was employed.

    Nobody is reviewed on a guess: a closed month without a score, or missing revenue, gives `not_reviewed`.
    """
    counted = [month for month in closed if month in period.months and _employed(person, month)]
    missing = [month for month in counted if month not in scores]
    grade = str(person.grade)
    if missing or not counted:
        names = "、".join(map(str, missing)) or period.name
        return _proposal(person, period, NOT_REVIEWED, grade, (_no_score(names),), {})
    parts = [scores[month] for month in counted]
    try:
        review = review_grade(
            grade=grade,
            score=mean_score([part.score for part in parts]),
            revenue=_total([part.revenue for part in parts if part.revenue_target is not None]),
            revenue_target=_total([part.revenue_target for part in parts]) or Decimal(0),
            on=counted[-1].start,
        )
    except CallwrightError as fault:
        return _proposal(person, period, NOT_REVIEWED, grade, (fault.sentence(),), {})
    tree = review.explanation
    months = Explained(Text("计入的月份", "months counted"), "、".join(map(str, counted)), "text")
    whole = Explained(tree.label, tree.value, tree.unit, tree.source, (*tree.children, months))
    return _proposal(person, period, review.outcome.value, review.to_grade, review.reasons, whole.to_dict())


def _proposal(
    person: Person,
    period: Period,
    outcome: str,
    to_grade: str,
    reasons: tuple[Text, ...],
    tree: dict[str, object],
) -> GradeProposal:
    return GradeProposal(
        id=derive_id("scores.grade_proposal", period.name, person.id),
        person_id=person.id,
        period=period.name,
        outcome=outcome,
        from_grade=str(person.grade),
        to_grade=to_grade,
        reasons=reasons,
        explanation=tree,
    )


def _employed(person: Person, month: Month) -> bool:
    last = month.end - timedelta(days=1)
    return person.hired_on <= last and (person.left_on or date.max) >= month.start


def _no_score(months: str) -> Text:
    return Text("{months} 没有考核得分", "no score in {months}").format(months=months)


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    """The sum; None when any is missing or there is none."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def latest_people(people: Sequence[Person], month: Month) -> list[Person]:
    """Those still employed after the period; a person who left is not reviewed."""
    return [person for person in people if person.left_on is None or person.left_on >= month.end]


def by_person(scores: Sequence[PersonScore]) -> dict[UUID, dict[Month, PersonScore]]:
    """Scores by person and month."""
    found: dict[UUID, dict[Month, PersonScore]] = {}
    for score in scores:
        found.setdefault(score.person_id, {})[score.month] = score
    return found
