"""Reading plans: the template that ships, the example, and what a company brings in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import ValidationError

from callwright.rules.pay.plan import PayPlan

MARK = "must be entered"
"""What stands in the template wherever product §9 leaves a number open."""

REQUIRED = (
    ("commission", "method"),
    ("performance_bonus", "minimum_score"),
    ("gate", "applies_to"),
    ("minimum_wage",),
)
"""Places that decide money and have no value that goes without saying: they are entered, never assumed."""


class BrokenPlan(ValueError):
    """The plan does not have the form; `faults` lists where and why."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


def read_plan(data: Any) -> PayPlan:
    """Check what a company brings in. BrokenPlan lists every fault with its place, open numbers first."""
    marked = [f"{place}: {MARK}" for place in _marked(data)]
    if marked:
        raise BrokenPlan(marked)
    absent = [f"{'.'.join(path)}: {MARK}" for path in REQUIRED if _absent(data, path)]
    try:
        plan = stored_plan(data)
    except BrokenPlan as fault:
        raise BrokenPlan(list(dict.fromkeys([*absent, *fault.faults]))) from fault
    if absent:
        raise BrokenPlan(absent)
    if plan.floor_on(plan.effective_from) is None:
        raise BrokenPlan(["minimum_wage: none is in force on the first day of the plan"])
    return plan


def stored_plan(data: Any) -> PayPlan:
    """A plan that was checked when it came in; one of before a part existed is read without that part."""
    try:
        return PayPlan.model_validate(data)
    except ValidationError as fault:
        listed = [_fault(each) for each in fault.errors()]
        raise BrokenPlan(listed) from fault


def _fault(error: Any) -> str:
    place = ".".join(map(str, error["loc"])) or "plan"
    return f"{place}: {MARK if error['type'] == 'missing' else error['msg']}"


def _marked(data: Any, path: str = "") -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _marked(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list | tuple):
        for place, value in enumerate(data):
            yield from _marked(value, f"{path}.{place}")
    elif isinstance(data, str) and data.strip().casefold() == MARK:
        yield path


def _absent(data: Any, path: tuple[str, ...]) -> bool:
    """The part the place lies in is there and the place itself is not; an absent part is the form's fault."""
    for name in path[:-1]:
        if not isinstance(data, Mapping):
            return False
        data = data.get(name, {})
    return isinstance(data, Mapping) and data.get(path[-1]) in (None, [], ())


def template_text() -> str:
    """The plan of product §9 with everything the text leaves open marked `must be entered`."""
    return _file("plan_template.yaml")


@cache
def example_plan() -> PayPlan:
    """A plan with every number filled in, for the sample company and the tests; never in force by itself."""
    return read_plan(yaml.safe_load(_file("example_plan.yaml")))


def _file(name: str) -> str:
    return (resources.files("callwright.rules.pay") / name).read_text(encoding="utf-8")
