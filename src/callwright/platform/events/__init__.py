"""Events: one append-only row and one job per subscriber, in the publisher's own transaction."""

from callwright.platform.events.contracts import Event
from callwright.platform.events.registry import subscriber
from callwright.platform.events.service import publish, publish_all

__all__ = ["Event", "publish", "publish_all", "subscriber"]
