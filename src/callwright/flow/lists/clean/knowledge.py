"""The data files of this folder, read once."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV data file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def words(topic: str) -> tuple[str, ...]:
    """One list of `words.yaml`."""
    found = yaml.safe_load((DATA / "words.yaml").read_text(encoding="utf-8"))[topic]
    return tuple(str(word) for word in found)


@cache
def headers() -> dict[str, tuple[str, ...]]:
    """Headers by field."""
    found = yaml.safe_load((DATA / "words.yaml").read_text(encoding="utf-8"))["headers"]
    return {field: tuple(str(name) for name in names) for field, names in found.items()}


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
