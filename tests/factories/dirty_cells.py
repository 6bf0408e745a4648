"""Random number cells: written by people, and then damaged."""

from __future__ import annotations

import random

from tests.factories.dirty_lists import CITIES, MOBILES, written

SEPARATORS = ("/", "；", " ", ",", "、", "\n", " / ", "|")
DAMAGE = ("", "0", "-", " ", "+", "(", ")", "转", "x", "1", "86", "/", ".")
NOISE = "0123456789-+() 转x#./,18086"


def number(rng: random.Random) -> str:
    """A possible national number."""
    kind = rng.random()
    if kind < 0.45:
        return rng.choice(MOBILES) + f"{rng.randrange(10**8):08d}"
    if kind < 0.85:
        _, _, area, size = rng.choice(CITIES)
        return f"0{area}{rng.choice('2345678')}{rng.randrange(10 ** (int(size) - 1)):0{int(size) - 1}d}"
    return f"400{rng.randrange(10**7):07d}"


def plain_cell(rng: random.Random) -> tuple[str, list[str]]:
    """A cell as people write it, and the national numbers in it."""
    numbers = [number(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    return rng.choice(SEPARATORS).join(written(rng, n) for n in numbers), numbers


def damaged_cell(rng: random.Random) -> str:
    """A cell with a character lost, added or changed, or nothing but noise."""
    if rng.random() < 0.1:
        return "".join(rng.choice(NOISE) for _ in range(rng.randrange(1, 25)))
    cell, _ = plain_cell(rng)
    at = rng.randrange(len(cell))
    return cell[:at] + rng.choice(DAMAGE) + cell[at + rng.choice((0, 1)) :]
