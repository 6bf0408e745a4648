"""Concepts: words and phrases that mean about the same in a sales call, kept in dated YAML beside the model.

A concept is no judgement: `deal` is said in good and in bad sentences. The model of `resembling` learns from the
tune half what a sentence with some concepts amounts to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import yaml
from pydantic import BaseModel, ConfigDict, Field

from callwright.rules.insights.matching import expression, fold

REACTION = "reaction"
"""The group of concepts that are looked for in the customer's sentence beside the one judged, and only there."""
MEMORY = 65_536
_DIGITS = re.compile(r"\d+")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Concept(_Form):
    """One concept: regular expressions over the text as `spoken` makes it; any of them is enough."""

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    groups: tuple[str, ...]
    said: tuple[str, ...] = Field(min_length=1)


class _Written(_Form):
    concepts: tuple[Concept, ...]
    markets: dict[str, str]


@dataclass(frozen=True)
class Concepts:
    """All concepts of one version. `markets` tell what a call is about, so that a question can be seen to belong."""

    concepts: tuple[Concept, ...]
    markets: dict[str, str]

    def of_sentence(self, plain: str) -> frozenset[str]:
        """The concepts of an agent's sentence (`spoken` text)."""
        return frozenset(
            one.name for one in self.concepts if REACTION not in one.groups and _says(one, plain)
        )

    def of_reaction(self, plain: str) -> frozenset[str]:
        """The reactions in a customer's sentence (`spoken` text)."""
        return frozenset(one.name for one in self.concepts if REACTION in one.groups and _says(one, plain))

    def markets_of(self, plains: list[str]) -> list[str]:
        """What these sentences (`spoken` texts) are about."""
        return [
            name
            for name, pattern in self.markets.items()
            if any(expression(pattern).search(one) for one in plains)
        ]

    @cached_property
    def groups(self) -> dict[str, frozenset[str]]:
        """The names of the concepts in each group but the reactions."""
        names = {group for one in self.concepts for group in one.groups if group != REACTION}
        return {
            group: frozenset(one.name for one in self.concepts if group in one.groups)
            for group in sorted(names)
        }


def folder() -> Traversable:
    """Where the versions lie, each in a folder named by the day it holds from."""
    return resources.files("callwright.rules.insights") / "resembling"


@cache
def read_concepts(version: str) -> Concepts:
    """The concepts of a version; ValueError names what is wrong with the file."""
    data = yaml.safe_load((folder() / version / "concepts.yaml").read_text(encoding="utf-8"))
    written = _Written.model_validate(data)
    names = [one.name for one in written.concepts]
    if len(names) != len(set(names)):
        raise ValueError(f"{version}: two concepts have one name")
    for pattern in [*(said for one in written.concepts for said in one.said), *written.markets.values()]:
        _compiled(version, pattern)
    return Concepts(written.concepts, written.markets)


@lru_cache(maxsize=MEMORY)
def spoken(text: str) -> str:
    """A text as concepts see it: without its marks, polite and plain “you” as one word, every number as 0."""
    plain = fold(text).replace("您", "你").replace("咱们", "我们").replace("咱", "我们")
    return _DIGITS.sub("0", plain)


def _says(concept: Concept, plain: str) -> bool:
    return any(expression(one).search(plain) for one in concept.said)


def _compiled(version: str, pattern: str) -> None:
    try:
        expression(pattern)
    except re.error as fault:
        raise ValueError(f"{version}: “{pattern}” is no regular expression: {fault}") from fault
