"""Speaking the recorded calls beside the other steps: it is the longest work and needs nothing but a processor."""

from __future__ import annotations

import asyncio
from pathlib import Path

from callwright.app.sample.company import Company
from callwright.app.sample.speech.studio import record_calls


class Stopped(Exception):
    """The load ended before the calls were spoken; what is spoken stays for the next time."""


class Speaking:
    """The synthesiser at work in a thread of its own. ``share`` = how much is done, 0…1."""

    def __init__(self, company: Company, folder: Path) -> None:
        self.share = 0.0
        self._stopped = False
        self.task = asyncio.create_task(
            asyncio.to_thread(record_calls, folder, company.takes, progress=self._reached)
        )

    def stop(self) -> None:
        """Let the thread end at its next sentence."""
        self._stopped = True

    def _reached(self, done: int, total: int) -> None:
        if self._stopped:
            raise Stopped
        self.share = done / max(1, total)
