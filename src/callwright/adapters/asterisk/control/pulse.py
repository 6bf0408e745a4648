"""Whether events really arrive: an event of our own is sent round through the switch again and again.

A connection can be open and yet hear nothing: when the switch notices the end of an old connection late, it takes the
application away from the new one as well. Nothing else would show that, and answered customers would be dropped.
"""

from __future__ import annotations

import asyncio
from typing import Any

from callwright.adapters.asterisk.control.requests import Requests

EVERY = 1.0
"""Seconds between beats."""
_PATIENCE = 5.0
"""Seconds; connecting anew drops customers who answer meanwhile, so a busy machine is given time."""
_GRACE = 0.2
"""When this process itself stood still, what has arrived meanwhile is read before it is judged."""
_NAME = "callwright-pulse"


class Pulse:
    """The beats of one connection."""

    def __init__(self, requests: Requests) -> None:
        self._requests = requests
        self._seen = asyncio.Event()

    def take(self, message: dict[str, Any]) -> bool:
        """Whether this message is a beat that came round."""
        own = message["type"] == "ChannelUserevent" and message.get("eventname") == _NAME
        if own:
            self._seen.set()
        return own

    async def beat(self) -> None:
        """One beat. Raises TimeoutError when it does not come round, SwitchRefused when it could not be sent."""
        self._seen.clear()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._requests.post(
                    f"events/user/{_NAME}", application=self._requests.address.application
                )
                await self._seen.wait()
        except TimeoutError:
            await asyncio.sleep(_GRACE)
            if not self._seen.is_set():
                raise

    async def beat_on(self) -> None:
        """Beat until a beat fails, and raise why."""
        while True:
            await asyncio.sleep(EVERY)
            await self.beat()
