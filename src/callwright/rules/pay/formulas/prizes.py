"""Special prizes: who reached a trigger, and who gets one while the budget lasts (product §9.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import parameter
from callwright.rules.pay.facts import Award, Line, PastMonth, PersonMonth
from callwright.rules.pay.formulas.commission import in_order
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.plan import PayPlan, Prize


def allocate(prize: Prize, measured: Mapping[str, Decimal]) -> dict[str, Award]:
    """Awards of one prize for everybody (key → measured value) who reached the trigger.

    The best come first while the month's budget lasts; equal values share one fate: either all of them fit
    into the budget or none of them does, so no tie is broken by chance.
    """
    reached = {key: value for key, value in measured.items() if value >= prize.trigger.at_least}
    left, awards = prize.budget, {}
    for level in sorted(set(reached.values()), reverse=True):
        keys = [key for key, value in reached.items() if value == level]
        granted = prize.value * len(keys) <= left
        left = left - prize.value * len(keys) if granted else Decimal(0)
        awards.update({key: Award(prize, level, granted) for key in keys})
    return awards


def prize_lines(facts: PersonMonth, plan: PayPlan) -> Iterator[Line]:
    """A line per award. A non-cash prize is a line of 0 that shows the prize and its value."""
    for award in sorted(facts.awards, key=lambda each: each.prize.code):
        prize = award.prize
        cash = prize.value if award.granted and prize.form == "cash" else Decimal(0)
        amount = rounded(cash, on=facts.month.start)
        nodes = [
            Explained(Text("达到", "reached"), award.measured, _unit(prize, plan.currency)),
            Explained(
                Text("触发条件", "trigger"), prize.trigger.at_least, _unit(prize, plan.currency), plan.version
            ),
            Explained(Text("奖项价值", "value of the prize"), prize.value, plan.currency, plan.version),
        ]
        if prize.form == "non_cash":
            nodes.append(Explained(Text("发放方式", "form"), Text("非现金", "in kind"), "text"))
        if not award.granted:
            budget = Text("本月预算已用完，未发放", "the month's budget was used up, not granted")
            nodes.append(Explained(budget, prize.budget, plan.currency, plan.version))
        reason = Explained(prize.name, amount, plan.currency, "product §9.8", tuple(nodes))
        yield Line(f"prize.{prize.code}", prize.name, amount, reason)


def prize_corrections(past: PastMonth, currency: str) -> Iterator[Line]:
    """Cash prizes of a closed month that its orders no longer reach are taken back; who reaches them again gets them.

    Dated by the month in which the prize was won (`pay.prize_clawback`). The budget of that month is not shared out
    anew: what one loses, nobody else gains.
    """
    rule = parameter("pay.prize_clawback", on=past.month.start)
    if not rule.switch:
        return
    for each in sorted(past.prizes, key=lambda one: one.prize.code):
        prize = each.prize
        stays = each.reached is None or each.reached >= prize.trigger.at_least
        amount = (each.won if stays else Decimal(0)) - each.paid
        if not amount or each.reached is None:
            continue
        title = Text("更正：{month} {zh}", "correction: {en} of {month}")
        title = title.format(month=past.month, zh=prize.title.zh, en=prize.title.en)
        unit = _unit(prize, currency)
        nodes = (
            Explained(Text("扣除退货后达到", "reached after what came back"), each.reached, unit),
            Explained(Text("触发条件", "trigger"), prize.trigger.at_least, unit, past.plan.version),
            Explained(Text("当月已发", "paid for that month"), each.won, currency),
            rule.explained(),
        )
        reason = Explained(title, amount, currency, "product §9.10", nodes)
        sources = tuple(item.id for item in in_order(past.changes))
        yield Line(f"correction.prize.{prize.code}", title, amount, reason, sources, str(past.month))


def _unit(prize: Prize, currency: str) -> str:
    return {"revenue_growth": "share", "score": "points"}.get(prize.trigger.measure, currency)
