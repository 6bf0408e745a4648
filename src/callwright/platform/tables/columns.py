"""Finding which column means what, by its header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_NOISE = re.compile(r"[\s_\-/()（）\[\]【】:：*.]+")


def normalise_header(header: str) -> str:
    """A header without width, case, spaces and punctuation, so that `Agent_ID` equals `agent id`."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header)).lower()


def match_columns(
    columns: Sequence[str], synonyms: Mapping[str, Sequence[str]], overrides: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Map each known field to the column that carries it.

    `synonyms` lists the headers of each field, best first; `overrides` (field → column) wins. A field
    without a column is absent from the answer; a column serves one field only.
    """
    by_name = {normalise_header(column): column for column in columns}
    chosen: dict[str, str] = {}
    for field, column in (overrides or {}).items():
        found = by_name.get(normalise_header(column))
        if found is not None:
            chosen[field] = found
    taken = set(chosen.values())
    for field, names in synonyms.items():
        if field in chosen:
            continue
        for name in [field, *names]:
            column = by_name.get(normalise_header(name), "")
            if column and column not in taken:
                chosen[field] = column
                taken.add(column)
                break
    return chosen
