"""Signs of a list that was counted up instead of collected (product §2.6: blind mass dialing)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SHORTEST_RUN = 3
"""Three numbers in a row do not happen by chance in a collected list of any usual size."""


def sequence_facts(numbers: npt.NDArray[np.int64]) -> dict[str, object]:
    """Of distinct numbers: how many, share of them in runs of consecutive numbers, longest run."""
    if not len(numbers):
        return {"numbers": 0, "share": 0.0, "longest_run": 0}
    ordered = np.sort(numbers)
    breaks = np.flatnonzero(np.diff(ordered) != 1) + 1
    runs = np.diff(np.concatenate([[0], breaks, [len(ordered)]]))
    return {
        "numbers": len(ordered),
        "share": int(runs[runs >= SHORTEST_RUN].sum()) / len(ordered),
        "longest_run": int(runs.max()),
    }
