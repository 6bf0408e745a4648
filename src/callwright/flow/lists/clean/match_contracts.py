"""What is known of the two sides of a pair, and why they were taken for one contact or not (product §2.2)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from callwright.kernel.text import Text

Verdict = Literal["merged", "doubtful", "apart"]


@dataclass(frozen=True)
class PairSide:
    """One side of a weighed pair: everything its rows say, as the model compares it.

    Numbers are E.164. `houses`, `offices` and the `few_…` fields carry the city behind an `@`; what stands in a
    `few_…` field is shared by few brands only. `shared_numbers` are those of agencies, `own_numbers` all others.
    `usual`: many companies bear this brand.
    """

    core: str | None = None
    cores: tuple[str, ...] = ()
    brand: str | None = None
    city: str | None = None
    persons: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    own_numbers: tuple[str, ...] = ()
    shared_numbers: tuple[str, ...] = ()
    few_locals: tuple[str, ...] = ()
    few_houses: tuple[str, ...] = ()
    few_offices: tuple[str, ...] = ()
    usual: bool = False

    def to_json(self) -> str:
        """The form in which pairs.arrow carries it (`left_side`, `right_side`)."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> PairSide:
        """The reverse of `to_json`; unknown keys are ignored, absent ones are empty."""
        return PairSide.of(json.loads(text))

    @staticmethod
    def of(plain: Mapping[str, Any]) -> PairSide:
        """From a mapping with some of the fields; lists become tuples, null lists are empty."""
        listed = {
            name: tuple(plain.get(name) or ())
            for name, kind in PairSide.__annotations__.items()
            if kind.startswith("tuple")
        }
        single = {name: plain.get(name) for name in ("core", "brand", "city")}
        return PairSide(**listed, **single, usual=bool(plain.get("usual")))  # type: ignore[arg-type]  # by name

    @staticmethod
    def of_rows(rows: Sequence[Mapping[str, Any]]) -> PairSide:
        """From stored features of the rows of one contact (columns of features.arrow).

        Rows alone do not say which numbers or places are crowded: everything counts as its own. Where matching
        met the pair, `from_json` of the kept side is the exact one.
        """
        core = _usual([row.get("core") for row in rows])
        brands = [row.get("brand") for row in rows if row.get("core") == core]
        city = _usual([row.get("city") for row in rows])
        streets, persons = _all(rows, "street"), _all(rows, "full_name")
        doors = [f"{row['street']}#{row['room']}" for row in rows if row.get("street") and row.get("room")]
        houses, people = _at(streets, city), _at(persons, city)
        offices = _at(tuple(sorted(set(doors))), city)
        numbers = tuple(sorted({str(number) for row in rows for number in row.get("numbers") or ()}))
        return PairSide(
            core=core,
            cores=_all(rows, "core"),
            brand=brands[0] if brands else None,
            city=city,
            persons=persons,
            surnames=_all(rows, "surname"),
            streets=streets,
            rooms=_all(rows, "room"),
            houses=houses,
            offices=offices,
            own_numbers=numbers,
            few_locals=people,
            few_houses=houses,
            few_offices=offices,
        )


@dataclass(frozen=True)
class ComparedField:
    """What one comparison says: `level` in words, and its weight.

    `bayes_factor` is how many times likelier this agreement is in one company than in two; `bits` its log2:
    above zero it speaks for one company, below for two.
    """

    field: Text
    level: Text
    left: str
    right: str
    bayes_factor: float
    bits: float


@dataclass(frozen=True)
class PairExplanation:
    """The waterfall of a pair: `prior_bits` plus the bits of all `fields` make `bits`, and so `probability`.

    `names` says how near the names are, `rule` what must agree besides the weight for names so near, `passed`
    whether it does. `verdict` is merged when the rule passed and the probability reached `threshold`, doubtful
    when a person should look at it, apart otherwise.
    """

    prior: float
    prior_bits: float
    fields: tuple[ComparedField, ...]
    bits: float
    probability: float
    threshold: float
    names: Text
    rule: Text
    passed: bool
    verdict: Verdict
    model: str


def _usual(values: Sequence[Any]) -> str | None:
    counted = Counter(str(value) for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _all(rows: Sequence[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    return tuple(sorted({str(row[name]) for row in rows if row.get(name)}))


def _at(values: Sequence[str], city: str | None) -> tuple[str, ...]:
    return tuple(f"{value}@{city or ''}" for value in values)
