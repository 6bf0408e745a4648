"""A random wish put to our gate: place from the number, rules of the place, verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.factories.calling_law import DECISIONS, Wish

from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.decide.permission import Wanted, facts_of, laws_for, verdict
from callwright.kernel.calendar import CompanyCalendar
from callwright.registers.contacts.contracts import Consent, NumberStanding, Scrub
from callwright.registers.contacts.service import place_of
from callwright.rules.compliance.facts import PastCall
from callwright.rules.compliance.laws import Settings, own_value

CALENDAR = CompanyCalendar("Asia/Shanghai")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def ask(one: Wish, at: datetime | None = None) -> Verdict:
    """What the gate says to a wish, at its own moment or at another."""
    moment = at or one.at
    place = place_of(one.number)
    wanted = Wanted(one.mode, moment, one.agent_reserved, "+862112345678" if one.shows_number else "")
    past = [PastCall(when, abandoned, machine) for when, abandoned, machine in one.dials]
    laws = laws_for(place, on=CALENDAR.day_of(moment), settings=settings_of(one))
    return verdict(laws, facts_of(wanted, standing(one), place, past))


def settings_of(one: Wish) -> Settings:
    """The owner's decisions as they are stored: every own value went through the check of strictness."""
    found: dict[str, Mapping[str, Any] | None] = {}
    for name in sorted(one.decided):
        rule, value = DECISIONS[name]
        found[rule] = None if value is None else own_value(rule, value, on=CALENDAR.day_of(one.at))
    return found


def standing(one: Wish) -> NumberStanding:
    """What the register would know of the number."""
    return NumberStanding(
        e164=one.number,
        contact_ids=(),
        companies=("某公司",) if one.company else ("",),
        address="",
        health="unknown",
        refused_at=LONG_AGO if one.refused else None,
        refusal="do_not_call" if one.refused else "",
        consents=tuple(
            Consent(n, one.number, None, form, "", "", "", given, None, ended, None, "t", given)  # type: ignore[arg-type]
            for n, (form, given, ended) in enumerate(one.consents)
        ),
        scrubs=tuple(Scrub(one.number, name, at, listed) for name, (at, listed) in one.scrubs.items()),
    )
