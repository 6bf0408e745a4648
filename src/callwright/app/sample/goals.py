"""Goals of the sample company: one set of indicators a post, target values by market type."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from callwright.app.sample.chance import dice
from callwright.app.sample.people import EAST, KEY, SOUTH, Employee, reps
from callwright.app.sample.plan import Plan
from callwright.app.sample.sales import Order, revenue_when_closed
from callwright.kernel.period import Month, Quarter

MARKET_FACTOR = {"成熟": Decimal("1.15"), "竞争性": Decimal("1.0"), "空白": Decimal("0.75")}
# What each department is meant to reach of its target, older closed month first; below 0.70 the gate is shut.
REACHED = {
    EAST: (Decimal("0.93"), Decimal("0.90")),
    SOUTH: (Decimal("0.82"), Decimal("0.64")),
    KEY: (Decimal("1.03"), Decimal("0.88")),
}
REP_WEIGHTS = (("销售额", 60), ("新客户数", 15), ("主推产品占比", 15), ("重点工作完成率", 10))
MANAGER_WEIGHTS = (
    ("销售额", 40),
    ("利润", 20),
    ("费用", 10),
    ("产品结构", 10),
    ("渠道", 5),
    ("人才培养", 15),
)
POSTS = (
    ("电销代表", "按活动名单外呼，判断需求，跟进意向客户直至下单，当天填写小结"),
    ("组长", "带教组员，抽听录音，协助成交，分配与回收线索"),
    ("大客户代表", "维护重点客户，提供整体方案，协调发货与售后"),
    ("销售经理", "对部门收入、费用和利润负责，开拓渠道，优化产品结构，培养人才"),
)


@dataclass(frozen=True)
class Goal:
    """One indicator of one person in one month."""

    month: Month
    person: Employee
    post: str
    indicator: str
    weight: int
    target: Decimal


@dataclass(frozen=True)
class Actual:
    """What was reached of an indicator that the system does not measure."""

    month: Month
    person: Employee
    indicator: str
    value: Decimal


@dataclass(frozen=True)
class Goals:
    """Everything of the goal files: goals, department and company targets, entered actual values."""

    goals: tuple[Goal, ...]
    actuals: tuple[Actual, ...]
    departments: dict[tuple[Month, str], Decimal]
    company: dict[Quarter, Decimal]

    @property
    def people(self) -> list[Employee]:
        """Everybody who has goals, in roster order."""
        return list({goal.person.number: goal.person for goal in self.goals}.values())


def post_of(person: Employee) -> str:
    """The post whose indicators the person has."""
    return "大客户代表" if person.department == KEY and person.role == "电销代表" else person.role


def set_goals(plan: Plan, staff: list[Employee], orders: list[Order]) -> Goals:
    """Targets worked out from what was really sold, so that the closed months end as the story says."""
    departments = _department_targets(plan, staff, orders)
    base = _usual_revenue(plan, staff, orders)
    chance = dice(plan.seed, "goals")
    goals: list[Goal] = []
    actuals: list[Actual] = []
    for month in plan.months:
        for person in reps(staff):
            goals += _rep_goals(month, person, base[post_of(person)])
            actuals.append(Actual(month, person, "重点工作完成率", Decimal(chance.randint(60, 105))))
        for person in staff:
            if person.role == "销售经理":
                target = departments[month, person.department]
                goals += _manager_goals(month, person, target)
                actuals += _manager_actuals(chance, month, person, target)
    entered = tuple(actual for actual in actuals if actual.month != plan.running)
    return Goals(tuple(goals), entered, departments, _company_targets(departments))


def _usual_revenue(plan: Plan, staff: list[Employee], orders: list[Order]) -> dict[str, Decimal]:
    """The average revenue of a person and closed month, per post."""
    seen: dict[str, list[Decimal]] = {}
    for month in plan.closed:
        revenue = revenue_when_closed(plan, orders, month)
        for person in reps(staff):
            seen.setdefault(post_of(person), []).append(revenue.get(person.number, Decimal(0)))
    return {post: sum(values, Decimal(0)) / len(values) for post, values in seen.items()}


def _rep_goals(month: Month, person: Employee, usual: Decimal) -> list[Goal]:
    factor = MARKET_FACTOR[person.market_type]
    revenue = max(Decimal(12_000), _round(usual * factor, 1_000))
    values = {
        "销售额": revenue,
        "新客户数": max(Decimal(2), _round(revenue / 5_000, 1)),
        "主推产品占比": {"成熟": Decimal(55), "竞争性": Decimal(50), "空白": Decimal(40)}[person.market_type],
        "重点工作完成率": Decimal(90),
    }
    return [Goal(month, person, post_of(person), name, weight, values[name]) for name, weight in REP_WEIGHTS]


def _manager_goals(month: Month, person: Employee, target: Decimal) -> list[Goal]:
    values = {
        "销售额": target,
        "利润": _round(target * Decimal("0.22"), 1_000),
        "费用": _round(target * Decimal("0.12"), 1_000),
        "产品结构": Decimal(50),
        "渠道": Decimal(3),
        "人才培养": Decimal(90),
    }
    return [Goal(month, person, person.role, name, weight, values[name]) for name, weight in MANAGER_WEIGHTS]


def _manager_actuals(chance: random.Random, month: Month, person: Employee, target: Decimal) -> list[Actual]:
    reached = {
        "利润": _round(target * Decimal(chance.randint(14, 24)) / 100, 100),
        "费用": _round(target * Decimal(chance.randint(10, 14)) / 100, 100),
        "产品结构": Decimal(chance.randint(40, 60)),
        "渠道": Decimal(chance.randint(1, 4)),
        "人才培养": Decimal(chance.randint(60, 100)),
    }
    return [Actual(month, person, name, value) for name, value in reached.items()]


def _department_targets(
    plan: Plan, staff: list[Employee], orders: list[Order]
) -> dict[tuple[Month, str], Decimal]:
    targets: dict[tuple[Month, str], Decimal] = {}
    for place, month in enumerate(plan.closed):
        revenue = revenue_when_closed(plan, orders, month)
        for department, shares in REACHED.items():
            members = [person.number for person in staff if person.department == department]
            sold = sum((revenue.get(number, Decimal(0)) for number in members), Decimal(0))
            targets[month, department] = max(Decimal(50_000), _round(sold / shares[place], 1_000))
    for department in REACHED:
        last = targets[plan.closed[1], department]
        targets[plan.running, department] = _round(last * Decimal("1.05"), 1_000)
    return targets


def _company_targets(departments: dict[tuple[Month, str], Decimal]) -> dict[Quarter, Decimal]:
    """Quarter targets: the months that are known, and their average for those that are not."""
    by_month: dict[Month, Decimal] = {}
    for (month, _), target in departments.items():
        by_month[month] = by_month.get(month, Decimal(0)) + target
    usual = _round(sum(by_month.values(), Decimal(0)) / len(by_month), 1_000)
    quarters = sorted({month.quarter for month in by_month})
    return {q: sum((by_month.get(month, usual) for month in q.months()), Decimal(0)) for q in quarters}


def _round(amount: Decimal, unit: int) -> Decimal:
    """To the nearest whole unit."""
    return (amount / unit).quantize(Decimal(1)) * unit
