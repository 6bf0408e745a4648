"""When a lead goes back to the pool by itself: never without a warning beforehand (product §3)."""

from __future__ import annotations

import datetime as dt


def warn_before(at: dt.datetime, *, warning_days: int) -> dt.datetime:
    """Protections that end by this moment are to be warned of now."""
    return at + dt.timedelta(days=warning_days)


def returns_at(protected_until: dt.datetime, *, warned_at: dt.datetime, warning_days: int) -> dt.datetime:
    """When a warned lead goes back: at the end of its protection, but at least `warning_days` after the warning.

    A warning that came late (the clock stood still over a holiday) postpones the return, it does not skip the warning.
    """
    return max(protected_until, warned_at + dt.timedelta(days=warning_days))
