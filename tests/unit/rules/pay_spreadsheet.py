"""Pay straight from the text, as a clerk does it in a spreadsheet: a second implementation to hold the first against.

Fractions instead of decimals, dictionaries instead of types, no explanations; it shares no code with `rules/pay`.
"""

from __future__ import annotations

import calendar
import math
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import Any

Amounts = dict[str, Fraction]


def cents(amount: Fraction) -> Fraction:
    """To two places, halves away from zero."""
    whole = math.floor(abs(amount) * 100 + Fraction(1, 2))
    return Fraction(whole if amount >= 0 else -whole, 100)


def commission(plan: dict[str, Any], net: Fraction) -> Fraction:
    """Each slice at its own rate, or everything at the rate that was reached; losses at the first rate."""
    steps = [
        (Fraction(str(step["above"])), Fraction(str(step["rate"]))) for step in plan["commission"]["brackets"]
    ]
    if net <= 0:
        return net * steps[0][1]
    if plan["commission"]["method"] == "whole":
        return net * [rate for above, rate in steps if net > above][-1]
    paid = Fraction(0)
    for place, (above, rate) in enumerate(steps):
        top = steps[place + 1][0] if place + 1 < len(steps) else net
        paid += max(Fraction(0), min(net, top) - above) * rate
    return paid


def factor(plan: dict[str, Any], completion: Fraction) -> Fraction:
    """The managers' curve."""
    curve = plan["manager_bonus"]["curve"]
    points = [(Fraction(str(each["completion"])), Fraction(str(each["factor"]))) for each in curve["points"]]
    if completion <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if completion < x1:
            return y0 if curve["method"] == "step" else y0 + (y1 - y0) * (completion - x0) / (x1 - x0)
    return points[-1][1]


