"""What the sentences in `cases/` call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from callwright.rules.calling.abandonment import abandonment_rule
from callwright.rules.engine.cases import CaseFunction


def _tolerated(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    rule = abandonment_rule(given["country"], on=on)
    return {
        "cap": rule.cap,
        "default": rule.default,
        "window_days": rule.window_days,
        "starts_at": rule.starts_at.value,
        "seconds": rule.seconds,
    }


FUNCTIONS: Mapping[str, CaseFunction] = {"tolerated": _tolerated}
