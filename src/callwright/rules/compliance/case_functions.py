"""What the sentences in `cases/` call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from callwright.rules.compliance.formulas import calling_hours
from callwright.rules.engine.cases import CaseFunction


def _may_call(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    return {"allowed": calling_hours(given["country"], on=on).allow(time.fromisoformat(given["at"]))}


FUNCTIONS: Mapping[str, CaseFunction] = {"may_call": _may_call}
