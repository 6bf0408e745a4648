"""The states of the United States, for numbers and addresses: abbreviation → name and time zones."""

from __future__ import annotations

from typing import Final

_EAST, _MIDDLE = "America/New_York", "America/Chicago"
_MOUNTAIN, _WEST = "America/Denver", "America/Los_Angeles"

US_STATES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "AL": ("Alabama", (_MIDDLE,)),
    "AK": ("Alaska", ("America/Anchorage", "America/Adak")),
    "AZ": ("Arizona", ("America/Phoenix", _MOUNTAIN)),
    "AR": ("Arkansas", (_MIDDLE,)),
    "CA": ("California", (_WEST,)),
    "CO": ("Colorado", (_MOUNTAIN,)),
    "CT": ("Connecticut", (_EAST,)),
    "DE": ("Delaware", (_EAST,)),
    "DC": ("Washington D.C.", (_EAST,)),
    "FL": ("Florida", (_EAST, _MIDDLE)),
    "GA": ("Georgia", (_EAST,)),
    "HI": ("Hawaii", ("Pacific/Honolulu",)),
    "ID": ("Idaho", ("America/Boise", _WEST)),
    "IL": ("Illinois", (_MIDDLE,)),
    "IN": ("Indiana", (_EAST, _MIDDLE)),
    "IA": ("Iowa", (_MIDDLE,)),
    "KS": ("Kansas", (_MIDDLE, _MOUNTAIN)),
    "KY": ("Kentucky", (_EAST, _MIDDLE)),
    "LA": ("Louisiana", (_MIDDLE,)),
    "ME": ("Maine", (_EAST,)),
    "MD": ("Maryland", (_EAST,)),
    "MA": ("Massachusetts", (_EAST,)),
    "MI": ("Michigan", (_EAST, _MIDDLE)),
    "MN": ("Minnesota", (_MIDDLE,)),
    "MS": ("Mississippi", (_MIDDLE,)),
    "MO": ("Missouri", (_MIDDLE,)),
    "MT": ("Montana", (_MOUNTAIN,)),
    "NE": ("Nebraska", (_MIDDLE, _MOUNTAIN)),
    "NV": ("Nevada", (_WEST, _MOUNTAIN)),
    "NH": ("New Hampshire", (_EAST,)),
    "NJ": ("New Jersey", (_EAST,)),
    "NM": ("New Mexico", (_MOUNTAIN,)),
    "NY": ("New York", (_EAST,)),
    "NC": ("North Carolina", (_EAST,)),
    "ND": ("North Dakota", (_MIDDLE, _MOUNTAIN)),
    "OH": ("Ohio", (_EAST,)),
    "OK": ("Oklahoma", (_MIDDLE,)),
    "OR": ("Oregon", (_WEST, "America/Boise")),
    "PA": ("Pennsylvania", (_EAST,)),
    "RI": ("Rhode Island", (_EAST,)),
    "SC": ("South Carolina", (_EAST,)),
    "SD": ("South Dakota", (_MIDDLE, _MOUNTAIN)),
    "TN": ("Tennessee", (_EAST, _MIDDLE)),
    "TX": ("Texas", (_MIDDLE, _MOUNTAIN)),
    "UT": ("Utah", (_MOUNTAIN,)),
    "VT": ("Vermont", (_EAST,)),
    "VA": ("Virginia", (_EAST,)),
    "WA": ("Washington", (_WEST,)),
    "WV": ("West Virginia", (_EAST,)),
    "WI": ("Wisconsin", (_MIDDLE,)),
    "WY": ("Wyoming", (_MOUNTAIN,)),
}
BY_NAME: Final[dict[str, str]] = {name.lower(): code for code, (name, _) in US_STATES.items()}


def state_in(text: str) -> str | None:
    """The abbreviation in a written place ("Miami, FL", "Florida", "fl"); None when no state is named."""
    last = text.rsplit(",", 1)[-1].strip()
    if last.upper() in US_STATES:
        return last.upper()
    return BY_NAME.get(last.lower())
