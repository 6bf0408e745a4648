"""From links to clusters."""

from __future__ import annotations

import random

import numpy as np

from callwright.flow.lists.clean.clusters import components, separated


def labels(size: int, links: list[tuple[int, int]]) -> list[int]:
    left, right = (np.array([pair[side] for pair in links], dtype=np.int64) for side in (0, 1))
    return components(size, left, right).tolist()


def cut(size: int, links: list[tuple[int, int, float]], apart: list[tuple[int, int]]) -> list[int]:
    left, right = (np.array([link[side] for link in links], dtype=np.int64) for side in (0, 1))
    strength = np.array([link[2] for link in links])
    return separated(components(size, left, right), left, right, strength, apart).tolist()


def test_components_do_not_depend_on_the_order_of_links():
    rng = random.Random(8)
    links = [(rng.randrange(200), rng.randrange(200)) for _ in range(150)]
    expected = labels(200, links)
    rng.shuffle(links)
    assert labels(200, links) == expected
    assert all(expected[a] == expected[b] for a, b in links)


def test_the_weakest_link_between_two_rows_kept_apart_is_cut():
    chain = [(0, 1, 3.0), (1, 2, 0.9), (2, 3, 2.0), (4, 5, 1.0)]
    assert cut(6, chain, [(0, 3)]) == [0, 0, 2, 2, 4, 4]
    assert cut(6, chain, [(2, 3)]) == [0, 0, 0, 3, 4, 4]
    assert cut(6, chain, []) == [0, 0, 0, 0, 4, 4]


def test_every_pair_kept_apart_is_apart_and_nothing_else_is_joined():
    rng = random.Random(3)
    for _ in range(50):
        links = [(rng.randrange(30), rng.randrange(30), rng.random()) for _ in range(40)]
        apart = [(a, b) for a, b in ((rng.randrange(30), rng.randrange(30)) for _ in range(6)) if a != b]
        found, whole = cut(30, links, apart), labels(30, [link[:2] for link in links])
        assert all(found[a] != found[b] for a, b in apart)
        assert all(whole[node] == whole[found[node]] for node in range(30))
        assert all(found[node] <= node and found[found[node]] == found[node] for node in range(30))
