"""Why two sides were taken for one contact or not, in numbers and words (product §2.2)."""

from __future__ import annotations

from callwright.flow.lists.clean.match_contracts import PairExplanation, PairSide


def explain_pair(left: PairSide, right: PairSide) -> PairExplanation:
    """The waterfall of this pair by the model in use. Pure, takes some milliseconds, blocks the thread."""
    raise NotImplementedError
