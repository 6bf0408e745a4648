"""Sections of a configuration file, as values; the only place that knows how they are spelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Value = str | int | bool | Sequence[str]


@dataclass(frozen=True, slots=True)
class Section:
    """`[name]` and its values; a sequence becomes several lines of the same key, a bool "yes" or "no"."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def render(self) -> str:
        """The text of the section. A line break in a value would begin a new setting, so it is refused."""
        lines = [f"[{self.name}]"]
        for key, value in self.values.items():
            lines += [f"{key} = {one}" for one in _spelled(value)]
        if any("\n" in line or "\r" in line for line in lines):
            raise ValueError(f"line break in section {self.name!r}")
        return "\n".join(lines) + "\n"


def render(*sections: Section) -> str:
    """A whole file."""
    return "\n".join(section.render() for section in sections)


def _spelled(value: Value) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, str | int):
        return [str(value)]
    return list(value)
