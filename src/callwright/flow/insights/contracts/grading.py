"""Scorecards, grades that never change, disputes about them, drawn samples, and how far graders agree."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from callwright.kernel.text import Text


@dataclass(frozen=True)
class CardItem:
    """One thing that is graded with 0…`points`; `weight` is its share of 100.

    `instant_fail`: 0 points fail the whole call. `family` names the automatic checks that speak to it ("" = none).
    """

    key: str
    title: Text
    guidance: Text
    weight: Decimal
    points: int
    instant_fail: bool = False
    family: str = ""


@dataclass(frozen=True)
class Scorecard:
    """One version of a scorecard; it grades calls made from `effective_on` on, and never changes."""

    id: uuid.UUID
    code: str
    version: int
    title: Text
    pass_mark: Decimal
    items: tuple[CardItem, ...]
    effective_on: dt.date
    published_at: dt.datetime
    published_by: str


class GradeKind(StrEnum):
    """first: counts. calibration: a second opinion on the same call, counts nowhere. decision: replaces one."""

    FIRST = "first"
    CALIBRATION = "calibration"
    DECISION = "decision"


@dataclass(frozen=True)
class Mark:
    """What one item got; `points` None = does not apply to this call. `second` is where it can be heard."""

    item: str
    points: int | None
    second: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Judged:
    """What marks come to: 0…100, and the instant-fail items that failed the call."""

    score: Decimal
    passed: bool
    failed_items: tuple[str, ...]


@dataclass(frozen=True)
class Grade:
    """One line of a call's grades; lines are only added. `replaces` is the line a decision put out of force."""

    id: uuid.UUID
    attempt_id: uuid.UUID
    person_id: uuid.UUID
    scorecard_id: uuid.UUID
    kind: GradeKind
    replaces: uuid.UUID | None
    score: Decimal
    passed: bool
    failed_items: tuple[str, ...]
    marks: tuple[Mark, ...]
    comment: str
    day: dt.date
    graded_at: dt.datetime
    by_account: uuid.UUID | None
    by_name: str
    replaced_by: uuid.UUID | None = None

    @property
    def stands(self) -> bool:
        """Whether the line counts: no second opinion, and not replaced."""
        return self.kind is not GradeKind.CALIBRATION and self.replaced_by is None


class DisputeState(StrEnum):
    """How far a dispute has come."""

    OPEN = "open"
    ANSWERED = "answered"
    DECIDED = "decided"


@dataclass(frozen=True)
class DisputeStep:
    """One step of a dispute, only added: `kind` raised, answer or decision."""

    kind: str
    text: str
    at: dt.datetime
    by_account: uuid.UUID | None
    by_name: str
    grade_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Dispute:
    """A question about a grade with everything that was said. `changed` is None until it is decided."""

    id: uuid.UUID
    grade_id: uuid.UUID
    attempt_id: uuid.UUID
    person_id: uuid.UUID
    steps: tuple[DisputeStep, ...]

    @property
    def decision(self) -> DisputeStep | None:
        """The last word, when it was spoken."""
        return next((step for step in self.steps if step.kind == "decision"), None)

    @property
    def state(self) -> DisputeState:
        """Open, answered, decided."""
        kinds = {step.kind for step in self.steps}
        if "decision" in kinds:
            return DisputeState.DECIDED
        return DisputeState.ANSWERED if "answer" in kinds else DisputeState.OPEN

    @property
    def changed(self) -> bool | None:
        """Whether the decision replaced the grade."""
        return None if self.decision is None else self.decision.grade_id is not None


class DrawMethod(StrEnum):
    """random: every call alike. risk: calls with more risk are likelier."""

    RANDOM = "random"
    RISK = "risk"


