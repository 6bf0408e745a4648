"""Products, campaigns and orders of the sample company; every order comes out of a call that ended in one."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from decimal import Decimal

from callwright.app.sample.calling import Attempt
from callwright.app.sample.chance import dice, pick
from callwright.app.sample.people import KEY, SOUTH, Employee
from callwright.app.sample.plan import Plan
from callwright.app.sample.wordlists import CITIES, TARGET_INDUSTRIES
from callwright.app.sample.wordlists import EAST as EAST_CITIES
from callwright.app.sample.wordlists import SOUTH as SOUTH_CITIES
from callwright.kernel.period import Month

SCRIPT = (
    (
        "opening",
        "开场",
        "您好，请问是{公司}的{联系人}吗？我是云杉办公的顾问，这通电话会录音。现在说两分钟方便吗？",
    ),
    ("need", "了解现状", "贵公司现在怎样记录考勤？每个月核对工时大约要花多少时间？"),
    (
        "value",
        "说明价值",
        "和您规模相近的企业，用了以后月底核对从两天缩短到半天。您最在意的是准确，还是省时间？",
    ),
    ("objection", "回应顾虑", "我理解。很多客户一开始也担心更换麻烦，我们先并行试用两周，不影响现有流程。"),
    ("next", "约定下一步", "我把方案和报价发给您，周四上午再和您确认一次，可以吗？"),
)
"""What the sample company's agents say; the next step is agreed, never demanded (product §6)."""
STEPS = ("verified", "warehouse", "accounting", "shipped", "after_sales")
STEP_HOURS = {
    "verified": (1, 6),
    "warehouse": (4, 30),
    "accounting": (3, 26),
    "shipped": (8, 48),
    "after_sales": (90, 200),
}


@dataclass(frozen=True)
class Item:
    """One product; price and cost in yuan, ``weight`` = how often it is sold."""

    code: str
    name: str
    price: int
    cost: int
    stock: int
    weight: float
    main_push: bool


ITEMS = (
    Item("KQ100", "智能考勤机 标准款", 1_980, 1_120, 640, 34, main_push=True),
    Item("KQ300", "智能考勤机 人脸款", 3_680, 2_050, 0, 16, main_push=True),
    Item("JS200", "商用净水机 年租", 2_880, 1_900, 210, 18, main_push=False),
    Item("DY500", "打印一体机 年租", 4_800, 3_500, 120, 14, main_push=False),
    Item("HC010", "耗材套餐", 680, 430, 3_000, 12, main_push=False),
    Item("HY900", "会议平板", 18_800, 13_400, 46, 6, main_push=False),
)


def campaigns() -> list[dict[str, object]]:
    """The campaign file: each names its target group, its product and what an effective contact is."""

    def one(code: str, name: str, product: str, cities: tuple[str, ...]) -> dict[str, object]:
        return {
            "code": code,
            "name": name,
            "product": product,
            "dialing_mode": "preview",
            "target": {"industries": list(TARGET_INDUSTRIES), "cities": list(cities)},
            "effective": {"minimum_talk_seconds": 30},
            "script": [dict(zip(("step", "title", "text"), step, strict=True)) for step in SCRIPT],
        }

    return [
        one("attendance-east", "华东考勤机推广", "KQ100", EAST_CITIES),
        one("attendance-south", "华南考勤机推广", "KQ100", SOUTH_CITIES),
        one("key-accounts", "大客户办公整体方案", "HY900", tuple(CITIES)),
    ]


@dataclass(frozen=True)
class Order:
    """One order; times on the company's clock, None = not reached yet. Amounts in yuan."""

    number: str
    agent: str
    closer: str
    company: str
    phone: str
    item: Item
    quantity: int
    amount: Decimal
    margin: Decimal
    ordered: dt.datetime
    steps: dict[str, dt.datetime]
    blocked_by: str = ""
    block_reason: str = ""
    blocked_since: dt.datetime | None = None
    returned: dt.datetime | None = None
    cancelled: dt.datetime | None = None
    refund: Decimal | None = None

    @property
    def reversed_at(self) -> dt.datetime | None:
        """When the money went back, if it did."""
        return self.returned or self.cancelled


def orders(plan: Plan, staff: list[Employee], attempts: list[Attempt]) -> list[Order]:
    """An order for every attempt that ended in one, as far as the other departments got by now."""
    people = {person.number: person for person in staff}
    now = dt.datetime.combine(plan.today, dt.time(8))
    sold = [attempt for attempt in attempts if attempt.outcome == "ordered"]
    return [
        _order(dice(plan.seed, "order", attempt.id), place, attempt, people[attempt.agent], now)
        for place, attempt in enumerate(sold, start=1)
    ]


