"""Random companies, paid by engine and spreadsheet alike: `python -m tests.unit.rules.pay_companies 10000`."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from tests.unit.rules.pay_spreadsheet import Amounts, Spreadsheet

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Credit, DecidedAdjustment, PaidMonth, UnpaidLeave
from callwright.flow.pay.decide.crediting import credited
from callwright.flow.pay.service.drafting import Draft, drafts
from callwright.flow.pay.service.gathering import Gathered
from callwright.flow.scores.contracts import DepartmentResult, PersonScore
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.staff.contracts import DepartmentMove, Grade, Person, Role
from callwright.registers.staff.decide.stays import stays
from callwright.rules.appraisal.formulas.gates import department_gate
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.formulas.statements import total
from callwright.rules.pay.plan_files import example_plan, read_plan

SPACE = UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2")
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
GRADES = ("junior", "intermediate", "senior")


@dataclass
class Known:
    """What statements of earlier months leave behind, as the engine is given it."""

    counted: dict[UUID, list[Credit]]
    paid: dict[tuple[UUID, Month], PaidMonth]
    owed: dict[UUID, tuple[Decimal, Decimal]]


class Company:
    """One random company; the same seed gives the same company."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.plan = read_plan(self._plan())
        self.departments = [self._id(f"d{place}") for place in range(self.chance.randint(1, 3))]
        self.people = [self._someone(place) for place in range(self.chance.randint(2, 9))]
        self.facts = self._facts()
        self.moves = {person.id: move for person in self.people if (move := self._move(person))}

    def _id(self, name: str) -> UUID:
        return uuid5(SPACE, name)

    def _plan(self) -> dict[str, Any]:
        pick = self.chance.choice
        rates = [str(Decimal(self.chance.randint(0, 800)) / 10000) for _ in range(3)]
        whole = self.chance.random() < 0.3
        method = {"method": "whole", "accepts_cliffs": True} if whole else {"method": "marginal"}
        steps = sorted(self.chance.sample(range(1000, 90_000), 2))
        brackets = [{"above": above, "rate": rate} for above, rate in zip([0, *steps], rates, strict=True)]
        amounts = [{grade: self.chance.randint(0, 3000) for grade in GRADES} for _ in range(2)]
        curve = {
            "method": pick(["linear", "step"]),
            "points": [
                {"completion": "0.70", "factor": pick(["0", "0.3"])},
                {"completion": "1", "factor": "1"},
                {"completion": "1.20", "factor": "1.5"},
            ],
        }
        draw = {"amount": amounts[0], "recover_share": pick(["0.5", "1", "0.33"])}
        wage = example_plan().document()["minimum_wage"][0] | {"amount": pick([0, 1800, 2540, 4100])}
        prizes = [
            prize
            | {"gated": pick([True, False]), "applies_to": pick([["rep"], ["rep", "manager"]])}
            | {"budget": self.chance.randint(0, 4000)}
            for prize in example_plan().document()["prizes"]
        ]
        changed = {
            "commission": {**method, "brackets": brackets},
            "performance_bonus": {"amount": amounts[1], "minimum_score": pick([0, 60])},
            "manager_bonus": {
                "amount": {grade: self.chance.randint(0, 9000) for grade in GRADES},
                "curve": curve,
            },
            "gate": {
                "applies_to": pick(
                    [["performance_bonus"], ["performance_bonus", "commission", "manager_bonus"]]
                )
            },
            "draw": pick([None, draw]),
            "minimum_wage": [wage],
            "prizes": prizes[: self.chance.randint(0, 4)],
        }
        return example_plan().document() | changed

    def _someone(self, place: int) -> Person:
        hired = dt.date(2026, 11, 1) + dt.timedelta(days=self.chance.choice([-300, -300, -300, 0, 9, 40]))
        left = self.chance.choice([None, None, None, dt.date(2026, 11, 20), dt.date(2026, 12, 15)])
        return Person(
            id=self._id(f"p{place}"),
            employee_number=f"E{place}",
            name=f"P{place}",
            department_id=self.chance.choice(self.departments),
            department="d",
            team_id=None,
            team=None,
            role=Role.MANAGER if place == 0 else Role.AGENT,
            grade=Grade(self.chance.choice(GRADES)),
            market_type=None,
            market=None,
            hired_on=hired,
            left_on=left if left is None or left > hired else None,
            leader_id=None,
            shift_start=dt.time(9),
            shift_end=dt.time(18),
            rest_minutes=60,
            account_id=None,
        )

    def _move(self, person: Person) -> DepartmentMove | None:
        """Some came to their department from another one on a day of the two months."""
        others = [each for each in self.departments if each != person.department_id]
        if not others or self.chance.random() < 0.7:
            return None
        day = NOVEMBER.start + dt.timedelta(days=self.chance.randrange(61))
        return DepartmentMove(person.id, self.chance.choice(others), person.department_id, day)

    def _facts(self) -> list[tuple[Month, RevenueFact]]:
        """Facts with the month in which they became known."""
        found: list[tuple[Month, RevenueFact]] = []
        for place in range(self.chance.randint(0, 5 * len(self.people))):
            sold = self.chance.choice([NOVEMBER, NOVEMBER, DECEMBER])
            known = DECEMBER if sold == NOVEMBER and self.chance.random() < 0.15 else sold
            day = sold.start + dt.timedelta(days=self.chance.randrange(30))
            amount = (
                Decimal(self.chance.choice([self.chance.randint(1, 9_000_000), 100_000, 3_000_000])) / 100
            )
            agent, closer = self.chance.choice(self.people), self.chance.choice(self.people)
            share = self.chance.choice([Decimal(1), Decimal(1), Decimal("0.5"), Decimal("0.3")])
            if max(agent.hired_on, closer.hired_on) > day:
                continue  # nobody sells before the first day of work
            parts = [(agent, share)] + ([(closer, 1 - share)] if share < 1 and closer.id != agent.id else [])
            pushed = self.chance.random() < 0.4
            back = self.chance.random()
            for person, part in parts:
                sale = self._fact(place, "sale", person, amount * part, day, pushed, part)
                found.append((known, sale))
                if back < 0.25:
                    gone = DECEMBER if known == DECEMBER or back < 0.15 else NOVEMBER
                    lost = amount * part * (Decimal("0.5") if back < 0.1 else 1)
                    on = max(day, gone.start + dt.timedelta(days=20))
                    found.append((gone, self._fact(place, "return", person, -lost, on, pushed, part)))
        return found

    def _fact(
        self,
        place: int,
        kind: Any,
        person: Person,
        amount: Decimal,
        day: dt.date,
        pushed: bool,
        part: Decimal,
    ) -> RevenueFact:
        return RevenueFact(
            id=self._id(f"{place} {kind} {person.id}"),
            order_id=self._id(f"o{place}"),
            order_number=f"O{place}",
            person_id=person.id,
            product_code=None,
            main_push=pushed,
            kind=kind,
            amount=amount.quantize(Decimal("0.0001")),
            margin=None,
            on=day,
            new_customer=False,
            share=part,
        )


