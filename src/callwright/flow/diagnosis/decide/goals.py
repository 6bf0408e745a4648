"""Goals missing or unacknowledged: no goals, no appraisal (product §9.1, §10)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from callwright.flow.diagnosis.contracts import Actor, Evidence, Finding, Trend, Weight
from callwright.flow.diagnosis.decide.facts import GoalGaps, Member
from callwright.flow.diagnosis.decide.wording import CURRENCY, PEOPLE, cents, said, whole
from callwright.kernel.text import Text
from callwright.rules.diagnosis.values import DiagnosisParameters

CODE = "goals.missing"


def goal_gaps(gaps: GoalGaps, *, who: tuple[Actor, ...], rules: DiagnosisParameters) -> Finding | None:
    """A finding when anybody lacks goals, a role description or the own acknowledgement; None otherwise."""
    concerned = len(gaps.people)
    if not concerned:
        return None
    return Finding(
        code=CODE,
        subject=gaps.month,
        title=Text(
            zh=f"{gaps.month}：{concerned} 人没有完整、确认过的目标",
            en=f"{gaps.month}: {concerned} people without complete, acknowledged goals",
        ),
        explanation=Text(
            zh=f"应有目标 {gaps.asked} 人，没有目标 {len(gaps.without_goals)} 人，"
            f"未确认 {len(gaps.unacknowledged)} 人，没有岗位说明 {len(gaps.without_role)} 人；目标不清，考核不能开始。",
            en=f"Of {gaps.asked} people {len(gaps.without_goals)} have no goals, {len(gaps.unacknowledged)} have not "
            f"acknowledged them, {len(gaps.without_role)} have no role description; no goals, no appraisal.",
        ),
        evidence=(
            _who(Text(zh="没有目标", en="no goals"), gaps.without_goals),
            _who(Text(zh="未确认", en="not acknowledged"), gaps.unacknowledged),
            _who(Text(zh="没有岗位说明", en="no role description"), gaps.without_role),
        ),
        weight=_weight(gaps, rules),
        cause=Text(
            zh="先考核后定目标，或目标没有与本人谈过。",
            en="Appraisal was planned before goals, or the goals were never talked over.",
        ),
        who=who,
        act=Text(
            zh="补齐岗位说明与目标值，逐人面谈确认后再考核。",
            en="Complete role descriptions and targets, talk them over with each person, then appraise.",
        ),
        trend=Trend(
            Text(zh="目标缺口人数", en="people with gaps"),
            Decimal(concerned),
            None if gaps.previous_gaps is None else Decimal(gaps.previous_gaps),
            "people",
        ),
        sample_size=gaps.asked,
        sample_unit=PEOPLE,
        people=gaps.people,
    )


def _who(label: Text, members: Sequence[Member]) -> Evidence:
    names = "、".join(one.name for one in members[:10]) + ("…" if len(members) > 10 else "")
    if not members:
        return Evidence(label, 0, "people", "/goals")
    return Evidence(
        Text(zh=f"{label.zh}：{names}", en=f"{label.en}: {names}"), len(members), "people", "/goals"
    )


def _weight(gaps: GoalGaps, rules: DiagnosisParameters) -> Weight:
    cost = gaps.paid_minutes * rules.goals_risk_share * rules.minute_cost
    return Weight(
        cents(cost),
        CURRENCY,
        Text(
            zh=f"上班时间 {said(whole(gaps.paid_minutes))} 分钟 × {rules.goals_risk_share} × {rules.minute_cost} 元。",
            en=f"{said(whole(gaps.paid_minutes))} paid minutes × {rules.goals_risk_share} × {rules.minute_cost}.",
        ),
    )
