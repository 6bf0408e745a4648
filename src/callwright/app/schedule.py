"""What happens by the clock (UTC; the small hours in China)."""

from __future__ import annotations

from callwright.platform.schedule import Schedule

SCHEDULES = (
    Schedule("leads.return_expired", "10 18 * * *"),
    Schedule("leads.remind", "*/5 * * * *"),
    Schedule("diagnosis.run", "40 18 * * *", {"month": None}),
    Schedule("doctor.examine", "*/15 * * * *"),
)
