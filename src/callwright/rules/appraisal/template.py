"""The plan template of an appraisal project, read from `project_template.yaml` (product §9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from callwright.kernel.text import Text
from callwright.rules.appraisal.formulas.publication import Duty, EventKind


@dataclass(frozen=True)
class TemplateEvent:
    """An event of the template; `day` counts from the project's first day."""

    kind: EventKind
    duty: Duty
    day: int
    title: Text


@cache
def plan_template() -> tuple[TemplateEvent, ...]:
    """The events every project begins with."""
    file = resources.files("callwright.rules.appraisal") / "project_template.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(
        TemplateEvent(EventKind(each["kind"]), Duty(each["duty"]), each["day"], Text(each["zh"], each["en"]))
        for each in data["events"]
    )
