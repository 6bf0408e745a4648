"""The law of calling once more, slow and plain, by somebody who has not read our code: one function per sentence.

Random calls are made here too. Nothing of `callwright` is used: country and zone are read off the number by hand.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI, LONDON, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    ZoneInfo(f"America/{name}") for name in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
HAWAII = ZoneInfo("Pacific/Honolulu")
PARIS = ZoneInfo("Europe/Paris")
AREAS = {
    "212": ("NY", (EASTERN,)),
    "415": ("CA", (PACIFIC,)),
    "305": ("FL", (EASTERN, CENTRAL)),
    "850": ("FL", (EASTERN, CENTRAL)),
    "405": ("OK", (CENTRAL,)),
    "808": ("HI", (HAWAII,)),
    "303": ("CO", (MOUNTAIN,)),
    "617": ("MA", (EASTERN,)),
}
"""American area codes whose place is beyond doubt, and every clock people there live by."""


DECISIONS: dict[str, tuple[str, dict[str, object] | None]] = {
    "ten to six in China": ("cn.hours", {"from": "10:00", "to": "18:00"}),
    "no rest in China": ("cn.rest", {"from": "00:00", "to": "00:00"}),
    "once a day in China": ("cn.rate", {"calls": 1, "hours": 0}),
    "a licensed call centre": ("cn.consent_call_centre", None),
    "life insurance": ("cn.hours_life_insurance", None),
    "one call in two days in Florida and Oklahoma": ("us.state_rate", {"calls": 1, "hours": 48}),
    "compared within a week in America": ("us.dnc", {"registers": ["us_dnc"], "days": 7}),
    "four days after an abandoned call in Britain": (
        "gb.abandoned_pause",
        {"after": "abandoned", "hours": 96},
    ),
    "written consent in Germany": ("de.consent", {"audience": "all", "dialing": "all", "form": "written"}),
    "other countries were looked up": ("other.country", None),
}
"""Things an owner may decide: rule and own value (None = confirmed)."""


@dataclass(frozen=True)
class Wish:
    """A call somebody wants to make. Past dials are (when, abandoned, machine); consents (form, given, ended)."""

    number: str
    at: datetime
    mode: str
    company: bool
    agent_reserved: bool
    shows_number: bool
    refused: bool
    consents: tuple[tuple[str, datetime, datetime | None], ...]
    scrubs: dict[str, tuple[datetime, bool]]
    dials: tuple[tuple[datetime, bool, bool], ...]
    decided: frozenset[str] = frozenset()
    """What the owner decided, by the names of DECISIONS."""

    @property
    def machine_dials(self) -> bool:
        return self.mode in {"progressive", "predictive"}

    @property
    def somebody_waits(self) -> bool:
        return self.agent_reserved or not self.machine_dials

    def agreed(self, *forms: str) -> bool:
        return any(
            form in forms and given <= self.at and (ended is None or self.at < ended)
            for form, given, ended in self.consents
        )

    def clock(self, zone: ZoneInfo) -> int:
        """Minutes since midnight there, cut."""
        local = self.at.astimezone(zone)
        return local.hour * 60 + local.minute

    def dialed_within(self, hours: int) -> int:
        return sum(timedelta() <= self.at - when < timedelta(hours=hours) for when, _, _ in self.dials)

    def dialed_today(self, zone: ZoneInfo) -> int:
        today = self.at.astimezone(zone).date()
        return sum(when <= self.at and when.astimezone(zone).date() == today for when, _, _ in self.dials)


def _chinese(one: Wish) -> bool:
    return one.number.startswith("+86")


def _british(one: Wish) -> bool:
    return one.number.startswith("+44")


def _german(one: Wish) -> bool:
    return one.number.startswith("+49")


def _american(one: Wish) -> bool:
    return one.number.startswith("+1")


def _strict_state(one: Wish) -> bool:
    return _american(one) and AREAS[one.number[2:5]][0] in {"FL", "OK"}


def _outside(one: Wish, zone: ZoneInfo, first: int, last: int) -> bool:
    return not first * 60 <= one.clock(zone) < last * 60


def _easter(year: int) -> date:
    """Gauss, as printed in school books."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    p, q = (13 + 8 * k) // 25, k // 4
    m, n = (15 - p + k - q) % 30, (4 + k - q) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return date(year, 4, 18)
    return date(year, 3, 22) + timedelta(days=d + e)