def differences(seed: int) -> list[str]:
    """Where engine and spreadsheet differ in two months of one company; empty when they agree."""
    company = Company(seed)
    sheet = Spreadsheet(company.plan.document())
    known = Known(defaultdict(list), {}, {})
    found: list[str] = []
    for month in (NOVEMBER, DECEMBER):
        gathered = _gather(company, month, known)
        made = drafts(gathered)
        simple = sheet.month(_plain(company, gathered, made))
        for draft in made:
            ours = _amounts(draft)
            theirs = simple[str(draft.person.id)]
            if ours != theirs:
                found.append(
                    f"{seed} {month} {draft.person.name}: {_shown(ours)} instead of {_shown(theirs)}"
                )
        everything = sum((total(draft.lines) for draft in made), Decimal(0))
        by_department = [
            sum((total(each.lines) for each in made if each.person.department_id == one), Decimal(0))
            for one in company.departments
        ]
        if sum(by_department) != everything:
            found.append(f"{seed} {month}: departments do not add up to the company")
        _remember(known, made, month)
    return found


def _gather(company: Company, month: Month, known: Known) -> Gathered:
    chance = company.chance
    facts = _by_person([fact for when, fact in company.facts if when <= month and fact.on < month.end])
    news = {fact.order_id for when, fact in company.facts if when == month}
    facts = {key: [fact for fact in each if fact.order_id in news] for key, each in facts.items()}
    people = {
        person.id: person
        for person in company.people
        if person.hired_on < month.end and (person.left_on is None or person.left_on >= month.start)
    }
    closed = {} if month == NOVEMBER else {NOVEMBER: company.plan}
    results = {one: _result(company, month, one) for one in company.departments}
    scores = {key: _score(company, month, person) for key, person in people.items() if chance.random() < 0.9}
    quarter = month == DECEMBER
    so_far = {(key, NOVEMBER): credited(known.counted.get(key, ()), NOVEMBER) for key in facts if closed}
    return Gathered(
        month=month,
        plan=company.plan,
        people=people,
        everybody={person.id: person for person in company.people},
        facts=facts,
        before={person.id: Decimal(chance.choice([0, 1000, 20_000])) for person in company.people},
        counted={
            key: [each for each in rows if each.order_id in news] for key, rows in known.counted.items()
        },
        closed_plans=closed,
        credited=so_far,
        paid=known.paid,
        scores=scores,
        departments=results,
        quarter_scores={key: _points(chance) for key, each in people.items() if each.role == Role.MANAGER}
        if quarter
        else {},
        company=(Decimal(chance.randint(1, 900_000)), Decimal(chance.randint(1, 700_000)))
        if quarter
        else None,
        leaves={key: [_leave(month, key, chance)] for key in people if chance.random() < 0.2},
        adjustments={key: [_adjustment(key, chance)] for key in people if chance.random() < 0.1},
        owed=known.owed,
        stays={
            key: stays([move], month.start, month.end - dt.timedelta(days=1))
            for key, move in company.moves.items()
        },
    )


