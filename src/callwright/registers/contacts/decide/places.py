"""Where a number is, and what the clock may say there."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers
from phonenumbers import geocoder, timezone

from callwright.registers.contacts.contracts import Place
from callwright.registers.contacts.decide.us_states import US_STATES, state_in

CHINA = Place("cn", (), ("Asia/Shanghai",))
UNKNOWN = Place("", (), ("Etc/UTC",))
_ANYWHERE = 8
"""A number that may lie in more zones than this says nothing of its place (toll-free): then an address decides."""


@lru_cache(maxsize=200_000)
def place_of(e164: str, address: str = "") -> Place:
    """Country, state and every time zone the called party may be in, by number and, where given, by address.

    `address` counts in the United States, where people keep their number when they move: both places hold then.
    China has one zone. A number nobody can read has no country, and nothing is known of its rules.
    """
    if e164.startswith("+86"):
        return CHINA
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return UNKNOWN
    country = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    zones = _zones_of(number)
    if country != "US":
        return Place(country.lower(), (), zones) if zones and country != "ZZ" else UNKNOWN
    return _american(number, zones, address)


def _american(number: phonenumbers.PhoneNumber, zones: tuple[str, ...], address: str) -> Place:
    """All zones of every state in question: which exchange of a divided state lies where is not known well enough."""
    by_number = state_in(geocoder.description_for_number(number, "en"))
    by_address = state_in(address) if address else None
    states = sorted({state for state in (by_number, by_address) if state})
    lived_in = {zone for state in states for zone in US_STATES[state][1]}
    if len(zones) > _ANYWHERE and lived_in:
        zones = ()
    regions = tuple(f"us-{state.lower()}" for state in states)
    return Place("us", regions, tuple(sorted({*zones, *lived_in})))


def _zones_of(number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
    zones = timezone.time_zones_for_number(number)
    if "Etc/Unknown" in zones:
        zones = timezone.time_zones_for_geographical_number(number)
    return tuple(sorted(zone for zone in zones if zone != "Etc/Unknown"))
