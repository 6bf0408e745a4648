"""The form of a company's pay plan: grades, commission, bonuses, gate, prizes (product §9.4-9.8)."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from callwright.kernel.text import Text
from callwright.rules.engine.scales import Bracket, Curve, Point, Scale
from callwright.rules.engine.schema import ExactNumber, Form, Title

Kind = Literal["rep", "manager"]
Component = Literal["commission", "performance_bonus", "manager_bonus"]
Measure = Literal["revenue", "main_push_revenue", "margin", "largest_order", "revenue_growth", "score"]
Amount = Annotated[ExactNumber, Field(ge=0)]
GRADE_NAMES = {
    "junior": Text("初级", "junior"),
    "intermediate": Text("中级", "intermediate"),
    "senior": Text("高级", "senior"),
}


class GradeAmounts(Form):
    """One amount per grade, in the plan's currency."""

    junior: Amount
    intermediate: Amount
    senior: Amount

    def of(self, grade: str) -> Decimal:
        """The amount of a grade; LookupError for an unknown grade."""
        if grade not in type(self).model_fields:
            raise LookupError(f"no grade {grade}")
        return Decimal(getattr(self, grade))


class BasePay(Form):
    """Monthly base pay by grade, for reps and for managers."""

    rep: GradeAmounts
    manager: GradeAmounts

    def of(self, kind: Kind) -> GradeAmounts:
        """The amounts of reps or of managers."""
        return self.rep if kind == "rep" else self.manager


class BracketForm(Form):
    """A slice of monthly revenue: above this amount, this rate (a fraction of 1)."""

    above: Amount
    rate: Annotated[ExactNumber, Field(ge=0, le=1)]


class Commission(Form):
    """Commission of a rep on the net revenue of the month.

    "whole" pays the whole base at the rate that was reached: a cliff at every threshold, so the plan has to say that
    it accepts them.
    """

    method: Literal["marginal", "whole"] = "marginal"
    brackets: tuple[BracketForm, ...] = Field(min_length=1)
    accepts_cliffs: bool = False

    @cached_property
    def scale(self) -> Scale:
        """As a scale of the engine."""
        brackets = tuple(Bracket(each.above, each.rate) for each in self.brackets)
        return Scale(brackets, self.method)

    @model_validator(mode="after")
    def _rises(self) -> Commission:
        _ = self.scale
        if self.method == "whole" and len(self.brackets) > 1 and not self.accepts_cliffs:
            raise ValueError('method "whole" makes a cliff at every threshold: write accepts_cliffs: true')
        return self


class PerformanceBonus(Form):
    """A rep's monthly bonus: amount of the grade × score ÷ 100; nothing below `minimum_score`."""

    amount: GradeAmounts
    minimum_score: Amount = Decimal(0)


class CurvePoint(Form):
    """Company completion (a fraction of 1) and the factor it gives."""

    completion: Amount
    factor: Amount


class CurveForm(Form):
    """The coupling of the managers' bonus to the company's result; a plan without one is refused."""

    method: Literal["linear", "step"] = "linear"
    points: tuple[CurvePoint, ...] = Field(min_length=2)

    @property
    def curve(self) -> Curve:
        """As a curve of the engine."""
        return Curve(tuple(Point(each.completion, each.factor) for each in self.points), self.method)

    @model_validator(mode="after")
    def _rises(self) -> CurveForm:
        _ = self.curve
        return self


class ManagerBonus(Form):
    """A manager's quarterly bonus: amount of the grade × quarter score ÷ 100 × company factor."""

    amount: GradeAmounts
    curve: CurveForm


class GateRule(Form):
    """What the department gate takes; special prizes have their own mark."""

    applies_to: tuple[Component, ...] = ("performance_bonus",)


class WageFloor(Form):
    """The least pay of a whole month from a day on, with who says so and until when that was checked."""

    start: date = Field(alias="from")
    amount: Amount
    source: str = Field(min_length=3)
    approver: str = Field(min_length=2)
    checked_until: date

    @property
    def version(self) -> str:
        """Names this value in explanations."""
        return f"minimum_wage@{self.start} ({self.source})"


class Draw(Form):
    """An advance on variable pay (预支): a month below it is filled up, and better months pay it back.

    `recover_share` of what a month's variable pay has above the draw goes into paying back (a fraction of 1).
    """

    amount: GradeAmounts
    recover_share: Annotated[ExactNumber, Field(gt=0, le=1)] = Decimal(1)


class Trigger(Form):
    """What has to be reached in the month; growth is a fraction of the month before."""

    measure: Measure
    at_least: Amount


class Prize(Form):
    """A special prize: trigger, value, budget of a month, cash or in kind, gated or not (product §9.8)."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Title
    trigger: Trigger
    value: Amount
    budget: Amount
    form: Literal["cash", "non_cash"] = "cash"
    gated: bool = False
    applies_to: tuple[Kind, ...] = ("rep",)

    @property
    def name(self) -> Text:
        """The title as a text."""
        return Text(self.title.zh, self.title.en)


class PayPlan(Form):
    """A company's whole pay plan from a day on (the first day of a month)."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    title: Title
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$")
    effective_from: date
    base_pay: BasePay
    commission: Commission
    performance_bonus: PerformanceBonus
    manager_bonus: ManagerBonus
    gate: GateRule = GateRule()
    minimum_wage: tuple[WageFloor, ...] = ()
    draw: Draw | None = None
    prizes: tuple[Prize, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> PayPlan:
        if self.effective_from.day != 1:
            raise ValueError("effective_from is the first day of a month")
        codes = [prize.code for prize in self.prizes]
        if len(set(codes)) != len(codes):
            raise ValueError("two prizes have the same code")
        starts = [floor.start for floor in self.minimum_wage]
        if len(set(starts)) != len(starts):
            raise ValueError("two minimum wages begin on the same day")
        return self

    def floor_on(self, day: date) -> WageFloor | None:
        """The minimum wage in force on a day; None when none had begun."""
        begun = [floor for floor in self.minimum_wage if floor.start <= day]
        return max(begun, key=lambda floor: floor.start, default=None)

    def document(self) -> dict[str, Any]:
        """As plain data that `stored_plan` reads again."""
        return self.model_dump(mode="json", by_alias=True)

    @cached_property
    def version(self) -> str:
        """`code@first day:fingerprint`; the fingerprint changes with any number of the plan."""
        text = json.dumps(self.document(), sort_keys=True, ensure_ascii=False)
        return f"{self.code}@{self.effective_from}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"
