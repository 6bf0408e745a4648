"""Runs the invariants, and those that need more than a query: calling hours, timelines, counted days."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import text

from callwright.app.doctor.contracts import SHOWN, Checkup, Invariant
from callwright.app.doctor.invariants import INVARIANTS
from callwright.flow.calls import service as calls
from callwright.flow.floor import service as floor
from callwright.flow.pay import service as pay
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.rules.compliance.formulas import calling_hours

DAYS_LOOKED_AT = 7
_HOURS = Text("没有在法定或约定时段之外外呼", "no call outside the lawful hours")
_TIMELINES = Text(
    f"最近 {DAYS_LOOKED_AT} 天每人每天的时间线没有空缺和重叠",
    f"timelines of the last {DAYS_LOOKED_AT} days have no gap and no overlap",
)
_COUNTED = Text("已汇总的工作日重新计算结果相同", "counted days come out the same when they are counted anew")
STATEMENTS_LOOKED_AT = 300
_STATEMENTS = Text(
    f"已关账的薪酬单重新计算后一字不差（每次随机抽查至多 {STATEMENTS_LOOKED_AT} 份）",
    f"closed statements worked out again are the same to the byte (up to {STATEMENTS_LOOKED_AT} at random each time)",
)
_HOURS_QUERY = """
    SELECT id::text AS object, (started_at AT TIME ZONE :zone)::text AS detail FROM calls.attempt
    WHERE direction = 'outbound' AND e164 LIKE '+86%'
      AND ((started_at AT TIME ZONE 'Asia/Shanghai')::time < CAST(:start AS time)
        OR (started_at AT TIME ZONE 'Asia/Shanghai')::time >= CAST(:end AS time))
      AND NOT EXISTS (SELECT 1 FROM calls.live_attempt own JOIN calls.trunk ON trunk.name = own.trunk
        WHERE own.id::text = attempt.record_id AND trunk.simulated)
"""


async def examine(session: Session, *, calendar: CompanyCalendar, today: date) -> list[Checkup]:
    """All invariants; the caller's session only reads."""
    found = [await _query(session, invariant, {}) for invariant in INVARIANTS]
    found.append(await _lawful_hours(session, calendar, today))
    found.append(await _timelines(session, calendar))
    found.append(await _counted_days(session, calendar))
    found.append(await _statements(session))
    return found


async def _query(session: Session, invariant: Invariant, parameters: dict[str, object]) -> Checkup:
    rows = (await session.execute(text(invariant.query), parameters)).mappings().all()
    examples = tuple({"object": row["object"], "detail": row["detail"]} for row in rows[:SHOWN])
    return Checkup(invariant.code, invariant.title, invariant.severity, len(rows), examples)


async def _lawful_hours(session: Session, calendar: CompanyCalendar, today: date) -> Checkup:
    """Chinese numbers against the hours of rules/compliance; imported calls show what another system dialed."""
    hours = calling_hours("cn", on=today)
    invariant = Invariant("calls.lawful_hours", _HOURS, _HOURS_QUERY, "warning")
    return await _query(
        session, invariant, {"zone": calendar.zone_name, "start": hours.start, "end": hours.end}
    )


async def _timelines(session: Session, calendar: CompanyCalendar) -> Checkup:
    """Lay out the last days of everybody who worked and look for gaps and overlaps."""
    broken: list[dict[str, object]] = []
    span = await calls.first_and_last_start(session)
    if span is not None:
        last = calendar.day_of(span[1])
        first = last - timedelta(days=DAYS_LOOKED_AT - 1)
        days = await floor.day_figures(session, first_day=first, last_day=last, calendar=calendar)
        for each in days:
            timeline = await floor.timeline(
                session, person_id=each.person_id, day=each.day, calendar=calendar
            )
            pairs = zip(timeline.segments, timeline.segments[1:], strict=False)
            if any(before.end != after.start for before, after in pairs):
                broken.append({"object": str(each.person_id), "detail": each.day.isoformat()})
    return Checkup("floor.timelines_complete", _TIMELINES, "error", len(broken), tuple(broken[:SHOWN]))


async def _counted_days(session: Session, calendar: CompanyCalendar) -> Checkup:
    """Count a few of the kept days anew."""
    wrong = await floor.miscounted_days(session, calendar=calendar)
    examples = tuple(
        {"object": str(person_id), "detail": day.isoformat()} for person_id, day in wrong[:SHOWN]
    )
    return Checkup("floor.counted_days_hold", _COUNTED, "error", len(wrong), examples)


async def _statements(session: Session) -> Checkup:
    """Work some closed statements out again; `callwright pay verify` does it for a whole month."""
    _, wrong = await pay.differing_somewhere(session, most=STATEMENTS_LOOKED_AT)
    examples = tuple({"object": str(each), "detail": "callwright pay verify"} for each in wrong[:SHOWN])
    return Checkup("pay.statements_worked_out_again", _STATEMENTS, "error", len(wrong), examples)
