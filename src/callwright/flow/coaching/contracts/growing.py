"""Newcomers week by week, tasks with their proof, signs of burning out, how long people stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from callwright.kernel.text import Text


@dataclass(frozen=True)
class WeekFigure:
    """One figure of a week: its value a day of presence, what is expected, and the change from the week before.

    `expected` None = nothing is expected yet (the first weeks look at behaviour only). `change` is a share of the
    week before, None without one.
    """

    name: str
    value: float | None
    expected: Decimal | None
    change: float | None


@dataclass(frozen=True)
class Week:
    """One week of a person; `number` counts weeks of employment from 1, `days` those with presence."""

    number: int
    first_day: dt.date
    last_day: dt.date
    days: int
    figures: tuple[WeekFigure, ...]


@dataclass(frozen=True)
class Newcomer:
    """A person in the newcomer programme with the weeks so far; the last one may still run."""

    person_id: UUID
    name: str
    employee_number: str
    hired_on: dt.date
    week: int
    weeks_total: int
    behaviour_only: bool
    weeks: tuple[Week, ...]


class ProofVerdict(StrEnum):
    """What the proof of a task says."""

    CHANGED = "changed"
    WORSE = "worse"
    NOT_SHOWN = "not_shown"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Sample:
    """A measure over the calls of a stretch of days; mean and spread None without calls."""

    first_day: dt.date
    last_day: dt.date
    calls: int
    mean: float | None
    deviation: float | None


@dataclass(frozen=True)
class Proof:
    """After − before with its interval (Welch, the confidence of the rules)."""

    verdict: ProofVerdict
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class CoachingTask:
    """Something a person practises until a day; `proof` when both sides were measured."""

    id: UUID
    person_id: UUID
    person: str
    attempt_id: UUID | None
    grade_id: UUID | None
    text: str
    measure: str
    wanted: str
    due_on: dt.date
    made_on: dt.date
    made_by: str
    before: Sample
    after: Sample | None
    proof: Proof | None
    closed_at: dt.datetime | None
    closed_by: str | None

    @property
    def open(self) -> bool:
        """Whether it still runs."""
        return self.closed_at is None


@dataclass(frozen=True)
class Sign:
    """One sign of burning out: what was seen and the limit it reached."""

    code: str
    value: float
    limit: float


@dataclass(frozen=True)
class Care:
    """Signs seen for a person on a day, and what the leader did."""

    id: UUID
    person_id: UUID
    person: str
    day: dt.date
    signs: tuple[Sign, ...]
    act: str | None
    note: str
    acted_at: dt.datetime | None
    acted_by: str | None
    eased_until: dt.date | None = None


@dataclass(frozen=True)
class SurvivalPoint:
    """Share still employed after `day` days of employment, with its interval; `at_risk` people were observed then."""

    day: int
    at_risk: int
    left: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class SurvivalAt:
    """The share that stays at least `days`: estimated rightly, and by the usual wrong division beside it."""

    days: int
    share: float | None
    low: float | None
    high: float | None
    naive: float | None


@dataclass(frozen=True)
class Survival:
    """How long people of a cohort stay. `late` were employed before leavers were recorded and count from then on."""

    cohort: str
    people: int
    left: int
    late: int
    points: tuple[SurvivalPoint, ...]
    at: tuple[SurvivalAt, ...]


COACHING_DEFINITIONS: dict[str, Text] = {
    "survival": Text(
        "Kaplan–Meier：每一天，当天离职的人 ÷ 当天仍在观察中的人。还没到那天的人只算到今天（右删失）；"
        "开始记录离职之前就入职的人，从开始记录那天起才算（左截断）。",
        "Kaplan–Meier: on each day those who left ÷ those observed that day. Who has not come so far counts up to today"
        " (right-censored); who was hired before leavers were recorded counts from that day on (left-truncated).",
    ),
    "naive": Text(
        "常见的错误算法：1 − 期限内离职的人 ÷ 全部入职的人。还没干满期限的人被当成留下的，所以偏高。",
        "The usual mistake: 1 − left in time ÷ all hired. Those not here that long yet count as having stayed, so"
        " it is too high.",
    ),
    "proof": Text(
        "之后的平均值 − 之前的平均值，及其 95% 区间（Welch）。区间不含 0 才算有变化；通话太少时不下结论。",
        "Mean after − mean before with its 95 % interval (Welch). It is a change only when the interval leaves out 0;"
        " with too few calls nothing is said.",
    ),
    "ramp": Text(
        "新人目标 = 正式目标 × 当周比例。前几周只看行为（拨打、通话利用率），不看结果。",
        "A newcomer’s goal = full goal × the share of the week. The first weeks look at behaviour (dials, utilisation)"
        " only, not at results.",
    ),
    "week": Text(
        "每周的数字按出勤日平均；变化 = 本周 ÷ 上周 − 1。",
        "Figures of a week are means over days of presence; change = this week ÷ the week before − 1.",
    ),
    "care": Text(
        "信号：一天内连续被拒、客户辱骂、通话利用率比自己前几周明显下降、心情低。达到规定的个数就提醒组长。"
        "心情由本人填写，组长只看到信号，看不到每天的分数。",
        "Signs: refusals in a row on a day, abuse, utilisation well below the own weeks before, low mood. From the"
        " number the rules name the leader is told. Moods are the person’s own word: the leader sees the"
        " sign, not the days.",
    ),
    "easing": Text(
        "减压期内，先派匹配度高的线索，少派反复被拒的；期满自动恢复。",
        "While it is softened, well-fitting leads come first and repeated tries last; it ends by itself.",
    ),
    "uses": Text(
        "在通话中点“用了”的次数；结果 = 这些通话中有效接触、意向、下单的比例。",
        "How often it was marked as used in a call; results = the share of effective, interested and ordered among"
        " them.",
    ),
}
