"""What calls tell later stages."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from callwright.platform.events import Event


@dataclass(frozen=True)
class CallRecordsImported(Event):
    """`count` attempts are new; they began on company days from `first_day` to `last_day`, both included."""

    import_id: uuid.UUID
    count: int
    first_day: date
    last_day: date
