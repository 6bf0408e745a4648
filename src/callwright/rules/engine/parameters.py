"""Dated numbers: every value has a start date, a source, an approver and a checked-until date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources

import yaml

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.schema import ParameterFile, ParameterSpec


class UnknownParameter(LookupError):
    """No parameter of this id, or none that had begun on the day asked for."""


class WrongKind(TypeError):
    """The parameter holds another kind of value than was asked for."""


@dataclass(frozen=True)
class Parameter:
    """A parameter as it stands on one day; ask for the kind of value it holds."""

    id: str
    title: Text
    unit: str
    value: Decimal | bool | str
    since: date
    source: str
    approver: str
    checked_until: date

    @property
    def number(self) -> Decimal:
        """The value as a number (shares are fractions of 1); WrongKind otherwise."""
        if isinstance(self.value, Decimal):
            return self.value
        raise WrongKind(f"{self.id} is no number")

    @property
    def switch(self) -> bool:
        """The value as a yes/no setting; WrongKind otherwise."""
        if isinstance(self.value, bool):
            return self.value
        raise WrongKind(f"{self.id} is no switch")

    @property
    def version(self) -> str:
        """`id@start date`: names this value for ever, for statements and explanations."""
        return f"{self.id}@{self.since.isoformat()}"

    def explained(self) -> Explained:
        """A leaf for an explanation tree."""
        return Explained(self.title, self.value, self.unit, f"{self.version} ({self.source})")


@lru_cache(maxsize=4096)
def parameter(parameter_id: str, *, on: date) -> Parameter:
    """The parameter `topic.name` as it stands on a day; UnknownParameter when there is none.

    The topic is the folder below `callwright.rules`; the latest value that has begun wins.
    """
    spec = _topic(parameter_id.partition(".")[0]).get(parameter_id)
    if spec is None:
        raise UnknownParameter(f"no parameter {parameter_id}")
    begun = [entry for entry in spec.values if entry.start <= on]
    if not begun:
        raise UnknownParameter(f"{parameter_id} has no value on {on.isoformat()}")
    entry = max(begun, key=lambda candidate: candidate.start)
    return Parameter(
        id=spec.id,
        title=Text(spec.title.zh, spec.title.en),
        unit=spec.unit,
        value=entry.value,
        since=entry.start,
        source=entry.source,
        approver=entry.approver,
        checked_until=entry.checked_until,
    )


def specs(topic: str) -> Iterator[ParameterSpec]:
    """All parameters of a topic with all their dated values, for screens and the schema test."""
    yield from _topic(topic).values()


@cache
def _topic(topic: str) -> dict[str, ParameterSpec]:
    """Read and check every YAML of a topic once; ValueError names the file that breaks the schema."""
    try:
        folder = resources.files(f"callwright.rules.{topic}") / "parameters"
    except ModuleNotFoundError as missing:
        raise UnknownParameter(f"no rules topic {topic}") from missing
    found: dict[str, ParameterSpec] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yaml"):
            continue
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        for spec in ParameterFile.read(data, file.name).parameters:
            if spec.id in found or not spec.id.startswith(f"{topic}."):
                raise ValueError(f"{file.name}: {spec.id} is twice or outside its topic")
            found[spec.id] = spec
    return found
