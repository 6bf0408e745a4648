"""What can go wrong with a budget of abandoned calls."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class BudgetAboveCap(CallwrightError):
    """More abandoned calls are wished than the called country tolerates."""

    status = 422
    code = "calls.budget_above_cap"
    text = Text(
        "{country} 的放弃率预算必须在 0 到 {cap} 之间，不能设为 {wished}（规则 {rule}）。",
        "In {country} the budget of abandoned calls lies between 0 and {cap}; {wished} is not possible (rule {rule}).",
    )