def _points(chance: random.Random) -> Decimal:
    return chance.choice([Decimal(60), Decimal(0), Decimal(chance.randint(0, 120_000)) / 1000])


def _score(company: Company, month: Month, person: Person) -> PersonScore:
    tree = Explained(Text("得分", "score"), Decimal(1), "points").to_dict()
    points = _points(company.chance)
    return PersonScore(person.id, month, "rep", person.department_id, points, None, None, (), tree)


def _result(company: Company, month: Month, department: UUID) -> DepartmentResult:
    target = Decimal(company.chance.randint(1, 9) * 10_000)
    revenue = target * company.chance.choice([Decimal("0.7"), Decimal("0.6999"), Decimal("1.1")])
    gate = department_gate(revenue, target, on=month.start)
    return DepartmentResult(department, month, revenue, target, gate.passes, gate.explanation.to_dict())


def _leave(month: Month, person_id: UUID, chance: random.Random) -> UnpaidLeave:
    first = month.start + dt.timedelta(days=chance.randint(0, 25))
    last = first + dt.timedelta(days=chance.randint(0, 6))
    now = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    return UnpaidLeave(uuid5(SPACE, f"l{person_id}"), person_id, first, last, "x", "hr", now)


def _adjustment(person_id: UUID, chance: random.Random) -> DecidedAdjustment:
    amount, now = Decimal(chance.randint(-400_000, 100_000)) / 100, dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    return DecidedAdjustment(
        uuid5(SPACE, f"a{person_id}"),
        person_id,
        None,
        Text("更正", "x"),
        amount or Decimal(1),
        "x",
        None,
        "f",
        now,
    )


