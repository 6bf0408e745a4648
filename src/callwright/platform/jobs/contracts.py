"""What a job looks like from outside."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

JobState = Literal["queued", "running", "done", "failed"]


@dataclass(frozen=True)
class JobView:
    """One job: `done`/`total` count its own units of work, `note` says what it does now (zh, en)."""

    id: uuid.UUID
    name: str
    key: str | None
    state: JobState
    done: int
    total: int
    note: dict[str, str] | None
    result: dict[str, Any] | None
    error: dict[str, Any] | None
    created_at: datetime
    finished_at: datetime | None
