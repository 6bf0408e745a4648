"""An invariant and what was found of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from callwright.kernel.text import Text

SHOWN = 20
"""How many breaking rows are listed; all are counted."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Invariant:
    """One truth as a query that finds what breaks it (columns `object` and `detail`).

    A warning does not make the doctor fail: it shows what a person has to decide.
    """

    code: str
    title: Text
    query: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Checkup:
    """The answer for one invariant: how many rows break it, and the first of them."""

    code: str
    title: Text
    severity: Severity
    broken: int
    examples: tuple[dict[str, Any], ...]

    @property
    def holds(self) -> bool:
        """Whether nothing breaks it."""
        return self.broken == 0

    def to_json(self) -> dict[str, Any]:
        """Plain form for `--json` and the API."""
        return {
            "code": self.code,
            **self.title.to_json(),
            "severity": self.severity,
            "holds": self.holds,
            "broken": self.broken,
            "examples": list(self.examples),
        }
