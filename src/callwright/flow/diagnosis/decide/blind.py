"""Blind dialing: lists dialed unreleased, sequential numbers, low fit, complaints (product §2.6, §10)."""

from __future__ import annotations

from decimal import Decimal

from callwright.flow.diagnosis.contracts import Actor, Evidence, Finding, Trend, Weight
from callwright.flow.diagnosis.decide.facts import BatchCalls, UnlistedCalls
from callwright.flow.diagnosis.decide.wording import (
    CURRENCY,
    DIALS,
    cents,
    no_weight,
    percent,
    said,
    share,
    too_small,
)
from callwright.kernel.text import Text
from callwright.rules.diagnosis.values import DiagnosisParameters

CODE = "blind_dialing.list"
CODE_UNLISTED = "blind_dialing.unlisted"

UNRELEASED = Text(zh="未放行就被呼叫", en="dialed without being released")
OVERRIDDEN = Text(zh="未达门槛而由老板放行", en="released below the gate by override")
SEQUENTIAL = Text(zh="连号过多", en="too many sequential numbers")
LOW_FIT = Text(zh="与目标客户匹配度低", en="low fit to the target group")
COMPLAINTS = Text(zh="投诉与拒访过多", en="too many complaints and refusals for good")


def signs_of(batch: BatchCalls, rules: DiagnosisParameters) -> list[Text]:
    """The signs of blind dialing a dialed batch shows."""
    signs = []
    if not batch.released:
        signs.append(UNRELEASED)
    if batch.override_reason:
        signs.append(OVERRIDDEN)
    if batch.sequential_share is not None and batch.sequential_share > batch.sequential_limit:
        signs.append(SEQUENTIAL)
    if batch.fit is not None and batch.fit < rules.fit_floor:
        signs.append(LOW_FIT)
    if batch.dials and Decimal(batch.complaints) / batch.dials > rules.complaint_share_limit:
        signs.append(COMPLAINTS)
    return signs


def blind_batch(batch: BatchCalls, *, who: tuple[Actor, ...], rules: DiagnosisParameters) -> Finding | None:
    """A finding for a batch that was dialed and shows a sign; None otherwise."""
    signs = signs_of(batch, rules) if batch.dials else []
    if not signs:
        return None
    judged = batch.dials >= rules.dials_minimum or UNRELEASED in signs
    named = Text(zh="、".join(sign.zh for sign in signs), en=", ".join(sign.en for sign in signs))
    return Finding(
        code=CODE,
        subject=str(batch.batch_id),
        title=Text(zh=f"盲目呼叫：名单“{batch.name}”", en=f"Blind dialing: list “{batch.name}”"),
        explanation=Text(
            zh=f"名单“{batch.name}”（{batch.source}）{named.zh}，本期仍呼叫了 {said(batch.dials)} 次。",
            en=f"List “{batch.name}” ({batch.source}): {named.en}; still dialed {said(batch.dials)} times.",
        )
        if judged
        else too_small(batch.dials, rules.dials_minimum, DIALS),
        evidence=_evidence(batch),
        weight=_weight(batch.dials, rules) if judged else no_weight(),
        cause=Text(zh=f"名单质量未过关：{named.zh}。", en=f"The list is not good enough: {named.en}."),
        who=who,
        act=Text(
            zh="停止呼叫此名单，抽样核验并清洗，达到 85 % 后再放行。",
            en="Stop dialing this list; verify a sample, clean it, release it when it passes 85 %.",
        ),
        trend=Trend(DIALS, Decimal(batch.dials), Decimal(batch.previous_dials), "dials"),
        sample_size=batch.dials,
        sample_unit=DIALS,
        judged=judged,
    )


def unlisted(calls: UnlistedCalls, *, who: tuple[Actor, ...], rules: DiagnosisParameters) -> Finding | None:
    """A finding for dials of numbers that belong to no known contact; None when there are none."""
    if not calls.dials:
        return None
    judged = calls.dials >= rules.dials_minimum
    part = Decimal(calls.dials) / calls.all_dials if calls.all_dials else Decimal(0)
    return Finding(
        code=CODE_UNLISTED,
        subject="company",
        title=Text(
            zh=f"{percent(part)} 的呼叫打给名单之外的号码",
            en=f"{percent(part)} of dials go to numbers outside every list",
        ),
        explanation=Text(
            zh=f"{said(calls.dials)} 次呼叫的号码不属于任何已清洗的客户，无法核验同意与拒绝。",
            en=f"{said(calls.dials)} dials went to numbers of no cleaned contact: nobody can check consent or refusal.",
        )
        if judged
        else too_small(calls.dials, rules.dials_minimum, DIALS),
        evidence=(
            Evidence(Text(zh="名单外呼叫", en="dials outside lists"), calls.dials, "dials", "/calls"),
            Evidence(Text(zh="全部呼叫", en="all dials"), calls.all_dials, "dials", "/calls"),
            Evidence(Text(zh="占比", en="share"), share(part), "share"),
        ),
        weight=_weight(calls.dials, rules) if judged else no_weight(),
        cause=Text(
            zh="坐席自行寻找号码，绕过了名单与门槛。",
            en="Agents find numbers themselves, past lists and gate.",
        ),
        who=who,
        act=Text(
            zh="把这些号码的来源作为名单导入，经清洗和放行后再呼叫。",
            en="Import the source of these numbers as a list; dial only after cleaning and release.",
        ),
        trend=Trend(DIALS, Decimal(calls.dials), Decimal(calls.previous_dials), "dials"),
        sample_size=calls.dials,
        sample_unit=DIALS,
        judged=judged,
    )


def _evidence(batch: BatchCalls) -> tuple[Evidence, ...]:
    link = f"/lists/{batch.batch_id}"
    shown = [
        Evidence(Text(zh="本期呼叫", en="dials"), batch.dials, "dials", link),
        Evidence(Text(zh="已放行", en="released"), "yes" if batch.released else "no", "text", link),
        Evidence(
            Text(zh="投诉与拒访", en="complaints and final refusals"), batch.complaints, "dials", "/calls"
        ),
    ]
    if batch.sequential_share is not None:
        shown.append(
            Evidence(Text(zh="连号占比", en="sequential share"), share(batch.sequential_share), "share", link)
        )
    if batch.fit is not None:
        shown.append(Evidence(Text(zh="平均匹配度", en="average fit"), share(batch.fit), "share", link))
    if batch.override_reason:
        shown.append(Evidence(Text(zh="放行理由", en="override reason"), batch.override_reason, "text", link))
    return tuple(shown)


def _weight(dials: int, rules: DiagnosisParameters) -> Weight:
    return Weight(
        cents(dials * rules.dial_cost),
        CURRENCY,
        Text(
            zh=f"{said(dials)} 次呼叫 × 每次 {rules.dial_cost} 元。",
            en=f"{said(dials)} dials × {rules.dial_cost} each.",
        ),
    )
