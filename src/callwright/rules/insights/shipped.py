"""The checks Callwright comes with: dated files, read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from callwright.rules.insights.language import Check, read_check


def checks(on: date, own: Iterable[Check] = ()) -> list[Check]:
    """One version a check: the latest that has begun on a day, among the shipped ones and the company's `own`.

    Of two that begin on one day the company's later number wins. Ordered as the families are, then by code.
    """
    latest: dict[str, Check] = {}
    for one in [*all_versions(), *own]:
        if one.start > on:
            continue
        known = latest.get(one.code)
        if known is None or (known.start, known.number) <= (one.start, one.number):
            latest[one.code] = one
    return list(latest.values())


@cache
def all_versions() -> tuple[Check, ...]:
    """Every version of every shipped check, in file order; ValueError names the file that breaks the form."""
    folder = resources.files("callwright.rules.insights") / "checks"
    found: list[Check] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            found += _read(file.name, yaml.safe_load(file.read_text(encoding="utf-8")))
    seen = [(one.code, one.start) for one in found]
    if len(seen) != len(set(seen)):
        raise ValueError("two versions of a check begin on one day")
    return tuple(found)


def _read(name: str, data: dict[str, Any]) -> list[Check]:
    try:
        return [read_check(entry) for entry in data["checks"]]
    except ValueError as fault:
        raise ValueError(f"{name}: {fault}") from fault
