"""What the sentences in `cases/` call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from callwright.rules.engine.cases import CaseFunction
from callwright.rules.recordings.formulas import retention


def _kept(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    found = retention(given["country"], given["business"], on=on)
    return {"at_least_days": found.minimum_days, "erased_after_days": found.kept_days}


FUNCTIONS: Mapping[str, CaseFunction] = {"kept": _kept}
