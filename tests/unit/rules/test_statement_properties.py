"""What holds for every statement, whatever the facts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.facts import (
    GatePart,
    GateResult,
    Owed,
    PastMonth,
    PastPrize,
    PersonMonth,
    RevenueItem,
)
from callwright.rules.pay.formulas.base_pay import employed_days
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.formulas.statements import statement_lines, total
from callwright.rules.pay.plan import PayPlan
from callwright.rules.pay.plan_files import example_plan, read_plan
from callwright.rules.pay.snapshots import (
    facts_from_json,
    facts_to_json,
    fingerprint,
    line_to_json,
    written,
    written_fingerprint,
)

MONTH = Month(2026, 10)
PLAN = example_plan()
WITH_DRAW = read_plan(
    PLAN.document()
    | {
        "draw": {"amount": {"junior": 2000, "intermediate": 2500, "senior": 3000}, "recover_share": "0.5"},
        "gate": {"applies_to": ["performance_bonus", "commission"]},
    }
)
amounts = st.decimals(min_value=-200_000, max_value=200_000, places=2)
items = st.lists(
    st.builds(
        RevenueItem,
        id=st.uuids().map(str),
        order_number=st.just("O1"),
        kind=st.sampled_from(["sale", "return", "cancellation"]),
        amount=amounts,
        day=st.dates(date(2026, 10, 1), date(2026, 10, 31)),
    ),
    max_size=12,
    unique_by=lambda item: item.id,
).map(tuple)

owed_amounts = st.decimals(min_value=0, max_value=5000, places=2)
gains = st.decimals(min_value="0.01", max_value=200_000, places=2)


shares = st.just(Fraction(1)) | st.integers(0, 31).map(lambda days: Fraction(days, 31))


def result(*, shut: bool) -> GateResult:
    return GateResult(not shut, Explained(Text("门", "gate"), not shut))


gate_parts = st.just(()) | st.lists(
    st.builds(
        GatePart,
        st.sampled_from("AB"),
        st.integers(1, 15),
        st.none() | st.booleans().map(lambda shut: result(shut=shut)),
    ),
    min_size=2,
    max_size=3,
).map(tuple)


@st.composite
def months(draw: st.DrawFn) -> PersonMonth:
    """A rep's month with any revenue, score, gates and late facts."""
    past = PastMonth(MONTH.previous(), draw(amounts), PLAN, True, draw(items), draw(shares))
    return PersonMonth(
        month=MONTH,
        kind="rep",
        grade=draw(st.sampled_from(["junior", "intermediate", "senior"])),
        hired_on=draw(st.dates(date(2026, 9, 1), date(2026, 11, 30))),
        left_on=None,
        revenue=draw(items),
        score=draw(st.none() | st.decimals(0, 120, places=5)),
        gate=result(shut=draw(st.booleans())),
        gate_parts=draw(gate_parts),
        past=(past,),
        unpaid_days=draw(st.integers(0, 5)),
        owed=Owed(draw(owed_amounts), draw(owed_amounts)),
    )


@given(months())
def test_the_lines_sum_to_the_total_in_whole_cents(facts: PersonMonth) -> None:
    lines = statement_lines(facts, PLAN)
    assert total(lines) == sum(line.amount for line in lines)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in lines)
    taken = [line for line in lines if line.code.startswith("gate.")]
    assert all(line.amount < 0 for line in taken)
    assert total(lines) >= 0 or employed_days(MONTH, facts.hired_on, facts.left_on) == 0


@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: PersonMonth, chance: object) -> None:
    mixed = list(facts.revenue)
    late = list(facts.past[0].changes)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis types randoms() loosely
    chance.shuffle(late)  # type: ignore[attr-defined]  # as above
    shuffled = replace(facts, revenue=tuple(mixed), past=(replace(facts.past[0], changes=tuple(late)),))
    assert statement_lines(shuffled, PLAN) == statement_lines(facts, PLAN)


@given(months())
def test_late_facts_lead_exactly_to_the_commission_of_the_corrected_revenue(facts: PersonMonth) -> None:
    past, scale = facts.past[0], PLAN.commission.scale
    corrected = past.credited + sum((item.amount for item in past.changes), Decimal(0))
    lines = statement_lines(facts, PLAN)
    corrections = sum((line.amount for line in lines if line.code == "correction.commission"), Decimal(0))
    share = past.paid_share
    before, after = (
        rounded(scale.amount(value) * share.numerator / share.denominator, on=MONTH.start)
        for value in (past.credited, corrected)
    )
    assert before + corrections == after