def _german_rest_day(day: date) -> bool:
    if day.weekday() == 6 or (day.month, day.day) in {(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)}:
        return True
    return (day - _easter(day.year)).days in {-2, 1, 39, 50}


def _stale(one: Wish, register: str, days: int) -> bool:
    stamp = one.scrubs.get(register)
    return stamp is None or stamp[0] > one.at or one.at - stamp[0] > timedelta(days=days) or stamp[1]


def _abandoned_lately(one: Wish, hours: int) -> bool:
    return any(bad and timedelta() <= one.at - when < timedelta(hours=hours) for when, bad, _ in one.dials)


def _china_hours(one: Wish) -> bool:
    first, last = (10, 18) if "ten to six in China" in one.decided else (9, 20)
    return _chinese(one) and _outside(one, SHANGHAI, first, last)


def _china_rests(one: Wish) -> bool:
    return _chinese(one) and "no rest in China" not in one.decided and 750 <= one.clock(SHANGHAI) < 840


def _china_rate(one: Wish) -> bool:
    most = 1 if "once a day in China" in one.decided else 3
    return _chinese(one) and one.dialed_today(SHANGHAI) >= most


def _state_rate(one: Wish) -> bool:
    most, hours = (1, 48) if "one call in two days in Florida and Oklahoma" in one.decided else (3, 24)
    return _strict_state(one) and one.dialed_within(hours) >= most


def _america_compared(one: Wish) -> bool:
    days = 7 if "compared within a week in America" in one.decided else 31
    return _american(one) and _stale(one, "us_dnc", days) and not one.agreed("express", "written")


def _abandoned_too_lately(one: Wish) -> bool:
    if one.somebody_waits or _american(one) or _german(one):
        return False
    longer = _british(one) and "four days after an abandoned call in Britain" in one.decided
    return _abandoned_lately(one, 96 if longer else 72)


def _germany_agreed(one: Wish) -> bool:
    if "written consent in Germany" in one.decided:
        return _german(one) and not one.agreed("written")
    return _german(one) and not one.company and not one.agreed("express", "written")


def _french(one: Wish) -> bool:
    return one.number.startswith("+33")


BROKEN: dict[str, Callable[[Wish], bool]] = {
    "who refused is never called": lambda one: one.refused,
    "China from nine to eight": _china_hours,
    "life insurance from nine to nine": lambda one: (
        _chinese(one) and "life insurance" in one.decided and _outside(one, SHANGHAI, 9, 21)
    ),
    "China rests from half past twelve to two": _china_rests,
    "China three times a day": _china_rate,
    "persons in China have agreed": lambda one: (
        _chinese(one) and not one.company and not one.agreed("express", "written")
    ),
    "a call centre asks everybody": lambda one: (
        _chinese(one) and "a licensed call centre" in one.decided and not one.agreed("express", "written")
    ),
    "numbers are shown, except in America": lambda one: not one.shows_number and not _american(one),
    "72 hours after an abandoned call, except in America and Germany": _abandoned_too_lately,
    "America from eight to nine on every clock": lambda one: (
        _american(one) and any(_outside(one, zone, 8, 21) for zone in AREAS[one.number[2:5]][1])
    ),
    "Florida and Oklahoma until eight": lambda one: (
        _strict_state(one) and any(_outside(one, zone, 8, 20) for zone in AREAS[one.number[2:5]][1])
    ),
    "Florida and Oklahoma three times in 24 hours": _state_rate,
    "machines in Florida and Oklahoma with written consent": lambda one: (
        _strict_state(one) and one.machine_dials and not one.agreed("written")
    ),
    "America compared within 31 days": _america_compared,
    "Britain from eight to nine": lambda one: _british(one) and _outside(one, LONDON, 8, 21),
    "Britain compared within 28 days": lambda one: (
        _british(one)
        and (_stale(one, "gb_tps", 28) or _stale(one, "gb_ctps", 28))
        and not one.agreed("express", "written")
    ),
    "Britain 24 hours after a machine": lambda one: (
        _british(one)
        and not one.somebody_waits
        and any(
            machine and timedelta() <= one.at - when < timedelta(hours=24) for when, _, machine in one.dials
        )
    ),
    "Germany from eight to eight": lambda one: _german(one) and _outside(one, BERLIN, 8, 20),
    "Germany rests on Sundays and holidays": lambda one: (
        _german(one) and _german_rest_day(one.at.astimezone(BERLIN).date())
    ),
    "Germany three times a day": lambda one: _german(one) and one.dialed_today(BERLIN) >= 3,
    "persons in Germany have agreed": _germany_agreed,
    "companies in Germany may be presumed to": lambda one: (
        _german(one) and one.company and not one.agreed("presumed", "express", "written")
    ),
    "nobody is called where the rules are not known": lambda one: (
        _french(one) and "other countries were looked up" not in one.decided
    ),
    "elsewhere from nine to eight": lambda one: _french(one) and _outside(one, PARIS, 9, 20),
    "elsewhere not on Sundays": lambda one: _french(one) and one.at.astimezone(PARIS).weekday() == 6,
    "elsewhere twice a day": lambda one: _french(one) and one.dialed_today(PARIS) >= 2,
    "persons elsewhere have agreed": lambda one: (
        _french(one) and not one.company and not one.agreed("express", "written")
    ),
}


