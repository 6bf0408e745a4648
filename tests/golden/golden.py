"""Shapes promised to others. A change is made on purpose: `CALLWRIGHT_UPDATE_GOLDEN=1 pytest tests/golden`."""

from __future__ import annotations

import os
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def compare(name: str, actual: str) -> None:
    """Fail when the generated document differs from the committed one; write it when asked to."""
    path = REFERENCE / name
    if os.environ.get("CALLWRIGHT_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    assert actual == expected, (
        f"docs/reference/{name} is out of date; look at the difference, then CALLWRIGHT_UPDATE_GOLDEN=1"
    )
