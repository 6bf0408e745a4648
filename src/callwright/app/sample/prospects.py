"""The companies the sample company calls, with numbers that are valid in form and clearly made up (…555…)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from callwright.app.sample.wordlists import (
    BRANDS,
    CITIES,
    FORMS,
    GIVEN,
    INDUSTRIES,
    STREETS,
    SURNAMES,
    TARGET_INDUSTRIES,
)

MOBILE_PREFIXES = tuple(
    str(prefix)
    for prefix in (*range(130, 140), *range(150, 154), *range(155, 160), *range(180, 190), 198, 199)
)


@dataclass(frozen=True)
class Prospect:
    """One company as it really is. ``mobile`` and ``landline`` are national digits; landline may be empty.

    ``fault`` is "" for a good entry, else why a check finds it bad: 空号, 非本公司 or 非目标.
    """

    company: str
    person: str
    mobile: str
    landline: str
    city: str
    address: str
    industry: str
    fault: str = ""


@dataclass
class Numbers:
    """Hands out mobile numbers, each once: prefix + 555 + five digits."""

    chance: random.Random
    used: set[str] = field(default_factory=set)

    def mobile(self) -> str:
        """A mobile number nobody got before."""
        while True:
            number = f"{self.chance.choice(MOBILE_PREFIXES)}555{self.chance.randrange(100_000):05d}"
            if number not in self.used:
                self.used.add(number)
                return number

    def run(self, length: int) -> list[str]:
        """``length`` numbers one after the other, as a supplier who counts instead of asking would sell."""
        while True:
            start = self.chance.randrange(100_000 - length)
            prefix = self.chance.choice(MOBILE_PREFIXES)
            numbers = [f"{prefix}555{start + step:05d}" for step in range(length)]
            if not self.used.intersection(numbers):
                self.used.update(numbers)
                return numbers


def person_name(chance: random.Random) -> str:
    """A full name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))


def company_name(chance: random.Random, city: str, industry: str) -> str:
    """City, brand, trade and legal form."""
    brand = "".join(chance.sample(BRANDS, 3))
    return f"{city}{brand}{INDUSTRIES[industry]}{chance.choice(FORMS)}"


def prospect(
    chance: random.Random, numbers: Numbers, cities: tuple[str, ...], *, fault_share: float, mobile: str = ""
) -> Prospect:
    """One company in one of the cities; ``fault_share`` of them are bad, which only a call shows."""
    city = chance.choice(cities)
    fault = chance.choice(("空号", "空号", "非本公司", "非目标")) if chance.random() < fault_share else ""
    industry = "餐饮" if fault == "非目标" else chance.choice(TARGET_INDUSTRIES)
    province, area, districts = CITIES[city]
    street = f"{chance.choice(STREETS)}{chance.randrange(1, 990)}号{chance.randrange(2, 30)}楼"
    place = province if province.startswith(city) else f"{province}{city}市"
    return Prospect(
        company=company_name(chance, city, industry),
        person=person_name(chance),
        mobile=mobile or numbers.mobile(),
        landline=f"{area}-555{chance.randrange(100_000):05d}" if chance.random() < 0.45 else "",
        city=city,
        address=f"{place}{chance.choice(districts)}{street}",
        industry=industry,
        fault=fault,
    )
