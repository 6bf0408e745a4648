"""List decay: what real calls and age say about the accuracy of a batch (product §2.7, §10)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from callwright.flow.diagnosis.contracts import Actor, Evidence, Finding, Trend, Weight
from callwright.flow.diagnosis.decide.facts import BatchCalls
from callwright.flow.diagnosis.decide.wording import (
    CONTACTS,
    CURRENCY,
    cents,
    no_weight,
    percent,
    said,
    share,
    too_small,
)
from callwright.kernel.text import Text
from callwright.rules.diagnosis.values import DiagnosisParameters

CODE = "list_decay.batch"


def by_calls(batch: BatchCalls) -> Decimal | None:
    """Accuracy as the calls found it; None when no call judged the data."""
    return Decimal(batch.good) / batch.judged if batch.judged else None


def decay(
    batch: BatchCalls, *, today: dt.date, who: tuple[Actor, ...], rules: DiagnosisParameters
) -> Finding | None:
    """A finding when calls, or age, put a batch below the gate, or will soon; None otherwise.

    Calls speak first when there are enough of them; before that the measured accuracy, aged, is what is known.
    """
    called = by_calls(batch)
    enough = batch.judged >= batch.minimum_outcomes
    if called is not None and enough:
        return _finding(batch, called, who, rules) if called < batch.threshold else None
    if batch.aged is not None and (batch.aged < batch.threshold or _soon(batch, today, rules)):
        return _finding(batch, batch.aged, who, rules)
    if called is not None and called < batch.threshold:
        return _finding(batch, called, who, rules, judged=False)
    return None


def _soon(batch: BatchCalls, today: dt.date, rules: DiagnosisParameters) -> bool:
    limit = today + dt.timedelta(days=rules.reclean_notice_days)
    return batch.reclean_on is not None and batch.reclean_on <= limit


def _finding(
    batch: BatchCalls,
    accuracy: Decimal,
    who: tuple[Actor, ...],
    rules: DiagnosisParameters,
    *,
    judged: bool = True,
) -> Finding:
    return Finding(
        code=CODE,
        subject=str(batch.batch_id),
        title=Text(
            zh=f"名单老化：“{batch.name}”准确率 {percent(accuracy)}",
            en=f"List decay: “{batch.name}” is {percent(accuracy)} accurate",
        ),
        explanation=_explanation(batch, accuracy)
        if judged
        else too_small(batch.judged, batch.minimum_outcomes, CONTACTS),
        evidence=_evidence(batch, accuracy),
        weight=_weight(batch, accuracy, rules) if judged else no_weight(),
        cause=Text(
            zh=f"来源“{batch.source}”的数据错误或已过时。",
            en=f"The data of the source “{batch.source}” is wrong or out of date.",
        ),
        who=who,
        act=Text(
            zh="重新核验清洗，把拒收行和坏号清单交给供应商索赔。",
            en="Verify and clean it again; give the supplier the rejected rows and bad numbers as a claim.",
        ),
        trend=Trend(Text(zh="准确率", en="accuracy"), share(accuracy), _rounded(batch.measured), "share"),
        sample_size=batch.judged,
        sample_unit=CONTACTS,
        judged=judged,
    )


def _explanation(batch: BatchCalls, accuracy: Decimal) -> Text:
    gate = percent(batch.threshold)
    day = batch.reclean_on.isoformat() if batch.reclean_on else "—"
    if accuracy < batch.threshold:
        return Text(
            zh=f"准确率 {percent(accuracy)} 低于门槛 {gate}，坐席正在为错误数据花时间。",
            en=f"Accuracy {percent(accuracy)} lies below the gate of {gate}; agents spend time on wrong data.",
        )
    return Text(
        zh=f"准确率 {percent(accuracy)}，预计 {day} 跌破门槛 {gate}。",
        en=f"Accuracy {percent(accuracy)}, expected to fall below the gate of {gate} on {day}.",
    )


def _evidence(batch: BatchCalls, accuracy: Decimal) -> tuple[Evidence, ...]:
    link = f"/lists/{batch.batch_id}"
    shown = [
        Evidence(Text(zh="当前准确率", en="accuracy now"), share(accuracy), "share", link),
        Evidence(Text(zh="被通话判定的客户", en="contacts judged by calls"), batch.judged, "contacts", link),
        Evidence(Text(zh="其中数据正确", en="of them right"), batch.good, "contacts", link),
        Evidence(Text(zh="打给错误数据的呼叫", en="dials of wrong data"), batch.bad_dials, "dials", "/calls"),
    ]
    if batch.measured is not None:
        shown.append(
            Evidence(Text(zh="放行时实测", en="measured at the gate"), share(batch.measured), "share", link)
        )
    if batch.reclean_on is not None:
        shown.append(
            Evidence(
                Text(zh="预计再清洗日期", en="forecast re-clean date"),
                batch.reclean_on.isoformat(),
                "date",
                link,
            )
        )
    return tuple(shown)


def _weight(batch: BatchCalls, accuracy: Decimal, rules: DiagnosisParameters) -> Weight:
    wasted = batch.bad_dials * rules.dial_cost
    paid = (batch.price or Decimal(0)) * max(Decimal(0), 1 - accuracy)
    dials, lost = said(batch.bad_dials), said(cents(paid))
    return Weight(
        cents(wasted + paid),
        CURRENCY,
        Text(
            zh=f"错误数据呼叫 {dials} 次 × {rules.dial_cost} 元 + 名单价 × 不准确部分 {lost} 元。",
            en=f"{dials} dials of wrong data × {rules.dial_cost} + price × inaccurate part {lost}.",
        ),
    )


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else share(value)
