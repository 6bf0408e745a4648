"""Calls per second: a line takes no more, however many the pacer would launch."""

from __future__ import annotations

import math
from typing import Any, Self


class LineSpeed:
    """Launches saved up since the last one, at most one second's worth. `moment` is seconds since 1970."""

    def __init__(self, saved: float = 0.0, moment: float = -math.inf) -> None:
        self._saved = saved
        self._moment = moment

    def most(self, moment: float, per_second: float) -> int:
        """How many calls may be launched at this moment; `per_second` 0 = no limit."""
        if per_second <= 0:
            return 1_000_000
        elapsed = min(max(moment - self._moment, 0.0), 1.0)
        self._saved = min(max(per_second, 1.0), self._saved + elapsed * per_second)
        self._moment = moment
        return int(self._saved)

    def take(self, calls: int) -> None:
        """So many are launched."""
        self._saved = max(self._saved - calls, 0.0)

    def to_json(self) -> dict[str, Any]:
        """What was saved up, to be kept."""
        return {"saved": self._saved, "moment": None if math.isinf(self._moment) else self._moment}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(float(kept["saved"]), -math.inf if kept["moment"] is None else float(kept["moment"]))
