"""Seeded chance: the same seed and the same reference date give the same company, on every machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")


def dice(*parts: object) -> random.Random:
    """A generator of its own for each purpose: changing one part of the company leaves the rest alone."""
    return random.Random("/".join(str(part) for part in parts))  # noqa: S311 - a sample, not a secret


def pick(chance: random.Random, weighted: Sequence[tuple[Value, float]]) -> Value:
    """One value, each as likely as its weight."""
    return chance.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]
