"""What must be on record before a call: consent, a fresh comparison with registers, a caller number."""

from __future__ import annotations

from datetime import timedelta

from callwright.rules.compliance.facts import Barred, CallFacts
from callwright.rules.compliance.value_forms import Consent, Scrub, Switch, form_rank


def best_form(facts: CallFacts) -> int:
    """The rank of the strongest consent in force at the moment of the call; 0 without any."""
    return max(
        (
            form_rank(one.form)
            for one in facts.consents
            if one.given_at <= facts.at and (one.ends_at is None or facts.at < one.ends_at)
        ),
        default=0,
    )


def consent(law: str, value: Consent, facts: CallFacts) -> Barred | None:
    """Somebody of the audience must have agreed, in this form or a stronger one."""
    asked = value.audience == "all" or facts.business == (value.audience == "business")
    concerned = value.dialing == "all" or facts.automatic
    if not (asked and concerned) or best_form(facts) >= form_rank(value.form):
        return None
    return Barred(law, "consent", None, {"form": value.form})


def scrub(law: str, value: Scrub, facts: CallFacts) -> Barred | None:
    """Compared with every register in a fresh version and in none of them, unless the person agreed to be called."""
    if best_form(facts) >= form_rank("express"):
        return None
    for register in value.registers:
        stamp = facts.scrubs.get(register)
        details = {"register": register, "days": value.days}
        if stamp is not None and stamp.listed:
            return Barred(law, "scrub_listed", None, details)
        if stamp is None or not timedelta() <= facts.at - stamp.version_at <= timedelta(days=value.days):
            return Barred(law, "scrub_missing" if stamp is None else "scrub_old", None, details)
    return None


def caller_number(law: str, value: Switch, facts: CallFacts) -> Barred | None:
    """A number of the company's own is shown to the called party."""
    return Barred(law, "caller_number", None) if value.required and not facts.caller_number else None