class Spreadsheet:
    """A company whose months are paid one after the other."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.net: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        self.gated_commission: dict[tuple[str, str], Fraction] = {}
        self.draw: dict[str, Fraction] = defaultdict(Fraction)
        self.carried: dict[str, Fraction] = defaultdict(Fraction)

    def month(self, month: dict[str, Any]) -> dict[str, Amounts]:
        """Sum per line code for each person."""
        prizes = self._prizes(month)
        return {person["id"]: self._person(person, month, prizes[person["id"]]) for person in month["people"]}

    def _person(self, person: dict[str, Any], month: dict[str, Any], prizes: Amounts) -> Amounts:
        plan, rep = self.plan, person["kind"] == "rep"
        lines: Amounts = {}
        year, number = map(int, month["month"].split("-"))
        days = calendar.monthrange(year, number)[1]
        employed = max(0, min(days, person["last_day"]) - max(1, person["first_day"]) + 1)
        paid = max(0, employed - person["unpaid"])
        part = Fraction(paid, days)
        if employed:
            lines["base_pay"] = cents(Fraction(str(plan["base_pay"][person["kind"]][person["grade"]])) * part)
        mine = [fact for fact in month["facts"] if fact["person"] == person["id"]]
        own = [fact for fact in mine if fact["origin"] == month["month"]]
        if rep and own:
            lines["commission"] = cents(commission(plan, sum(fact["amount"] for fact in own)))
        if rep and employed:
            lines["performance_bonus"] = self._bonus(person)
        if not rep and person["quarter_score"] is not None and month["company"] is not None:
            whole = Fraction(str(plan["manager_bonus"]["amount"][person["grade"]]))
            share = Fraction(month["company"][0]) / Fraction(month["company"][1])
            lines["manager_bonus"] = cents(whole * person["quarter_score"] / 100 * factor(plan, share))
        lines |= prizes
        gated = self._shut(person, month, days)
        for code in list(lines):
            takes = code in plan["gate"]["applies_to"] or code.removeprefix("prize.") in self._gated_prizes()
            if gated and takes and lines[code] > 0:
                lines[f"gate.{code}"] = -cents(lines[code] * gated)
        self._draw(person, lines, part if employed else None)
        corrected = self._corrections(person, month, mine, lines)
        takes_commission = "commission" in plan["gate"]["applies_to"]
        self.gated_commission[person["id"], month["month"]] = gated if takes_commission else Fraction(0)
        for fact in mine:
            self.net[person["id"], fact["origin"]] += fact["amount"]
        self._floor(person, lines, corrected, part if employed else None)
        return lines

    def _bonus(self, person: dict[str, Any]) -> Fraction:
        rule = self.plan["performance_bonus"]
        if person["score"] is None or person["score"] < Fraction(str(rule["minimum_score"])):
            return Fraction(0)
        return cents(Fraction(str(rule["amount"][person["grade"]])) * person["score"] / 100)

    def _shut(self, person: dict[str, Any], month: dict[str, Any], days: int) -> Fraction:
        """Which part of the days of employment fell into a department below its gate; day by day."""
        worked = range(max(1, person["first_day"]), min(days, person["last_day"]) + 1)
        below = [self._below(self._department(person, day), month) for day in worked]
        if not below:
            return Fraction(self._below(person["department"], month))
        return Fraction(sum(below), len(below))

    def _department(self, person: dict[str, Any], day: int) -> str:
        """`moved` is the day, counted from the first of the month, on which the person came to the department."""
        moved: tuple[int, str] | None = person["moved"]
        return moved[1] if moved is not None and day < moved[0] else str(person["department"])

    def _below(self, department: str, month: dict[str, Any]) -> bool:
        revenue, target = month["departments"][department]
        return Fraction(revenue) / Fraction(target) < Fraction(7, 10)

    def _gated_prizes(self) -> set[str]:
        return {prize["code"] for prize in self.plan["prizes"] if prize["gated"]}

    def _draw(self, person: dict[str, Any], lines: Amounts, part: Fraction | None) -> None:
        rule = self.plan["draw"]
        if rule is None or person["kind"] != "rep" or part is None:
            return
        outside = ("base_pay", "prize.", "gate.prize.")
        variable = sum(
            (amount for code, amount in lines.items() if not code.startswith(outside)), Fraction(0)
        )
        level = cents(Fraction(str(rule["amount"][person["grade"]])) * part)
        if variable < level:
            lines["draw.advance"] = level - variable
        else:
            back = min(
                self.draw[person["id"]], cents((variable - level) * Fraction(str(rule["recover_share"])))
            )
            if back:
                lines["draw.recovery"] = -back
        self.draw[person["id"]] += lines.get("draw.advance", Fraction(0)) + lines.get(
            "draw.recovery", Fraction(0)
        )

    def _corrections(
        self, person: dict[str, Any], month: dict[str, Any], mine: list[dict[str, Any]], lines: Amounts
    ) -> Fraction:
        total = Fraction(0)
        for origin in sorted({fact["origin"] for fact in mine} - {month["month"]}):
            if person["kind"] != "rep":
                continue
            before = self.net[person["id"], origin]
            after = before + sum(fact["amount"] for fact in mine if fact["origin"] == origin)
            left = 1 - self.gated_commission.get((person["id"], origin), Fraction(0))
            change = cents(commission(self.plan, after) * left) - cents(commission(self.plan, before) * left)
            lines["correction.commission"] = lines.get("correction.commission", Fraction(0)) + change
            total += change
        if person["adjustment"]:
            lines["adjustment"] = person["adjustment"]
            total += person["adjustment"]
        return total

    def _floor(
        self, person: dict[str, Any], lines: Amounts, corrected: Fraction, part: Fraction | None
    ) -> None:
        owed = self.carried[person["id"]]
        if part is None:
            if owed:
                lines["carry.taken"] = -owed
                self.carried[person["id"]] = Fraction(0)
            return
        floor = cents(Fraction(str(self.plan["minimum_wage"][0]["amount"])) * part)
        own = sum(lines.values(), Fraction(0)) - corrected
        if own < floor:
            lines["floor.top_up"] = floor - own
            own = floor
        left = own + corrected
        if left < floor:
            lines["carry.deferred"] = floor - left
            self.carried[person["id"]] += floor - left
        elif owed and left > floor:
            lines["carry.taken"] = -min(owed, left - floor)
            self.carried[person["id"]] += lines["carry.taken"]

    def _prizes(self, month: dict[str, Any]) -> dict[str, Amounts]:
        given: dict[str, Amounts] = defaultdict(dict)
        for prize in self.plan["prizes"]:
            reached = {}
            for person in month["people"]:
                if person["kind"] not in prize["applies_to"] or not person["employed"]:
                    continue
                value = self._measure(prize["trigger"]["measure"], person, month)
                if value is not None and value >= Fraction(str(prize["trigger"]["at_least"])):
                    reached[person["id"]] = value
            left, value = Fraction(str(prize["budget"])), Fraction(str(prize["value"]))
            for level in sorted(set(reached.values()), reverse=True):
                winners = [key for key, each in reached.items() if each == level]
                fits = value * len(winners) <= left
                left = left - value * len(winners) if fits else Fraction(0)
                for key in winners:
                    cash = value if fits and prize["form"] == "cash" else Fraction(0)
                    given[key][f"prize.{prize['code']}"] = cents(cash)
        return given

    def _measure(self, name: str, person: dict[str, Any], month: dict[str, Any]) -> Fraction | None:
        mine = [f for f in month["facts"] if f["person"] == person["id"] and f["day_month"] == month["month"]]
        if name == "score":
            return person["score"]
        if name == "main_push_revenue":
            return sum((fact["amount"] for fact in mine if fact["pushed"]), Fraction(0))
        if name == "largest_order":
            orders: dict[str, Fraction] = defaultdict(Fraction)
            for fact in mine:
                orders[fact["order"]] += fact["amount"]
            return max(orders.values(), default=None)
        revenue = sum((fact["amount"] for fact in mine), Fraction(0))
        if name == "revenue":
            return revenue
        return revenue / person["before"] - 1 if person["before"] > 0 else None
