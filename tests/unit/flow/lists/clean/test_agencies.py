"""Agencies' numbers, told by compiled code, against the plain meaning of the rule."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from callwright.flow.lists.clean.compiled import text_of
from callwright.flow.lists.clean.compiled_agencies import agencies, one_slip

SIGNS = "华信科技贸易广告abé😀"


def slips(text: str) -> set[str]:
    """A text and its forms with one character left out."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def points(text: str) -> np.ndarray:
    return np.array([*(ord(sign) for sign in text), 0], np.int32)


@pytest.mark.parametrize("seed", range(4))
def test_one_slip_is_a_form_in_common(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(5000):
        signs = SIGNS[: rng.choice((2, 3, 6))]
        left = "".join(rng.choice(signs) for _ in range(rng.randrange(7)))
        right = list(left)
        for _ in range(rng.choice((1, 2, 2, 3))):
            at = rng.randrange(len(right) + 1)
            right[at : at + rng.choice((0, 1))] = rng.choice(("", rng.choice(signs)))
        other = "".join(right)
        found = one_slip(points(left), len(left), points(other), len(other))
        assert found == bool(slips(left) & slips(other)), (left, other)


def shared(uses: list[tuple[int, str, str | None]]) -> set[int]:
    """Numbers beside which names stand that are not alike the usual one."""
    found = set()
    for number in {number for number, _, _ in uses}:
        counted = Counter((core, brand) for one, core, brand in uses if one == number)
        core, brand = max(counted, key=lambda name: (counted[name], name[0].encode()))
        for other, its in counted:
            near = its is not None and its == brand and len(its) > 1
            if other != core and not near and not (len(other) > 3 and slips(other) & slips(core)):
                found.add(number)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_agencies_are_numbers_of_names_that_are_not_alike(seed: int) -> None:
    rng = random.Random(seed)
    bases = ["".join(rng.choices(SIGNS, k=rng.choice((3, 4, 5)))) for _ in range(6)]
    spelt = [[base, *(rng.choice(sorted(slips(base) - {""})) for _ in range(3))] for base in bases]
    names = {core: rng.choice((None, core[:1], core[:2])) for several in spelt for core in several}
    uses = []
    for number in range(200):
        company, other = rng.sample(spelt, 2)
        cores = [*rng.choices(company, k=3), *rng.choices(other, k=rng.choice((0, 0, 1)))]
        uses += [(number, core, names[core]) for core in cores]
    rng.shuffle(uses)
    numbers = np.array([number for number, _, _ in uses], np.int64)
    keys = np.array([hash(core) for _, core, _ in uses], np.int64)
    core, brand = (text_of(pa.array([use[at] for use in uses], pa.string())) for at in (1, 2))
    found, room = np.zeros(len(uses), np.uint8), [np.empty(64, np.int32) for _ in range(2)]
    agencies(numbers, keys, core, brand, np.lexsort((keys, numbers)), *room, found)
    expected = shared(uses)
    assert [bool(one) for one in found] == [number in expected for number in numbers.tolist()]
    assert 0 < len(expected) < 200