def broken_by(one: Wish) -> set[str]:
    """The sentences a call would break; empty = it is lawful."""
    return {sentence for sentence, breaks in BROKEN.items() if breaks(one)}


def wishes(count: int, seed: int) -> Iterator[Wish]:
    """Random calls, many of them at the edge of some sentence."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _wish(chance)


def _wish(chance: random.Random) -> Wish:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(2 * 365 * 86_400))
    if chance.random() < 0.3:
        at = at.replace(minute=chance.choice((0, 30, 59)), second=chance.choice((0, 0, 59)))
    return Wish(
        number=_number(chance),
        at=at,
        mode=chance.choice(("manual", "preview", "progressive", "predictive", "callback")),
        company=chance.random() < 0.5,
        agent_reserved=chance.random() < 0.4,
        shows_number=chance.random() < 0.95,
        refused=chance.random() < 0.03,
        consents=tuple(_consent(chance, at) for _ in range(chance.choice((0, 1, 1, 2)))),
        scrubs={
            register: (at - timedelta(hours=chance.randrange(-5, 24 * 40)), chance.random() < 0.1)
            for register in ("us_dnc", "gb_tps", "gb_ctps")
            if chance.random() < 0.9
        },
        dials=_dials(chance, at),
        decided=frozenset(chance.sample(sorted(DECISIONS), chance.choice((0, 0, 1, 2)))),
    )


def _number(chance: random.Random) -> str:
    country = chance.choice(("+86", "+86", "+1", "+1", "+44", "+49", "+33"))
    if country == "+1":
        return f"+1{chance.choice(sorted(AREAS))}{chance.randrange(2_000_000, 9_999_999)}"
    tails = {
        "+86": lambda: f"1{chance.choice('35789')}{chance.randrange(10**8, 10**9)}",
        "+44": lambda: f"20{chance.randrange(70_000_000, 80_000_000)}",
        "+49": lambda: f"30{chance.randrange(10_000_000, 99_999_999)}",
        "+33": lambda: f"142{chance.randrange(100_000, 999_999)}",
    }
    return country + tails[country]()


def _consent(chance: random.Random, at: datetime) -> tuple[str, datetime, datetime | None]:
    given = at - timedelta(days=chance.randrange(1, 500))
    ended = at + timedelta(hours=chance.randrange(-100, 100)) if chance.random() < 0.3 else None
    return chance.choice(("presumed", "express", "written")), given, ended


def _dials(chance: random.Random, at: datetime) -> tuple[tuple[datetime, bool, bool], ...]:
    """Some earlier dials: round hours ago, so that windows are hit exactly."""
    found = []
    for _ in range(chance.choice((0, 0, 1, 2, 3, 4))):
        when = at - timedelta(
            hours=chance.choice((1, 2, 5, 12, 23, 24, 25, 48, 71, 72, 73, chance.random() * 90))
        )
        how = chance.random()
        found.append((when, how < 0.25, 0.25 <= how < 0.5))
    return tuple(sorted(found, reverse=True))
