"""What the staff register says happened."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from callwright.platform.events import Event


@dataclass(frozen=True)
class PersonLeft(Event):
    """A leaving date became known; leads of the person are handed over."""

    person_id: UUID
    left_on: dt.date


@dataclass(frozen=True)
class GradeChanged(Event):
    """A person has a new grade from `effective_on`."""

    person_id: UUID
    grade: str
    effective_on: dt.date
