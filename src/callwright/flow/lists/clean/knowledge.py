"""The data files of this folder, read once."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV data file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _lists() -> dict[str, Any]:
    """All of `words.yaml`; read by libyaml where it is there, in a tenth of the time."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load((DATA / "words.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506 - safe ones
    return found


@cache
def words(topic: str) -> tuple[str, ...]:
    """One list of `words.yaml`."""
    return tuple(str(word) for word in _lists()[topic])


@cache
def headers() -> dict[str, tuple[str, ...]]:
    """Headers by field."""
    return {field: tuple(str(name) for name in names) for field, names in _lists()["headers"].items()}


@cache
def cities() -> tuple[str, ...]:
    """Short names of all prefecture-level cities, longest first."""
    return tuple(
        sorted({row["city_short"] for row in table("divisions")}, key=lambda name: (-len(name), name))
    )


@cache
def provinces() -> tuple[str, ...]:
    """Short names of all provinces, longest first."""
    return tuple(
        sorted({row["province_short"] for row in table("divisions")}, key=lambda name: (-len(name), name))
    )
