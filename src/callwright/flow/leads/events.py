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
