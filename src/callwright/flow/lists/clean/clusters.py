"""From links to clusters, so that no cluster holds two known contacts."""

from __future__ import annotations

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


def separate_known(
    known: set[int], left: Rows, right: Rows, weight: npt.NDArray[np.float64]
) -> dict[int, int]:
    """Clusters among these nodes when no two of `known` may meet: strongest links first, in a fixed order."""
    parent: dict[int, int] = {}
    holds = {node: node for node in known}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for at in np.lexsort((right, left, -weight)):
        a, b = root(int(left[at])), root(int(right[at]))
        if a == b or (a in holds and b in holds):
            continue
        low, high = min(a, b), max(a, b)
        parent[high] = low
        if high in holds:
            holds[low] = holds.pop(high)
    return {node: root(node) for node in list(parent)}
