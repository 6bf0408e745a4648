"""The rule language: what a check may ask about a sentence and what stands around it.

A condition is a mapping; everything it names must hold. `any`, `all` and `not` nest. Seconds are plain numbers,
because they are compared with times measured from sound.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from callwright.kernel.text import Text
from callwright.rules.insights.matching import expression
from callwright.rules.insights.resembling import model

Role = Literal["agent", "customer", "either"]
Kind = Literal["fault", "duty", "mention", "merit"]
"""fault: should not be said; duty: is missing; mention: worth knowing; merit: well done."""
FAMILIES = ("purposeful", "no_ultimatum", "polite", "script", "course")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(_Form):
    """At least `at_least` of the words are said; with `sound`, what sounds like them counts too."""

    of: tuple[str, ...] = Field(min_length=1)
    at_least: int = Field(1, ge=1)
    sound: bool = False


class Pattern(_Form):
    """A regular expression found in the sentence without its punctuation, and `without` not found."""

    find: str
    without: str = ""

    @field_validator("find", "without")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            expression(value)
        except re.error as fault:
            raise ValueError(f"no regular expression: {fault}") from fault
        return value


class Similar(_Form):
    """Like one of these sentences, 0…1 (twice the shared pairs of characters ÷ all pairs)."""

    to: tuple[str, ...] = Field(min_length=1)
    at_least: float = Field(0.6, gt=0, le=1)


class Place(_Form):
    """Where in the call: seconds from its start or to its end, or the first sentences of the speaker."""

    first_seconds: float | None = Field(None, gt=0)
    last_seconds: float | None = Field(None, gt=0)
    first_sentences: int | None = Field(None, ge=1)


class Near(_Form):
    """A sentence of `role` that meets `when`, within so many seconds before or after this one (or both)."""

    role: Role = "either"
    before: float | None = Field(None, gt=0)
    after: float | None = Field(None, gt=0)
    when: Condition


class Order(_Form):
    """This sentence meets the last condition, and sentences before it met the others in this order."""

    of: tuple[Condition, ...] = Field(min_length=2)
    within_seconds: float | None = Field(None, gt=0)


class Count(_Form):
    """This sentence meets `when` and is at least the so-maniest that does (within the last seconds, when given)."""

    when: Condition
    at_least: int = Field(ge=2)
    within_seconds: float | None = Field(None, gt=0)


class Repeats(_Form):
    """Said again: an earlier sentence of the same speaker is at least so like this one."""

    at_least: float = Field(0.8, gt=0, le=1)
    within_seconds: float | None = Field(None, gt=0)
    min_characters: int = Field(6, ge=2)


class Rate(_Form):
    """Speech rate of the sentence in characters a minute; short sentences say nothing about it."""

    above: float | None = Field(None, gt=0)
    below: float | None = Field(None, gt=0)
    min_characters: int = Field(12, ge=1)


class Longer(_Form):
    """Longer than so many seconds."""

    longer_than: float = Field(gt=0)


class Silence(Longer):
    """Nobody speaks for longer than this `before` or `after` the sentence."""

    side: Literal["before", "after"] = "after"


class Interrupts(_Form):
    """The sentence begins while the other one speaks, overlaps for so long and goes on after."""

    overlap: float = Field(0.5, gt=0)
    min_characters: int = Field(4, ge=1)


class Resembles(_Form):
    """Like sentences that offend a family, 0…1, as a version of the model learned it from labelled sentences."""

    family: Literal["no_ultimatum", "polite", "purposeful"]
    model: str
    at_least: float = Field(gt=0, lt=1)

    @field_validator("model")
    @classmethod
    def _is_there(cls, value: str) -> str:
        return model(value).version


class Condition(_Form):
    """Everything named here must hold for a sentence."""

    words: Words | None = None
    pattern: Pattern | None = None
    similar: Similar | None = None
    resembles: Resembles | None = None
    question: bool | None = None
    place: Place | None = None
    step: str | None = None
    near: Near | None = None
    order: Order | None = None
    count: Count | None = None
    repeats: Repeats | None = None
    rate: Rate | None = None
    silence: Silence | None = None
    monologue: Longer | None = None
    interrupts: Interrupts | None = None
    any: tuple[Condition, ...] | None = Field(None, min_length=1)
    all: tuple[Condition, ...] | None = Field(None, min_length=1)
    not_: Condition | None = Field(None, alias="not")

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: object) -> object:
        """`words: [a, b]`, `pattern: x` and `similar: [a]` are short for their long forms."""
        if not isinstance(data, dict):
            return data
        long = dict(data)
        for name, key in (("words", "of"), ("similar", "to")):
            if isinstance(long.get(name), list | tuple):
                long[name] = {key: long[name]}
        if isinstance(long.get("pattern"), str):
            long["pattern"] = {"find": long["pattern"]}
        return long

    @model_validator(mode="after")
    def _asks_something(self) -> Condition:
        if not self.model_fields_set:
            raise ValueError("a condition names at least one thing")
        return self


class Better(_Form):
    """A better wording, for hits that also meet `when` (none = for all). `zh` is what one may say; `en` explains it."""

    when: Condition | None = None
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """Both languages."""
        return Text(self.zh, self.en)


class Title(_Form):
    """A sentence in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """As the kernel knows it."""
        return Text(self.zh, self.en)


class Check(_Form):
    """One check as it stands from a day on.

    `when` is what a sentence of `role` must meet to be a hit. A `duty` is a hit when no sentence meets it in a call
    that is at least `call_seconds` long; its evidence is the first sentence of that role. A check is looked at in
    calls that have a sentence meeting `only_if` (none = all). `once`: only the first hit of a call counts. `otherwise`:
    it counts only where no other check of its family hits the sentence.
    """

    code: str = Field(pattern=r"^[a-z_]+\.[a-z][a-z0-9_]*$")
    family: str
    kind: Kind
    title: Title
    why: Title
    role: Role = "agent"
    start: Annotated[date, Field(alias="from")]
    source: str = Field(min_length=3)
    approver: str = Field(min_length=2)
    when: Condition
    only_if: Condition | None = None
    call_seconds: float = Field(0, ge=0)
    once: bool = False
    otherwise: bool = False
    better: tuple[Better, ...] = ()
    number: int = Field(0, ge=0)

    @property
    def version(self) -> str:
        """Names this version for ever: `code@day`, and `#n` for one the company published itself."""
        own = f"#{self.number}" if self.number else ""
        return f"{self.code}@{self.start.isoformat()}{own}"

    @model_validator(mode="after")
    def _faults_say_it_better(self) -> Check:
        if self.family not in FAMILIES:
            raise ValueError(f"family is one of {', '.join(FAMILIES)}")
        if self.kind in ("fault", "duty") and not self.better:
            raise ValueError(f"{self.code}: a {self.kind} needs a better wording")
        return self

    def better_for(self, index: int, holds: Any) -> Text | None:
        """The first better wording whose condition holds (`holds(condition, index)`)."""
        for one in self.better:
            if one.when is None or holds(one.when, index):
                return one.text
        return None

    def as_written(self) -> dict[str, Any]:
        """As it stands in a file: only what was said, JSON values."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def read_check(data: Any) -> Check:
    """A check from YAML or JSON; ValueError says every fault."""
    try:
        return Check.model_validate(data)
    except ValidationError as fault:
        raise ValueError(str(fault)) from fault


Near.model_rebuild()
Order.model_rebuild()
Count.model_rebuild()
Condition.model_rebuild()
