"""From links to clusters, keeping apart what people decided to keep apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]


def components(size: int, left: Rows, right: Rows) -> Rows:
    """The smallest member of each node's connected component; nodes are 0 … size-1."""
    label = np.arange(size, dtype=np.int64)
    while len(left):
        roots_left, roots_right = label[left], label[right]
        np.minimum.at(label, np.maximum(roots_left, roots_right), np.minimum(roots_left, roots_right))
        label = _settled(label)
        apart = label[left] != label[right]
        left, right = left[apart], right[apart]
    return label


def _settled(label: Rows) -> Rows:
    while True:
        following = label[label]
        if np.array_equal(following, label):
            return label
        label = following


def separated(
    label: Rows, left: Rows, right: Rows, strength: npt.NDArray[np.float64], apart: Sequence[tuple[int, int]]
) -> Rows:
    """`label` (of `components`) with each pair of `apart` in two components: their weakest links are cut.

    Components that hold such a pair are built anew, strongest links first (then by their nodes), leaving out
    each link that would bring a pair together.
    """
    broken = {int(label[a]) for a, b in apart if label[a] == label[b]}
    if not broken:
        return label
    again = np.isin(label, list(broken))
    chosen = np.flatnonzero(again[left])
    order = chosen[np.lexsort((right[chosen], left[chosen], -strength[chosen]))]
    links = zip(left[order].tolist(), right[order].tolist(), strict=True)
    fresh = label.copy()
    nodes = np.flatnonzero(again)
    fresh[nodes] = nodes
    for node, root in _grown(links, apart).items():
        fresh[node] = root
    return fresh


def _grown(links: zip[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Node → smallest node of its part."""
    parent: dict[int, int] = {}
    foes: dict[int, set[int]] = {}
    for a, b in apart:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in links:
        low, high = sorted((root(a), root(b)))
        if low == high or any(root(foe) == low for foe in foes.get(high, ())):
            continue
        parent[high] = low
        foes[low] = foes.get(low, set()) | foes.pop(high, set())
    return {node: root(node) for node in list(parent)}
