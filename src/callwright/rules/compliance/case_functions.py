"""What the sentences in `cases/` call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from callwright.rules.compliance.facts import CallFacts, GivenConsent, PastCall, ScrubStamp
from callwright.rules.compliance.formulas import calling_hours
from callwright.rules.compliance.judging import first_allowed, judge
from callwright.rules.compliance.laws import law, laws_of, own_value
from callwright.rules.engine.cases import CaseFunction

_ZONES = {
    "cn": "Asia/Shanghai",
    "us": "America/New_York",
    "gb": "Europe/London",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
}
_CLEAN = {"us": ("us_dnc",), "gb": ("gb_tps", "gb_ctps")}


def _may_call(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """Whether a call is allowed, by which rules not, and from when on (ISO, UTC).

    Given: country, region, at (local clock time, or date and time), audience, dialing ("person" or "machine"),
    agent, caller_number, refused, consent, scrubbed (days ago, "listed" or "never"), calls (hours ago), abandoned and
    machine (hours ago), confirmed (rule ids). What is not given is harmless.
    """
    zones = tuple(ZoneInfo(name) for name in given.get("zones", [_ZONES[given["country"]]]))
    facts = _facts(given, on, zones)
    laws = laws_of(
        given["country"],
        [given["region"]] if "region" in given else [],
        on=on,
        settings=dict.fromkeys(given.get("confirmed", ())),
    )
    barred = [one.law for one in judge(laws, facts)]
    opens = first_allowed(laws, facts)
    return {
        "allowed": not barred,
        "barred_by": barred,
        "from": opens.astimezone(zones[0]).strftime("%Y-%m-%d %H:%M") if opens else "never",
    }


def _facts(given: Mapping[str, Any], on: date, zones: tuple[ZoneInfo, ...]) -> CallFacts:
    local = datetime.fromisoformat(given["at"] if len(given["at"]) > 5 else f"{on}T{given['at']}")
    at = local.replace(tzinfo=zones[0]).astimezone(UTC)

    def ago(hours: Any) -> datetime:
        return at - timedelta(hours=float(hours))

    calls = [PastCall(ago(one)) for one in given.get("calls", ())]
    calls += [PastCall(ago(one), abandoned=True) for one in given.get("abandoned", ())]
    calls += [PastCall(ago(one), machine=True) for one in given.get("machine", ())]
    consent = given.get("consent")
    automatic = given.get("dialing", "person") == "machine"
    return CallFacts(
        zones=zones,
        at=at,
        automatic=automatic,
        business=given.get("audience", "business") == "business",
        caller_number=given.get("caller_number", True),
        guaranteed_agent=given.get("agent", not automatic),
        refused=given.get("refused", False),
        consents=(GivenConsent(consent, at - timedelta(days=9)),) if consent else (),
        scrubs=_scrubs(given, at),
        past=tuple(sorted(calls, key=lambda one: one.at, reverse=True)),
    )


def _scrubs(given: Mapping[str, Any], at: datetime) -> dict[str, ScrubStamp]:
    """By default compared yesterday with every register of the country and found in none."""
    how = given.get("scrubbed", 1)
    if how == "never":
        return {}
    days = 1 if how == "listed" else int(how)
    stamp = ScrubStamp(at - timedelta(days=days), listed=how == "listed")
    return dict.fromkeys(_CLEAN.get(given["country"], ()), stamp)


def _hours(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    found = calling_hours(given["country"], on=on)
    return {"start": f"{found.start:%H:%M}", "end": f"{found.end:%H:%M}"}


def _own(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """What a company's own value of a rule becomes; LooserThanTheLaw when it may not be."""
    own_value(given["rule"], given["value"], on=on)
    return {"verified": law(given["rule"], on=on).verified, "taken": True}


FUNCTIONS: Mapping[str, CaseFunction] = {"may_call": _may_call, "hours": _hours, "own_value": _own}
