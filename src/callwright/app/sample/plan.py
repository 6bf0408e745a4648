"""When the sample company lives: two complete months before the reference date's month, and that one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from callwright.kernel.period import Month

DEFAULT_SEED = 20_260_808
MOST_ATTEMPTS = 55_000
_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3), (10, 4), (10, 5), (10, 6), (10, 7)}


@dataclass(frozen=True)
class Plan:
    """A reference date ("today") and a seed. Days before today have data, today and later none."""

    today: dt.date
    seed: int = DEFAULT_SEED
    most_attempts: int = MOST_ATTEMPTS

    @property
    def closed(self) -> tuple[Month, Month]:
        """The two months that are closed, older first."""
        last = self.running.previous()
        return last.previous(), last

    @property
    def running(self) -> Month:
        """The month that is alive."""
        return Month.of(self.today)

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """All three, oldest first."""
        return (*self.closed, self.running)

    def closing(self, month: Month) -> dt.datetime:
        """When a month is closed, on the company's clock: four days after its end, or now if that is earlier."""
        return dt.datetime.combine(min(month.end + dt.timedelta(days=4), self.today), dt.time())

    def workdays(self, month: Month) -> list[dt.date]:
        """Monday to Friday without the fixed holidays, up to yesterday."""
        stop = min(month.end, self.today)
        span = (stop - month.start).days
        days = (month.start + dt.timedelta(days=step) for step in range(max(0, span)))
        return [day for day in days if day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS]

    @property
    def months_with_days(self) -> tuple[Month, ...]:
        """Months in which anybody has worked yet: on its first days the running one has nothing to import."""
        return tuple(month for month in self.months if self.workdays(month))

    @property
    def all_workdays(self) -> list[dt.date]:
        """Every working day with data, oldest first."""
        return [day for month in self.months for day in self.workdays(month)]
