"""The form of a parameter file. What does not fit is refused when it is read, not when it is used."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator


def exact_number(raw: object) -> object:
    """Numbers are written as whole numbers or in quotes ("0.70"): a float is refused."""
    if isinstance(raw, float):
        raise ValueError(f'write {raw} in quotes ("{raw}"), so that it stays exact')  # noqa: TRY004 - pydantic
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite():
        raise ValueError(f"{raw} is no number")
    return number


ExactNumber = Annotated[Decimal, BeforeValidator(exact_number)]
ParameterValue = Annotated[Decimal | bool | str, BeforeValidator(exact_number)]


class Form(BaseModel):
    """Base of all YAML forms: unknown keys are refused, read values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Title(Form):
    """A name in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class DatedValue(Form):
    """A value from a day on, with who says so and until when that was checked."""

    start: date = Field(alias="from")
    value: ParameterValue
    source: str = Field(min_length=3)
    approver: str = Field(min_length=2)
    checked_until: date

    @model_validator(mode="after")
    def _checked_after_start(self) -> DatedValue:
        if self.checked_until <= self.start:
            raise ValueError("checked_until lies before the start")
        return self


class ParameterSpec(Form):
    """One parameter with its whole history."""

    id: str = Field(pattern=r"^[a-z_]+\.[a-z][a-z0-9_]*$")
    title: Title
    unit: str = Field(min_length=1)
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_value_a_day(self) -> ParameterSpec:
        starts = [entry.start for entry in self.values]
        if len(set(starts)) != len(starts):
            raise ValueError(f"{self.id}: two values begin on the same day")
        kinds = {type(entry.value) for entry in self.values}
        if len(kinds) != 1:
            raise ValueError(f"{self.id}: values of different kinds")
        return self


class ParameterFile(Form):
    """A file of `parameters/`."""

    parameters: tuple[ParameterSpec, ...] = Field(min_length=1)

    @classmethod
    def read(cls, data: Any, name: str) -> ParameterFile:
        """Check what YAML gave; ValueError names the file and every fault."""
        try:
            return cls.model_validate(data)
        except ValidationError as fault:
            raise ValueError(f"{name}: {fault}") from fault
