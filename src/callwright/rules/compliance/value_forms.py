"""The shapes a rule's value may have, and what "stricter" means for each."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from callwright.rules.engine.schema import ExactNumber, Form

CONSENT_FORMS = ("none", "presumed", "express", "written")
"""From no consent to consent in writing; a later one satisfies an earlier one."""


class Hours(Form):
    """A stretch of the day on the called party's clock: `from` included, `to` excluded; the same twice = empty."""

    start: time = Field(alias="from")
    end: time = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Hours:
        if self.end < self.start:
            raise ValueError("the hours end before they begin")
        return self


class ClosedDays(Form):
    """Days without calls at the called party's place: Sundays, and the holidays of a calendar ("" = none)."""

    sundays: bool
    holidays: Literal["", "de"] = ""


class Rate(Form):
    """At most so many calls to a number in so many hours; `hours: 0` = on one day at the called party's place."""

    calls: int = Field(ge=0)
    hours: int = Field(ge=0, le=24 * 31)


class Consent(Form):
    """Who must have agreed, to which dialing, in which form; "automatic" = progressive and predictive."""

    audience: Literal["all", "consumer", "business"]
    dialing: Literal["all", "automatic"]
    form: Literal["none", "presumed", "express", "written"]


class Scrub(Form):
    """The number was compared with these registers, in a version at most so many days old."""

    registers: tuple[str, ...]
    days: int = Field(ge=1)


class Pause(Form):
    """After an abandoned call, or one taken by a machine: so many hours only with an agent kept free."""

    after: Literal["abandoned", "machine"]
    hours: int = Field(ge=0)


class Amount(Form):
    """A plain number; `stricter` says in which direction a company may go."""

    number: ExactNumber
    stricter: Literal["lower", "higher"]


class Switch(Form):
    """Something that is done or kept; required is the strict side."""

    required: bool


ValueForm = Hours | ClosedDays | Rate | Consent | Scrub | Pause | Amount | Switch
FORMS: dict[str, type[ValueForm]] = {
    "hours": Hours,
    "rest": Hours,
    "closed_days": ClosedDays,
    "rate": Rate,
    "consent": Consent,
    "scrub": Scrub,
    "pause": Pause,
    "amount": Amount,
    "caller_number": Switch,
    "country": Switch,
    "switch": Switch,
}


def at_least_as_strict(kind: str, wanted: ValueForm, law: ValueForm) -> bool:
    """Whether a company's own value forbids all that the law's value forbids; both of the form of `kind`."""
    if isinstance(wanted, Hours) and isinstance(law, Hours):
        inner, outer = (law, wanted) if kind == "rest" else (wanted, law)
        return inner.start == inner.end or (outer.start <= inner.start and inner.end <= outer.end)
    if isinstance(wanted, ClosedDays) and isinstance(law, ClosedDays):
        return wanted.sundays >= law.sundays and law.holidays in ("", wanted.holidays)
    if isinstance(wanted, Rate) and isinstance(law, Rate):
        same_count = (wanted.hours == 0) == (law.hours == 0)
        return same_count and wanted.calls <= law.calls and wanted.hours >= law.hours
    if isinstance(wanted, Consent) and isinstance(law, Consent):
        return _consent_at_least(wanted, law)
    if isinstance(wanted, Scrub) and isinstance(law, Scrub):
        return wanted.days <= law.days and set(wanted.registers) >= set(law.registers)
    if isinstance(wanted, Pause) and isinstance(law, Pause):
        return wanted.after == law.after and wanted.hours >= law.hours
    if isinstance(wanted, Amount) and isinstance(law, Amount):
        return _amount_at_least(wanted.number, law)
    if isinstance(wanted, Switch) and isinstance(law, Switch):
        return wanted.required >= law.required
    raise TypeError(f"{kind}: values of different forms")


def _consent_at_least(wanted: Consent, law: Consent) -> bool:
    same_people = wanted.audience in ("all", law.audience)
    same_dialing = wanted.dialing in ("all", law.dialing)
    return same_people and same_dialing and form_rank(wanted.form) >= form_rank(law.form)


def _amount_at_least(wanted: Decimal, law: Amount) -> bool:
    return wanted <= law.number if law.stricter == "lower" else wanted >= law.number


def form_rank(form: str) -> int:
    """0 for none … 3 for written; ValueError for another word."""
    return CONSENT_FORMS.index(form)
