"""How far graders agree, beyond what chance gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations

Difference = Callable[[float, float], float]


def nominal(one: float, other: float) -> float:
    """Different or not."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Squared difference."""
    return (one - other) ** 2


def krippendorff_alpha(units: Sequence[Sequence[float]], difference: Difference = interval) -> float | None:
    """1 − observed ÷ expected disagreement over units (calls) with the values their graders gave.

    Units with fewer than two values say nothing and are left out. None without two such values that differ at all:
    then nothing could have disagreed. (Krippendorff 2004, ch. 11; handles any number of graders and gaps.)
    """
    pairable = [unit for unit in units if len(unit) > 1]
    values = [value for unit in pairable for value in unit]
    if len(values) < 2:
        return None
    observed = sum(
        2 * sum(difference(one, other) for one, other in combinations(unit, 2)) / (len(unit) - 1)
        for unit in pairable
    ) / len(values)
    counted = Counter(values)
    expected = (
        2
        * sum(
            counted[one] * counted[other] * difference(one, other) for one, other in combinations(counted, 2)
        )
        / (len(values) * (len(values) - 1))
    )
    return None if expected == 0 else 1 - observed / expected


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """(observed − chance agreement) ÷ (1 − chance agreement) of two graders; None when chance alone agrees always."""
    if not pairs:
        return None
    observed = sum(one == other for one, other in pairs) / len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[verdict] * second[verdict] for verdict in first) / len(pairs) ** 2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
