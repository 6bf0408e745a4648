"""The waterfall of a kept pair, in the words of the stage."""

from __future__ import annotations

from callwright.flow.lists.contracts import PairExplanation, PairReason


def explained(left_side: str, right_side: str) -> PairExplanation:
    """Weigh two kept sides (JSON) with the model in use; blocks for some milliseconds."""
    from callwright.flow.lists.clean.match_contracts import PairSide  # noqa: PLC0415 - pulls in the engine
    from callwright.flow.lists.clean.match_explained import explain_pair  # noqa: PLC0415 - pulls in the engine

    found = explain_pair(PairSide.from_json(left_side), PairSide.from_json(right_side))
    reasons = tuple(PairReason(one.field, one.level, one.left, one.right, one.bits) for one in found.fields)
    return PairExplanation(
        prior_bits=found.prior_bits,
        reasons=reasons,
        bits=found.bits,
        probability=found.probability,
        threshold=found.threshold,
        names=found.names,
        rule=found.rule,
        passed=found.passed,
        model=found.model,
    )
