"""Where a task stands at a moment."""

from __future__ import annotations

import datetime as dt

from callwright.flow.leads.contracts import TaskState


def state_of(closed: str | None, due_at: dt.datetime, *, at: dt.datetime, day_end: dt.datetime) -> TaskState:
    """Done or cancelled when closed; else overdue from its very moment on, today until the day ends, later after."""
    if closed is not None:
        return TaskState(closed)
    if due_at < at:
        return TaskState.OVERDUE
    return TaskState.TODAY if due_at < day_end else TaskState.LATER
