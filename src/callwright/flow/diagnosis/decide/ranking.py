"""Findings in the order of what they cost; the main ones explain 80 % (Pareto, product §10)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from callwright.flow.diagnosis.contracts import Finding
from callwright.flow.diagnosis.decide.facts import total


def rank(findings: Iterable[Finding], *, pareto_share: Decimal) -> list[tuple[Finding, bool]]:
    """Findings, dearest first, each with whether it is a main one.

    Main are the fewest dearest findings whose cost reaches `pareto_share` of the total; what was not judged
    comes last and is never main.
    """
    ordered = sorted(findings, key=lambda one: (not one.judged, -one.weight.cost, one.code, one.subject))
    wanted = total(one.weight.cost for one in ordered) * pareto_share
    reached = Decimal(0)
    ranked = []
    for one in ordered:
        main = one.judged and one.weight.cost > 0 and reached < wanted
        reached += one.weight.cost
        ranked.append((one, main))
    return ranked
