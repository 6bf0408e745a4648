"""Time wasted: utilisation below the good one, with lost minutes by cause (product §5, §10)."""

from __future__ import annotations

from decimal import Decimal

from callwright.flow.diagnosis.contracts import Evidence, Finding, Trend, Weight
from callwright.flow.diagnosis.decide.facts import DepartmentTime
from callwright.flow.diagnosis.decide.wording import (
    CURRENCY,
    PERSON_DAYS,
    cents,
    no_weight,
    percent,
    said,
    share,
    too_small,
    whole,
)
from callwright.kernel.text import Text
from callwright.rules.diagnosis.values import DiagnosisParameters

CODE = "utilisation.low"
EXPLAINED = frozenset({"meeting", "training"})
"""Work time the company ordered itself; it is shown but is not the cause that is acted on first."""

CAUSES: dict[str, Text] = {
    "dialing": Text(zh="拨号", en="dialing"),
    "ringing": Text(zh="振铃", en="ringing"),
    "waiting": Text(zh="等待", en="waiting"),
    "wrap_up": Text(zh="整理小结", en="wrap-up"),
    "break": Text(zh="休息", en="breaks"),
    "looking_up": Text(zh="查资料", en="looking things up"),
    "wrong_data": Text(zh="错误数据", en="wrong data"),
    "no_leads": Text(zh="没有线索", en="no leads"),
    "phone_trouble": Text(zh="电话故障", en="phone trouble"),
    "meeting": Text(zh="会议", en="meetings"),
    "training": Text(zh="培训", en="training"),
    "unexplained": Text(zh="原因不明", en="unexplained"),
}
ACTS: dict[str, Text] = {
    "dialing": Text(
        zh="改用预览或渐进式拨号，减少手工拨号。",
        en="Use preview or progressive dialing instead of dialing by hand.",
    ),
    "ringing": Text(
        zh="先清洗名单，并按接通时段安排呼叫。",
        en="Clean the list first and call at the hours when people answer.",
    ),
    "waiting": Text(
        zh="预先分配足够的线索，减少两次通话之间的空档。",
        en="Assign enough leads beforehand to shorten the gaps between calls.",
    ),
    "wrap_up": Text(
        zh="简化小结表单，备好常用选项。", en="Shorten the disposition form and prepare the usual choices."
    ),
    "break": Text(zh="与小组商定固定的休息时间。", en="Agree on fixed breaks with the team."),
    "looking_up": Text(
        zh="把产品与话术资料放在通话页面上。", en="Put product facts and scripts on the calling page."
    ),
    "wrong_data": Text(
        zh="坐席不清洗数据：退回名单专员重新核验。",
        en="Agents never clean data: send the list back to the list steward.",
    ),
    "no_leads": Text(zh="放行并分配新的合格名单。", en="Release and assign new lists that pass the gate."),
    "phone_trouble": Text(
        zh="请电话系统负责人排查线路。", en="Have the phone system's owner check the lines."
    ),
    "meeting": Text(zh="缩短或合并会议。", en="Shorten or merge meetings."),
    "training": Text(
        zh="把培训安排在接通率低的时段。", en="Put training into the hours when few people answer."
    ),
    "unexplained": Text(
        zh="导入坐席状态，让每一分钟都有原因。", en="Import agent states so that every minute has a reason."
    ),
}


def wasted_time(facts: DepartmentTime, rules: DiagnosisParameters) -> Finding | None:
    """A finding when utilisation is below the good one; None when it is good or nobody worked."""
    if not facts.work:
        return None
    if facts.days < rules.utilisation_minimum_days:
        return _finding(facts, rules, judged=False)
    if facts.utilisation >= rules.utilisation_good:
        return None
    return _finding(facts, rules, judged=True)


def missing_minutes(facts: DepartmentTime, rules: DiagnosisParameters) -> Decimal:
    """Minutes of talk that are missing to good utilisation."""
    return max(Decimal(0), facts.work * rules.utilisation_good - facts.talk)


def _finding(facts: DepartmentTime, rules: DiagnosisParameters, *, judged: bool) -> Finding:
    causes = sorted(facts.lost.items(), key=lambda item: (-item[1], item[0]))
    actionable = [name for name, minutes in causes if name not in EXPLAINED and minutes > 0]
    main = actionable[0] if actionable else "unexplained"
    now = share(facts.utilisation)
    return Finding(
        code=CODE,
        subject=facts.department,
        title=Text(
            zh=f"{facts.department}：通话利用率 {percent(now)}，时间在流失",
            en=f"{facts.department}: utilisation {percent(now)}, time is being lost",
        ),
        explanation=_explanation(facts, rules) if judged else _not_yet(facts, rules),
        evidence=_evidence(facts, causes),
        weight=_weight(facts, rules) if judged else no_weight(),
        cause=Text(
            zh=f"损失最多的是{_name(main).zh}：{said(whole(facts.lost.get(main, Decimal(0))))} 分钟。",
            en=f"Most is lost to {_name(main).en}: {said(whole(facts.lost.get(main, Decimal(0))))} minutes.",
        ),
        who=facts.who,
        act=ACTS.get(main, ACTS["unexplained"]),
        trend=Trend(Text(zh="通话利用率", en="utilisation"), now, facts.previous_utilisation, "share"),
        sample_size=facts.days,
        sample_unit=PERSON_DAYS,
        judged=judged,
        people=facts.people,
    )


def _explanation(facts: DepartmentTime, rules: DiagnosisParameters) -> Text:
    a_day = whole(facts.talk / facts.days)
    good = percent(rules.utilisation_good)
    return Text(
        zh=f"每人每天平均通话 {a_day} 分钟，占上班时间 {percent(facts.utilisation)}；良好水平为 {good}。",
        en=f"{a_day} minutes of talk per person and day, {percent(facts.utilisation)} of work time; good is {good}.",
    )


def _not_yet(facts: DepartmentTime, rules: DiagnosisParameters) -> Text:
    return too_small(facts.days, rules.utilisation_minimum_days, PERSON_DAYS)


def _evidence(facts: DepartmentTime, causes: list[tuple[str, Decimal]]) -> tuple[Evidence, ...]:
    shown = [
        Evidence(Text(zh="通话利用率", en="utilisation"), share(facts.utilisation), "share", "/floor"),
        Evidence(Text(zh="上班时间", en="work time"), whole(facts.work), "minutes", "/floor"),
        Evidence(Text(zh="通话时长", en="talk time"), whole(facts.talk), "minutes", "/calls"),
    ]
    shown += [
        Evidence(
            Text(zh=f"损失：{_name(name).zh}", en=f"lost: {_name(name).en}"),
            whole(minutes),
            "minutes",
            "/floor",
        )
        for name, minutes in causes
        if whole(minutes) > 0
    ]
    return tuple(shown)


def _weight(facts: DepartmentTime, rules: DiagnosisParameters) -> Weight:
    missing = missing_minutes(facts, rules)
    return Weight(
        cents(missing * rules.minute_cost),
        CURRENCY,
        Text(
            zh=f"距良好水平少通话 {said(whole(missing))} 分钟 × 每分钟 {rules.minute_cost} 元。",
            en=f"{said(whole(missing))} minutes of talk missing to good × {rules.minute_cost} a minute.",
        ),
    )


def _name(cause: str) -> Text:
    return CAUSES.get(cause, Text(zh=cause, en=cause))