@given(st.lists(amounts.filter(lambda value: value > 0), min_size=2, max_size=2))
def test_more_revenue_never_pays_less_on_a_marginal_scale(pair: list[Decimal]) -> None:
    low, high = sorted(pair)
    assert PLAN.commission.scale.amount(low) <= PLAN.commission.scale.amount(high)


def item(number: int, amount: Decimal) -> RevenueItem:
    return RevenueItem(f"new{number}", "N1", "sale" if amount > 0 else "return", amount, date(2026, 10, 15))


@given(months(), gains)
def test_more_revenue_never_lowers_the_sum_before_gates(facts: PersonMonth, gain: Decimal) -> None:
    for plan in (PLAN, WITH_DRAW):
        more = replace(facts, revenue=(*facts.revenue, item(1, gain)))
        assert before_gates(more, plan) >= before_gates(facts, plan)
        assert total(statement_lines(more, plan)) >= total(statement_lines(facts, plan))


def before_gates(facts: PersonMonth, plan: PayPlan) -> Decimal:
    """What is paid when no gate takes anything."""
    return total(statement_lines(replace(facts, gate=None, gate_parts=()), plan))


@given(months(), gains)
def test_a_return_never_raises_pay_whether_of_the_month_or_of_a_closed_one(
    facts: PersonMonth, loss: Decimal
) -> None:
    for plan in (PLAN, WITH_DRAW):
        before = total(statement_lines(facts, plan))
        now = replace(facts, revenue=(*facts.revenue, item(2, -loss)))
        past = facts.past[0]
        late = replace(facts, past=(replace(past, changes=(*past.changes, item(3, -loss))),))
        assert total(statement_lines(now, plan)) <= before
        assert total(statement_lines(late, plan)) <= before


@given(months())
def test_what_is_put_off_is_owed_and_never_lost(facts: PersonMonth) -> None:
    """Σ payout of this month and of a rich next one is the same with and without the floor's putting off."""
    lines = statement_lines(facts, PLAN)
    carried = sum((line.amount for line in lines if line.code.startswith("carry.")), Decimal(0))
    assert facts.owed.carried + carried >= 0
    rich = PersonMonth(
        MONTH.next(),
        "rep",
        "senior",
        date(2020, 1, 1),
        None,
        (item(4, Decimal(9_000_000)),),
        owed=Owed(Decimal(0), facts.owed.carried + carried),
    )
    without = replace(rich, owed=Owed())
    back = total(statement_lines(without, PLAN)) - total(statement_lines(rich, PLAN))
    assert back == facts.owed.carried + carried


@given(months())
def test_a_closed_month_worked_out_again_gives_the_same_bytes(facts: PersonMonth) -> None:
    stored = json.loads(json.dumps(facts_to_json(facts)))
    again = facts_from_json(stored, PLAN, {MONTH.previous(): PLAN})
    first, second = (fingerprint(map(line_to_json, statement_lines(each, PLAN))) for each in (facts, again))
    assert first == second


@given(months())
def test_a_line_written_at_once_has_the_bytes_of_its_plain_form(facts: PersonMonth) -> None:
    lines = statement_lines(facts, PLAN)
    for line in lines:
        plain_form, at_once = line_to_json(line), written(line)
        assert at_once.whole == json.dumps(
            plain_form, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        parts = (at_once.title, at_once.reason, at_once.sources)
        assert [json.loads(part) for part in parts] == [
            plain_form[name] for name in ("title", "reason", "sources")
        ]
    assert written_fingerprint(map(written, lines)) == fingerprint(map(line_to_json, lines))


@given(months(), st.none() | amounts, owed_amounts)
def test_a_prize_taken_back_is_worked_out_again_from_what_was_kept(
    facts: PersonMonth, reached: Decimal | None, left: Decimal
) -> None:
    december = Month(2026, 12)
    prizes = tuple(PastPrize(prize, Decimal(800), left, reached) for prize in PLAN.prizes)
    later = replace(
        facts, month=december.next(), past=(replace(facts.past[0], month=december, prizes=prizes),)
    )
    stored = json.loads(json.dumps(facts_to_json(later)))
    assert facts_from_json(stored, PLAN, {december: PLAN}) == later
    back = [line for line in statement_lines(later, PLAN) if line.code.startswith("correction.prize.")]
    assert all(line.corrects == "2026-12" for line in back)
    for line in back:
        assert left + line.amount in {Decimal(0), Decimal(800)}
