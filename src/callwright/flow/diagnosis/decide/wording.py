"""How numbers are said in findings."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from callwright.flow.diagnosis.contracts import Weight
from callwright.kernel.text import Text

CURRENCY = "CNY"
PERSON_DAYS = Text(zh="人日", en="person-days")
PEOPLE = Text(zh="人", en="people")
DIALS = Text(zh="次呼叫", en="dials")
ORDERS = Text(zh="个订单", en="orders")
CONTACTS = Text(zh="个客户", en="contacts")


def percent(share: Decimal) -> str:
    """0.4375 → 43.8 %."""
    return f"{(share * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)} %"


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to cents, for showing and for adding up."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def said(number: Decimal | int) -> str:
    """A number inside a sentence, its thousands apart: 1234567.80 → 1,234,567.80."""
    return f"{number:,}"


def whole(number: Decimal) -> int:
    """Rounded half up to a whole number."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share(value: Decimal) -> Decimal:
    """Four places carry a share."""
    return value.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def no_weight() -> Weight:
    """A sample too small to judge costs nothing yet."""
    return Weight(
        Decimal("0.00"), CURRENCY, Text(zh="样本不足，不计成本。", en="Sample too small; no cost counted.")
    )


def too_small(have: int, need: int, unit: Text) -> Text:
    """The explanation instead of a verdict."""
    return Text(
        zh=f"样本不足：只有 {have} {unit.zh}，至少需要 {need}，暂不下结论。",
        en=f"Sample too small: {have} {unit.en}, at least {need} are needed; no verdict yet.",
    )
