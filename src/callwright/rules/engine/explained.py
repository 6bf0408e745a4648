"""The explanation tree: an amount never travels without the numbers it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Any

from callwright.kernel.text import Text

Value = Decimal | bool | str | Text | None
WORDS = frozenset({"text", "choice", "period", "rounding"})
"""Units of values that are words."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One node: what it is, its value and unit, where it came from, and the nodes it was worked out of.

    `unit` is a word such as "CNY", "share", "points", "count", "text"; `source` names a rule
    ("product §9.6"), a parameter ("appraisal.department_gate@2020-01-01") or a fact ("orders:<id>").
    """

    label: Text
    value: Value
    unit: str = ""
    source: str | None = None
    children: tuple[Explained, ...] = ()

    @property
    def value_as_number(self) -> Decimal:
        """The value of a node that is an amount; TypeError otherwise."""
        if isinstance(self.value, Decimal):
            return self.value
        raise TypeError(f"{self.label.en} is no number")

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON form; decimals become strings in plain notation, so that nothing is lost."""
        return {
            "label": self.label.to_json(),
            "value": _json_value(self.value),
            "unit": self.unit,
            "source": self.source,
            "children": [child.to_dict() for child in self.children],
        }

    def to_text(self) -> str:
        """`to_dict` as JSON with sorted keys and no spaces: a month of pay writes hundreds of thousands of nodes."""
        children = ",".join([child.to_text() for child in self.children])
        source = "null" if self.source is None else quoted(self.source)
        return (
            f'{{"children":[{children}],"label":{text_json(self.label)},"source":{source},'
            f'"unit":{quoted(self.unit)},"value":{_value_text(self.value)}}}'
        )


def text_json(text: Text) -> str:
    """A text as JSON with sorted keys and no spaces."""
    return f'{{"en":{quoted(text.en)},"zh":{quoted(text.zh)}}}'


def _value_text(value: Value) -> str:
    if isinstance(value, Decimal):
        return f'"{plain(value)}"'
    if isinstance(value, Text):
        return text_json(value)
    if isinstance(value, str):
        return quoted(value)
    return "null" if value is None else "true" if value else "false"


def _json_value(value: Value) -> object:
    if isinstance(value, Text):
        return value.to_json()
    return plain(value) if isinstance(value, Decimal) else value


def from_dict(data: Mapping[str, Any]) -> Explained:
    """A stored tree again; a value that was a number is a Decimal again."""
    value = data["value"]
    if isinstance(value, dict):
        value = Text(value["zh"], value["en"])
    elif isinstance(value, str) and data["unit"] not in WORDS:
        value = Decimal(value)
    children = tuple(from_dict(child) for child in data["children"])
    label = Text(data["label"]["zh"], data["label"]["en"])
    return Explained(label, value, data["unit"], data["source"], children)


def plain(number: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros, at most 12 places, cut and never rounded up."""
    text = format(number, "f")
    if "." not in text:
        return text
    whole, fraction = text.split(".")
    kept = fraction[:12].rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def money(amount: Decimal) -> str:
    """An amount with exactly two places, as it stands on a statement; amounts there are whole cents."""
    return format(amount, ".2f")


def fact(label: Text, value: Value, unit: str, source: str | None = None) -> Explained:
    """A leaf: something measured or given, not worked out."""
    return Explained(label, value, unit, source)
