"""How grades, scorecards and disputes look over HTTP."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.insights.contracts.grading import CardItem, Dispute, DisputeState, Grade, GradeKind, Mark
from callwright.kernel.text import Text


class WordsOut(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(from_attributes=True)

    zh: str
    en: str


class CardItemOut(BaseModel):
    """One item of a scorecard; `weight` of 100, points 0…`points`, `family` of automatic checks ("" = none)."""

    model_config = ConfigDict(from_attributes=True)

    key: str
    title: WordsOut
    guidance: WordsOut
    weight: Decimal
    points: int
    instant_fail: bool
    family: str


class ScorecardOut(BaseModel):
    """One version of a scorecard; grades calls made from `effective_on` on."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    code: str
    version: int
    title: WordsOut
    pass_mark: Decimal
    items: list[CardItemOut]
    effective_on: dt.date
    published_at: dt.datetime
    published_by: str


class WordsIn(BaseModel):
    """A text in both languages, both given."""

    zh: str = Field(min_length=1, max_length=500)
    en: str = Field(min_length=1, max_length=500)

    def text(self) -> Text:
        """As the house speaks it."""
        return Text(self.zh, self.en)


class CardItemIn(BaseModel):
    """One item of a new version."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    title: WordsIn
    guidance: WordsIn
    weight: Decimal = Field(ge=0, le=100)
    points: int = Field(ge=1, le=100)
    instant_fail: bool = False
    family: str = Field(default="", max_length=40)

    def item(self) -> CardItem:
        """As the stage takes it."""
        return CardItem(
            self.key,
            self.title.text(),
            self.guidance.text(),
            self.weight,
            self.points,
            self.instant_fail,
            self.family,
        )


class MarkIn(BaseModel):
    """What an item gets; null points = does not apply."""

    item: str
    points: int | None
    second: float | None = Field(default=None, ge=0)
    note: str = Field(default="", max_length=1000)

    def mark(self) -> Mark:
        """As the stage takes it."""
        return Mark(self.item, self.points, self.second, self.note)


class MarkOut(BaseModel):
    """What an item got."""

    model_config = ConfigDict(from_attributes=True)

    item: str
    points: int | None
    second: float | None
    note: str


class StepOut(BaseModel):
    """One step of a dispute: raised, answer, decision."""

    model_config = ConfigDict(from_attributes=True)

    kind: str
    text: str
    at: dt.datetime
    by_name: str
    grade_id: UUID | None


class GradeDisputeOut(BaseModel):
    """The dispute about a grade; `changed` is null until it is decided."""

    id: UUID
    grade_id: UUID
    attempt_id: UUID
    person_id: UUID
    person: str
    state: DisputeState
    changed: bool | None
    steps: list[StepOut]

    @classmethod
    def of(cls, found: Dispute, person: str) -> GradeDisputeOut:
        """With the name of whom it is about."""
        return cls(
            id=found.id,
            grade_id=found.grade_id,
            attempt_id=found.attempt_id,
            person_id=found.person_id,
            person=person,
            state=found.state,
            changed=found.changed,
            steps=[StepOut.model_validate(step) for step in found.steps],
        )


class GradeOut(BaseModel):
    """One line of a call's grades; `stands` says whether it counts. `mine`: the asker gave it."""

    id: UUID
    attempt_id: UUID
    person_id: UUID
    person: str
    scorecard_id: UUID
    kind: GradeKind
    replaces: UUID | None
    replaced_by: UUID | None
    stands: bool
    score: Decimal
    passed: bool
    failed_items: list[str]
    marks: list[MarkOut]
    comment: str
    day: dt.date
    graded_at: dt.datetime
    by_name: str
    mine: bool
    dispute: GradeDisputeOut | None

    @classmethod
    def of(cls, found: Grade, *, person: str, account: UUID | None, dispute: Dispute | None) -> GradeOut:
        """With the person's name and the dispute about it."""
        return cls(
            id=found.id,
            attempt_id=found.attempt_id,
            person_id=found.person_id,
            person=person,
            scorecard_id=found.scorecard_id,
            kind=found.kind,
            replaces=found.replaces,
            replaced_by=found.replaced_by,
            stands=found.stands,
            score=found.score,
            passed=found.passed,
            failed_items=list(found.failed_items),
            marks=[MarkOut.model_validate(mark) for mark in found.marks],
            comment=found.comment,
            day=found.day,
            graded_at=found.graded_at,
            by_name=found.by_name,
            mine=found.by_account == account,
            dispute=GradeDisputeOut.of(dispute, person) if dispute else None,
        )
