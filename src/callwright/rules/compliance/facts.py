"""What is known before a call: the facts every rule is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class PastCall:
    """An earlier dial of the same number by anybody of the company. `at` is aware UTC."""

    at: datetime
    abandoned: bool = False
    machine: bool = False


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """An entry of the consent ledger: form of `value_forms.CONSENT_FORMS`, given and (None = not) ended, aware UTC."""

    form: str
    given_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScrubStamp:
    """The number was compared with a register's version of this time (UTC); `listed`: it stands in it."""

    version_at: datetime
    listed: bool


@dataclass(frozen=True, slots=True)
class CallFacts:
    """One call that somebody wants to make.

    `zones`: every time zone the called party may be in; a rule about the clock has to hold in all of them.
    `automatic`: a machine chose the moment (progressive, predictive). `guaranteed_agent`: somebody waits for exactly
    this answer. `caller_number`: a number of the company's own is shown. `past` is newest first.
    """

    zones: tuple[ZoneInfo, ...]
    at: datetime
    automatic: bool
    business: bool
    caller_number: bool
    guaranteed_agent: bool
    refused: bool = False
    consents: tuple[GivenConsent, ...] = ()
    scrubs: Mapping[str, ScrubStamp] = field(default_factory=dict)
    past: tuple[PastCall, ...] = ()


@dataclass(frozen=True, slots=True)
class Barred:
    """A rule that forbids the call. `until`: not before then (aware UTC); None = not by waiting.

    `why` names the ground within the kind of the rule ("hours", "rate_day", "scrub_missing", …).
    """

    law: str
    why: str
    until: datetime | None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def for_good(self) -> bool:
        """Whether waiting does not help."""
        return self.until is None