def _order(chance: random.Random, place: int, attempt: Attempt, person: Employee, now: dt.datetime) -> Order:
    boost = {"HY900": 4} if person.department == KEY else {}
    weights = [(item, item.weight * boost.get(item.code, 1)) for item in ITEMS]
    item = pick(chance, weights)
    quantity = 1 if item.price > 10_000 else pick(chance, ((1, 46), (2, 30), (3, 14), (5, 7), (10, 3)))
    amount = Decimal(item.price * quantity)
    split = person.grade == "初级" and person.leader.endswith("1") and chance.random() < 0.3
    made = attempt.end.replace(microsecond=0)
    order = Order(
        number=f"SO{made:%y%m}{place:04d}",
        agent=person.number,
        closer=person.leader if split else "",
        company=attempt.to.company,
        phone=attempt.to.mobile,
        item=item,
        quantity=quantity,
        amount=amount,
        margin=amount - Decimal(item.cost * quantity),
        ordered=made,
        steps=_steps(chance, made, now),
    )
    return _trouble(chance, order, person, now)


def _steps(chance: random.Random, made: dt.datetime, now: dt.datetime) -> dict[str, dt.datetime]:
    """When each department was done, in office hours, up to now."""
    done: dict[str, dt.datetime] = {}
    moment = made
    for step in STEPS:
        moment = _office(moment + dt.timedelta(hours=chance.uniform(*STEP_HOURS[step])))
        if moment >= now:
            break
        done[step] = moment
    return done


def _trouble(chance: random.Random, order: Order, person: Employee, now: dt.datetime) -> Order:
    """Some orders wait in the warehouse, some are cancelled, some come back weeks later."""
    waiting = order.item.stock == 0 and order.ordered > now - dt.timedelta(days=16)
    if "verified" in order.steps and (waiting or chance.random() < 0.02):
        since = order.steps["verified"]
        if since > now - dt.timedelta(days=16):
            reason = "人脸款缺货，供应商未到" if waiting else "发货地址有误，等客户确认"
            steps = {"verified": since}
            return replace(order, steps=steps, blocked_by="仓库", block_reason=reason, blocked_since=since)
    shipped = order.steps.get("shipped")
    if shipped is None:
        return order
    if chance.random() < 0.025:
        early = {step: done for step, done in order.steps.items() if step in {"verified", "warehouse"}}
        at = _office(order.steps["warehouse"] + dt.timedelta(hours=5))
        return replace(order, steps=early, cancelled=at, refund=order.amount)
    if chance.random() < (0.09 if person.department == SOUTH else 0.04):
        back = _office(shipped + dt.timedelta(days=chance.uniform(6, 24)))
        if back < now:
            return replace(order, returned=back, refund=order.amount)
    return order


def _office(moment: dt.datetime) -> dt.datetime:
    """The same moment, or the next office hour on a weekday (9–18)."""
    moment = moment.replace(second=0, microsecond=0)
    if moment.hour >= 18:
        moment = (moment + dt.timedelta(days=1)).replace(hour=9, minute=moment.minute)
    elif moment.hour < 9:
        moment = moment.replace(hour=9)
    while moment.weekday() > 4:
        moment = (moment + dt.timedelta(days=1)).replace(hour=9)
    return moment


def as_known_at(found: list[Order], moment: dt.datetime) -> list[Order]:
    """The orders as a file exported at ``moment`` would show them: nothing that happened later."""

    def before(when: dt.datetime | None) -> dt.datetime | None:
        return when if when is not None and when < moment else None

    return [
        replace(
            order,
            steps={step: done for step, done in order.steps.items() if done < moment},
            blocked_since=before(order.blocked_since),
            blocked_by=order.blocked_by if before(order.blocked_since) else "",
            block_reason=order.block_reason if before(order.blocked_since) else "",
            returned=before(order.returned),
            cancelled=before(order.cancelled),
            refund=order.refund if before(order.reversed_at) else None,
        )
        for order in found
        if order.ordered < moment
    ]


def revenue_by_person(found: list[Order], first: dt.date, end: dt.date) -> dict[str, Decimal]:
    """Revenue from ``first`` to before ``end``: verified sales by ordered day, less what went back then.

    A split order counts half for the agent and half for the closer.
    """
    total: dict[str, Decimal] = {}
    for order in found:
        if "verified" not in order.steps:
            continue
        amount = Decimal(0)
        if first <= order.ordered.date() < end:
            amount += order.amount
        if order.reversed_at and first <= order.reversed_at.date() < end:
            amount -= order.refund or Decimal(0)
        sharing = [order.agent, order.closer] if order.closer else [order.agent]
        for number in sharing:
            total[number] = total.get(number, Decimal(0)) + amount / len(sharing)
    return total


def revenue_when_closed(plan: Plan, found: list[Order], month: Month) -> dict[str, Decimal]:
    """Revenue of a closed month by person, with what was known on its closing day."""
    return revenue_by_person(as_known_at(found, plan.closing(month)), month.start, month.end)
