"""Appraisal is a project: what is missing before its plan may be published (product §9.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from callwright.kernel.text import Text
from callwright.rules.engine.parameters import parameter


class Duty(StrEnum):
    """What somebody does in the group."""

    LEADER = "leader"
    EXECUTIVE = "executive"
    SALES_MANAGER = "sales_manager"
    FINANCE_MANAGER = "finance_manager"
    REP = "rep"


class EventKind(StrEnum):
    """The six kinds of event that a plan holds at least."""

    RESEARCH = "research"
    KICK_OFF = "kick_off"
    INDICATORS = "indicators"
    TARGETS = "targets"
    INCENTIVES = "incentives"
    TRAINING = "training"


class Incentive(StrEnum):
    """What moves people besides commission."""

    BASE_PAY = "base_pay"
    COMMISSION = "commission"
    BONUS = "bonus"
    PRIZE = "prize"
    NON_CASH = "non_cash"
    GROWTH = "growth"


DUTY_TITLES: dict[Duty, Text] = {
    Duty.LEADER: Text("组长（老板）", "leader (owner)"),
    Duty.EXECUTIVE: Text("执行负责人（人力资源）", "executive lead (HR)"),
    Duty.SALES_MANAGER: Text("成员：销售经理", "member: sales manager"),
    Duty.FINANCE_MANAGER: Text("成员：财务经理", "member: finance manager"),
    Duty.REP: Text("特邀销售代表", "invited rep"),
}
EVENT_TITLES: dict[EventKind, Text] = {
    EventKind.RESEARCH: Text("调研（走访和访谈）", "research (visits and interviews)"),
    EventKind.KICK_OFF: Text("启动会", "kick-off"),
    EventKind.INDICATORS: Text("各岗位各级指标与说明", "indicators per role and level, explained"),
    EventKind.TARGETS: Text("会议商定目标值", "target values agreed in meetings"),
    EventKind.INCENTIVES: Text("与财务商定激励", "incentives with finance"),
    EventKind.TRAINING: Text("培训", "training"),
}
RESEARCH_NEEDS: dict[str, Text] = {
    "visit": Text("走访", "a visit"),
    "interview": Text("访谈", "an interview"),
}


@dataclass(frozen=True)
class PlannedEvent:
    """One event of the plan; `owner` and `due` may still be open, `evidence` holds the kinds of proof given."""

    kind: EventKind
    owner: str | None
    due: date | None
    done: bool
    evidence: frozenset[str]


@dataclass(frozen=True)
class PlanLack:
    """Something that keeps a plan from being published: a stable word and the sentence."""

    what: str
    text: Text


def publication_lacks(
    duties: Mapping[Duty, Sequence[str]],
    events: Sequence[PlannedEvent],
    incentives: frozenset[Incentive],
    *,
    on: date,
) -> list[PlanLack]:
    """Everything missing, nothing when the plan may be published.

    `duties` names people by duty. HR alone is refused: its members are others than HR, and not every event is HR's
    own. Incentives that are commission only are refused.
    """
    return [
        *_group(duties, on),
        *(lack for kind in EventKind for lack in _event(kind, events)),
        *_hr_alone(duties, events),
        *_incentives(incentives),
    ]


def _group(duties: Mapping[Duty, Sequence[str]], on: date) -> Iterator[PlanLack]:
    for duty in Duty:
        if not duties.get(duty):
            title = DUTY_TITLES[duty]
            yield PlanLack(f"no_{duty}", Text(f"小组缺：{title.zh}", f"the group lacks: {title.en}"))
    most = parameter("appraisal.project_reps", on=on).number
    if len(duties.get(Duty.REP, ())) > most:
        text = Text("特邀代表最多 {most} 人。", "At most {most} reps are invited.").format(most=most)
        yield PlanLack("too_many_reps", text)


def _event(kind: EventKind, events: Sequence[PlannedEvent]) -> Iterator[PlanLack]:
    """One good event of a kind is enough; without one, what its best event lacks."""
    title = EVENT_TITLES[kind]
    found = [list(_open_ends(event)) for event in events if event.kind is kind]
    if not found:
        yield PlanLack(f"no_event:{kind}", Text(f"计划缺：{title.zh}", f"the plan lacks: {title.en}"))
        return
    for what, words in min(found, key=len):
        yield PlanLack(f"{what}:{kind}", Text(f"{title.zh}：{words.zh}", f"{title.en}: {words.en}"))


def _open_ends(event: PlannedEvent) -> Iterator[tuple[str, Text]]:
    if event.owner is None:
        yield "no_owner", Text("没有负责人", "no owner")
    if event.due is None:
        yield "no_date", Text("没有日期", "no date")
    if not event.done:
        yield "not_done", Text("尚未完成", "not done yet")
    if not event.evidence:
        yield "no_evidence", Text("没有凭据", "no evidence")
    if event.kind is EventKind.RESEARCH:
        for kind, words in RESEARCH_NEEDS.items():
            if kind not in event.evidence:
                yield f"no_{kind}", Text(f"缺{words.zh}记录", f"lacks the record of {words.en}")


def _hr_alone(duties: Mapping[Duty, Sequence[str]], events: Sequence[PlannedEvent]) -> Iterator[PlanLack]:
    executives = set(duties.get(Duty.EXECUTIVE, ()))
    others = {name for duty, names in duties.items() if duty is not Duty.EXECUTIVE for name in names}
    owners = {event.owner for event in events if event.owner}
    if executives and others and (others & executives or (owners and owners <= executives)):
        text = Text(
            "考核不能只由人力资源一家做：小组其他成员须另有其人，且至少一项活动由他们负责。",
            "HR alone makes no appraisal: other people hold the other duties, and at least one event is theirs.",
        )
        yield PlanLack("hr_alone", text)


def _incentives(incentives: frozenset[Incentive]) -> Iterator[PlanLack]:
    if not incentives:
        yield PlanLack(
            "no_incentives", Text("没有写明激励方式", "the kinds of incentive are not written down")
        )
    elif incentives == {Incentive.COMMISSION}:
        text = Text(
            "只有提成一种激励：请加上奖金、专项奖、非现金奖励或成长中的至少一种。",
            "Commission is the only incentive: add a bonus, a prize, a non-cash reward or growth.",
        )
        yield PlanLack("commission_only", text)
