"""What happens by the clock (UTC; the small hours in China)."""

from __future__ import annotations

from callwright.flow.floor import service as floor
from callwright.platform.schedule import Schedule
from callwright.platform.ticker import Tick

SCHEDULES = (
    Schedule("leads.return_expired", "10 18 * * *"),
    Schedule("leads.remind", "*/5 * * * *"),
    Schedule("diagnosis.run", "40 18 * * *", {"month": None}),
    Schedule("recordings.reconcile", "*/10 * * * *"),
    Schedule("recordings.reconcile", "25 19 * * *", {"deep": True}),
    Schedule("recordings.apply_retention", "5 19 * * *"),
    Schedule("calls.plan_leads", "*/5 * * * *"),
    Schedule("calls.tell_settled", "* * * * *"),
    Schedule("floor.roll_up", "35 * * * *"),
    Schedule("coaching.watch", "45 * * * *"),
    Schedule("doctor.examine", "*/15 * * * *"),
)

TICKS = (Tick("floor.expire", 1.0, floor.expire),)
"""What is due every second or so: wrap-ups that end, phones that fell silent."""
