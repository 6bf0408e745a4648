"""Drawing calls that are graded: the same seed, method and population give the same calls, on every machine."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Sequence
from decimal import Context, Decimal

from callwright.flow.insights.contracts.grading import Candidate, DrawMethod
from callwright.flow.insights.contracts.measures import Measures
from callwright.rules.insights.grading import GradingParameters

_EXACT = Context(prec=40)
_RANGE = Decimal(2**256)


def chance(seed: str, attempt_id: uuid.UUID) -> Decimal:
    """A number in (0, 1] that seed and call alone decide."""
    digest = hashlib.sha256(f"{seed}:{attempt_id}".encode()).digest()
    return _EXACT.divide(Decimal(int.from_bytes(digest, "big") + 1), _RANGE)


def drawn(
    candidates: Sequence[Candidate], *, seed: str, method: DrawMethod, per_person: int
) -> list[Candidate]:
    """Up to `per_person` calls of each person, in the order in which they are graded.

    By risk the chance of a call grows with its weight (Efraimidis and Spirakis 2006: the key is u^(1/w)).
    """

    def key(one: Candidate) -> Decimal:
        waiting = -_EXACT.ln(chance(seed, one.attempt_id))
        return _EXACT.divide(waiting, one.weight) if method is DrawMethod.RISK else waiting

    by_person: dict[uuid.UUID, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_person[one.person_id].append(one)
    found = [
        (key(one), one)
        for own in by_person.values()
        for one in sorted(own, key=lambda each: (key(each), each.attempt_id))[:per_person]
    ]
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].attempt_id))]


def risks_of(
    measures: Measures | None,
    *,
    complaint: bool,
    days_employed: int | None,
    fault_hits: int,
    rules: GradingParameters,
) -> tuple[str, ...]:
    """What makes a call worth listening to; limits are reached by equality."""
    found = {
        "complaint": complaint,
        "newcomer": days_employed is not None and 0 <= days_employed < rules.newcomer_days,
        "fault_hits": fault_hits >= rules.fault_hits_from,
    }
    if measures is not None:
        found["interruptions"] = (measures.interruptions_by_agent or 0) >= rules.interruptions_from
        found["talk_share"] = (measures.talk_share_agent or 0) >= rules.talk_share_from
        found["monologue"] = (measures.longest_monologue_seconds or 0) >= rules.monologue_from
    return tuple(risk for risk in rules.risk_weights if found.get(risk))


def weight_of(risks: Sequence[str], rules: GradingParameters) -> Decimal:
    """1 for a call without risks, plus the weight of each risk."""
    return sum((rules.risk_weights[risk] for risk in risks), Decimal(1))
