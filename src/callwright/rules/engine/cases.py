"""Worked examples: sentences in YAML beside the numbers, run with the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import yaml

from callwright.rules.engine.schema import exact_number

CaseFunction = Callable[[Mapping[str, Any], date], Mapping[str, Any]]


@dataclass(frozen=True)
class Case:
    """One sentence with what goes in and what must come out.

    `expect` names only the values the sentence is about; `error` is the name of the error class instead.
    """

    says: str
    file: str
    formula: str
    on: date
    given: Mapping[str, Any]
    expect: Mapping[str, Any] | None
    error: str | None


def cases(topic: str) -> Iterator[Case]:
    """All cases of `callwright.rules.<topic>/cases/*.yaml`, in file order.

    A file is `{formula, day, cases: [{says, given, expect | error, day?, formula?}]}`.
    """
    folder = resources.files(f"callwright.rules.{topic}") / "cases"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            yield from _read(file.name, yaml.safe_load(file.read_text(encoding="utf-8")))


def _read(name: str, data: Mapping[str, Any]) -> Iterator[Case]:
    for entry in data["cases"]:
        if ("expect" in entry) == ("error" in entry):
            raise ValueError(f"{name}: “{entry['says']}” needs either expect or error")
        yield Case(
            says=entry["says"],
            file=name,
            formula=entry.get("formula", data.get("formula")),
            on=entry.get("day", data["day"]),
            given=exact(entry["given"]),
            expect=exact(entry["expect"]) if "expect" in entry else None,
            error=entry.get("error"),
        )


def run(case: Case, functions: Mapping[str, CaseFunction]) -> str | None:
    """Run one case: None when it holds, else a sentence that says what differs."""
    try:
        outcome = functions[case.formula](case.given, case.on)
    except Exception as fault:  # noqa: BLE001 - a case may expect any error class by name
        name = type(fault).__name__
        return None if name == case.error else f"raised {name}: {fault}"
    if case.error is not None:
        return f"expected {case.error}, got {outcome}"
    wrong = {
        key: outcome.get(key) for key, wanted in (case.expect or {}).items() if outcome.get(key) != wanted
    }
    return f"expected {dict(case.expect or {})}, got {wrong}" if wrong else None


def exact(data: Any) -> Any:
    """YAML data with every whole or quoted number as Decimal; a bare float is refused."""
    if isinstance(data, dict):
        return {key: exact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [exact(value) for value in data]
    return exact_number(data)


def decimal_or_none(raw: Any) -> Decimal | None:
    """A given number, or None when the sentence says there is none."""
    return None if raw is None else Decimal(raw)
