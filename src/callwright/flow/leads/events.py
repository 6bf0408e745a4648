"""What the leads stage says happened."""

from dataclasses import dataclass
from uuid import UUID

from callwright.platform.events import Event


@dataclass(frozen=True)
class LeadsCreated(Event):
    """A released batch became leads of a campaign."""

    batch_id: UUID
    campaign_code: str
    count: int


@dataclass(frozen=True)
class TaskDue(Event):
    """The time of a follow-up or callback has come; said once per task."""

    task_id: UUID
    lead_id: UUID
    person_id: UUID
    kind: str


@dataclass(frozen=True)
class ReturnsAnnounced(Event):
    """A person was warned that leads go back to the pool unless they are worked on."""

    person_id: UUID
    count: int
