"""The `recordlinkage` toolkit with its unsupervised classifier: `python recordlinkage_ecm.py LIST OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import recordlinkage
from prepare import groups, read, write


def main(source: Path, target: Path) -> None:
    """Block, compare, classify by expectation and conditional maximisation, connect."""
    rows = read(source)
    frame = pd.DataFrame(rows).set_index("row").replace({"": None})
    frame["number"] = frame["numbers"].map(lambda found: found[0] if found else None)
    frame["start"] = frame["core"].str[:2]
    index = recordlinkage.Index()
    for keys in (["number"], ["core"], ["city", "person"], ["city", "street"], ["city", "start"]):
        index.block(keys)
    pairs = index.index(frame)
    compare = recordlinkage.Compare()
    compare.string("core", "core", method="jarowinkler", threshold=0.9, label="core")
    for column in ("city", "person", "number"):
        compare.exact(column, column, label=column)
    compare.string("street", "street", method="levenshtein", threshold=0.8, label="street")
    features = compare.compute(pairs, frame)
    matches = recordlinkage.ECMClassifier(binarize=0.5).fit_predict(features.astype(int))
    write(
        target,
        groups(len(rows), [(int(a), int(b)) for a, b in matches]),
        [list(row["numbers"]) for row in rows],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
