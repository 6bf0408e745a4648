"""A process of the product, with everything real but the hour: `python -m tests.telephony.processes.at_ten dialer`.

Calling is lawful by day only, and tests run at night too. CALLWRIGHT_TEST_AHEAD says by how many seconds the clock of
this process is ahead of the machine's, the same for every process of a company.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from callwright.kernel.clock import SystemClock

AHEAD = "CALLWRIGHT_TEST_AHEAD"


def move_clock_by(ahead: timedelta) -> None:
    """Let the clock of this process be ahead."""
    SystemClock.now = lambda _: datetime.now(UTC) + ahead  # type: ignore[method-assign]


if __name__ == "__main__":
    move_clock_by(timedelta(seconds=float(os.environ[AHEAD])))
    from callwright.app.process import main

    main()