@dataclass(frozen=True)
class Candidate:
    """A call that may be drawn; `weight` ≥ 1, `risks` say why it is more than 1."""

    attempt_id: uuid.UUID
    person_id: uuid.UUID
    weight: Decimal
    risks: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnCall:
    """A call of a draw; `calibrate`: two graders grade it blindly. `standing` is the grade that counts, if any."""

    attempt_id: uuid.UUID
    person_id: uuid.UUID
    place: int
    risks: tuple[str, ...]
    calibrate: bool
    graded: int = 0


@dataclass(frozen=True)
class Draw:
    """A sample that was drawn; with seed, method and the kept population the same calls come out again."""

    id: uuid.UUID
    method: DrawMethod
    seed: str
    first_day: dt.date
    last_day: dt.date
    per_person: int
    calibrate: int
    population: int
    drawn: int
    drawn_at: dt.datetime
    drawn_by: str
    graded: int = 0


@dataclass(frozen=True)
class ItemAgreement:
    """How far graders agree on one item: Krippendorff's alpha (interval); None without any difference to explain."""

    item: str
    title: Text
    alpha: float | None
    calls: int


@dataclass(frozen=True)
class GraderPair:
    """Two graders on the calls that both graded."""

    first: str
    second: str
    calls: int
    same_verdict: float
    kappa: float | None
    mean_difference: float


@dataclass(frozen=True)
class Agreement:
    """How far graders agree under one scorecard version, over the calls that at least two of them graded."""

    scorecard_id: uuid.UUID
    calls: int
    graders: int
    alpha: float | None
    pairs: tuple[GraderPair, ...]
    items: tuple[ItemAgreement, ...]
    good_from: Decimal
    tentative_from: Decimal
    minimum_calls: int


@dataclass(frozen=True)
class QualityResult:
    """What a person's standing grades of a period come to."""

    person_id: uuid.UUID
    graded: int
    mean_score: Decimal
    passed: int
    instant_fails: int
    disputed: int
    changed: int


QUALITY_DEFINITIONS: dict[str, Text] = {
    "score": Text(
        "评分 = Σ（权重 × 得分 ÷ 满分）÷ Σ 适用项目的权重 × 100；不适用的项目不计。一票否决项得 0 分时，整通为 0 分。",
        "Score = Σ (weight × points ÷ full points) ÷ Σ weights of the items that apply × 100. An instant-fail item with"
        " 0 points makes the whole call 0.",
    ),
    "passed": Text(
        "合格：没有一票否决，且评分（四舍五入之前）不低于评分表的合格线。",
        "Passed: no instant fail, and the score, before rounding, reaches the pass mark of the scorecard.",
    ),
    "result": Text(
        "质检结果：期间内每通电话有效的一行评分的平均分。复评（校准）不计；异议改判后，新的一行算，旧的一行保留但不算。",
        "QA result: the mean of the lines in force, one a call. Second opinions (calibration) do not count; after a"
        " dispute the new line counts, the old one is kept and does not.",
    ),
    "alpha": Text(
        "Krippendorff α = 1 − 实际不一致 ÷ 随机时的不一致（区间尺度，按分数差的平方）。1 为完全一致，0 等于随便打分。",
        "Krippendorff’s alpha = 1 − observed ÷ expected disagreement (interval scale: squared differences of scores)."
        " 1 is perfect agreement, 0 is what chance gives.",
    ),
    "kappa": Text(
        "Cohen κ =（实际一致率 − 随机一致率）÷（1 − 随机一致率），按合格/不合格算。两人结论从无变化时算不出。",
        "Cohen’s kappa = (observed − chance agreement) ÷ (1 − chance agreement), on passed/failed. It cannot be told"
        " when both always say the same one thing.",
    ),
    "weight": Text(
        "风险权重 = 1 + 各项风险权重之和；按风险抽样时，权重越大越可能被抽到（Efraimidis–Spirakis 加权抽样）。",
        "Risk weight = 1 + the weights of its risks; in a draw by risk a call with more weight is likelier to be taken"
        " (weighted sampling of Efraimidis and Spirakis).",
    ),
}
