"""The company's calendar: UTC moments on the inside, the company's days on the outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callwright.kernel.period import Month


@dataclass(frozen=True)
class CompanyCalendar:
    """Turns UTC moments into days of the company's time zone, and back."""

    zone_name: str = "Asia/Shanghai"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.zone_name)

    def local(self, moment: datetime) -> datetime:
        """A UTC moment on the company's clock."""
        return moment.astimezone(self.zone)

    def day_of(self, moment: datetime) -> date:
        """The company's day a moment falls on."""
        return self.local(moment).date()

    def at(self, day: date, clock_time: time) -> datetime:
        """The UTC moment of a clock time on a company day."""
        return datetime.combine(day, clock_time, self.zone).astimezone(UTC)

    def bounds(self, period: Month | date) -> tuple[datetime, datetime]:
        """UTC start and (exclusive) end of a day or a month."""
        if isinstance(period, Month):
            return self.at(period.start, time()), self.at(period.end, time())
        return self.at(period, time()), self.at(period + timedelta(days=1), time())

    def parse_local(self, text: str) -> datetime:
        """Read an ISO-like date-time written on the company's clock (or with its own offset) as UTC.

        Accepts `2026-10-01 09:00[:30]`, `2026/10/1 9:00`, `2026-10-01T09:00:00+08:00`; ValueError otherwise.
        """
        cleaned = text.strip().replace("/", "-").replace("T", " ")
        try:
            moment = datetime.fromisoformat(cleaned)
        except ValueError:
            moment = _parse_loose(cleaned)
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC)


def _parse_loose(text: str) -> datetime:
    """Date-times without leading zeros, as spreadsheets write them."""
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y%m%d%H%M%S", "%Y%m%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the zone is attached by the caller
        except ValueError:
            continue
    raise ValueError(f"not a date-time: {text!r} (write it like 2026-10-01 09:00:00)")