def _by_person(facts: list[RevenueFact]) -> dict[UUID, list[RevenueFact]]:
    found: dict[UUID, list[RevenueFact]] = defaultdict(list)
    for fact in facts:
        found[fact.person_id].append(fact)
    return found


def _plain(company: Company, known: Gathered, made: list[Draft]) -> dict[str, Any]:
    """The same facts for the spreadsheet, which decides itself what belongs where."""
    month = known.month
    news = [
        {
            "person": str(fact.person_id),
            "order": str(fact.order_id),
            "amount": Fraction(fact.amount),
            "pushed": fact.main_push,
            "day_month": str(Month.of(fact.on)),
            "origin": str(_origin(company, fact)),
        }
        for when, fact in company.facts
        if when == month and fact.amount != 0
    ]
    return {
        "month": str(month),
        "people": [_person(known, draft.person, company.moves.get(draft.person.id)) for draft in made],
        "facts": news,
        "departments": {str(key): (each.revenue, each.target) for key, each in known.departments.items()},
        "company": known.company,
    }


def _origin(company: Company, fact: RevenueFact) -> Month:
    """A sale belongs to the month of its day, a return to that of its sale."""
    sales = [each for _, each in company.facts if each.kind == "sale" and each.order_id == fact.order_id]
    return Month.of(sales[0].on)


def _person(known: Gathered, person: Person, move: DepartmentMove | None) -> dict[str, Any]:
    month = known.month
    score = known.scores.get(person.id)
    quarter = known.quarter_scores.get(person.id)
    left = person.left_on
    days = set()
    for leave in known.leaves.get(person.id, ()):
        for place in range((leave.last_day - leave.first_day).days + 1):
            day = leave.first_day + dt.timedelta(days=place)
            if Month.of(day) == month and person.employed_on(day):
                days.add(day)
    return {
        "id": str(person.id),
        "kind": "manager" if person.role == Role.MANAGER else "rep",
        "grade": str(person.grade),
        "department": str(person.department_id),
        "moved": move and ((move.effective_on - month.start).days + 1, str(move.from_department_id)),
        "first_day": (person.hired_on - month.start).days + 1,
        "last_day": 99 if left is None else (left - month.start).days + 1,
        "employed": person.id in known.people,
        "unpaid": len(days),
        "score": None if score is None else Fraction(score.score),
        "quarter_score": None if quarter is None else Fraction(quarter),
        "before": Fraction(known.before[person.id]),
        "adjustment": sum(
            (Fraction(each.amount) for each in known.adjustments.get(person.id, ())), Fraction(0)
        ),
    }


def _amounts(draft: Draft) -> Amounts:
    found: Amounts = {}
    for line in draft.lines:
        found[line.code] = found.get(line.code, Fraction(0)) + Fraction(line.amount)
    return found


def _remember(known: Known, made: list[Draft], month: Month) -> None:
    for draft in made:
        key = draft.person.id
        known.counted[key] += draft.credits.all
        shut = draft.facts.shut_share
        paid = not (shut == 1 and "commission" in draft.plan.gate.applies_to)
        known.paid[key, month] = PaidMonth(draft.facts.kind, paid, shut)
        sums = _amounts(draft)
        draw, carried = known.owed.get(key, (Decimal(0), Decimal(0)))
        known.owed[key] = (
            draw + _decimal(sums, "draw.advance") + _decimal(sums, "draw.recovery"),
            carried + _decimal(sums, "carry.deferred") + _decimal(sums, "carry.taken"),
        )


def _decimal(sums: Amounts, code: str) -> Decimal:
    amount = sums.get(code, Fraction(0))
    return Decimal(amount.numerator) / Decimal(amount.denominator)


def _shown(amounts: Amounts) -> dict[str, float]:
    return {code: float(amount) for code, amount in sorted(amounts.items())}


def main(count: int) -> None:
    """Hold engine and spreadsheet against each other on so many companies."""
    wrong = [each for seed in range(count) for each in differences(seed)]
    for each in wrong[:20]:
        print(each)
    print(f"{count} companies, {len(wrong)} differences")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
