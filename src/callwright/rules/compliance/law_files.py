"""The form of a file of `articles/`: the rules of one country, each with its dated values and sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from callwright.rules.compliance.value_forms import FORMS, ValueForm
from callwright.rules.engine.schema import Form, Title

Enforced = Literal["gate", "dialer", "pacing", "lists", "recordings", "company"]
"""Where a rule is kept: before every dial, while dialing, in pacing, in lists, in the recording store, or by people."""


class Article(Form):
    """What a rule says from a day on. `verified`: the text, or a faithful report of it, was read."""

    start: date = Field(alias="from")
    value: dict[str, Any]
    verified: bool
    source: str = Field(min_length=3)
    links: tuple[str, ...] = ()
    note: str = ""
    checked_until: date


class LawSpec(Form):
    """One rule with its history. `regions`: states in which it holds, empty = the whole country.

    `standard: false` = only for companies of a trade that the owner says it is in (`profile`).
    """

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9_]+)+$")
    kind: str
    regions: tuple[str, ...] = ()
    profile: str = ""
    title: Title
    enforced: Enforced
    how: Title
    values: tuple[Article, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _values_fit_the_kind(self) -> LawSpec:
        if self.kind not in FORMS:
            raise ValueError(f"{self.id}: no kind {self.kind}")
        for article in self.values:
            self.read(article.value)
            if article.checked_until <= article.start:
                raise ValueError(f"{self.id}: checked_until lies before the start")
        if len({article.start for article in self.values}) != len(self.values):
            raise ValueError(f"{self.id}: two values begin on the same day")
        return self

    def read(self, value: object) -> ValueForm:
        """A value in the form of this rule's kind; ValueError when it does not fit."""
        return FORMS[self.kind].model_validate(value)


class CountryFile(Form):
    """A file of `articles/`."""

    country: str = Field(pattern=r"^[a-z]{2,5}$")
    title: Title
    laws: tuple[LawSpec, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_belong_here(self) -> CountryFile:
        ids = [law.id for law in self.laws]
        if len(set(ids)) != len(ids) or any(not one.startswith(f"{self.country}.") for one in ids):
            raise ValueError(f"{self.country}: ids are twice or of another country")
        return self


@cache
def countries() -> dict[str, CountryFile]:
    """Every file of `articles/` by country, read and checked once; ValueError names the file that breaks the form."""
    folder = resources.files("callwright.rules.compliance") / "articles"
    found: dict[str, CountryFile] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yaml"):
            continue
        try:
            read = CountryFile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        except ValidationError as fault:
            raise ValueError(f"{file.name}: {fault}") from fault
        found[read.country] = read
    return found


def law_specs() -> Iterator[tuple[str, LawSpec]]:
    """(country, rule) of every rule there is."""
    for country, file in countries().items():
        for law in file.laws:
            yield country, law
