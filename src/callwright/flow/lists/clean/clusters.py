"""From links to clusters, keeping apart what people decided to keep apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled_matching import join

Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
"""Where a row stands among all rows: no list has two thousand million."""
Strengths = npt.NDArray[np.float64]


def components(size: int, left: Places, right: Places) -> Places:
    """The smallest member of each node's connected component; nodes are 0 … size-1."""
    label = np.arange(size, dtype=np.int32)
    join(label, left, right)
    return label


def separated(
    label: Places,
    left: Places,
    right: Places,
    strength: Strengths,
    apart: Sequence[tuple[int, int]],
) -> Places:
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
