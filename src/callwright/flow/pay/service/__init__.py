"""The door of the pay stage."""

from callwright.flow.pay.service.closing import close_pay
from callwright.flow.pay.service.plans import plan_on, plans, save_plan
from callwright.flow.pay.service.reading import (
    closing,
    open_statement,
    statement,
    statement_json,
    statements,
    unopened_statements,
    wrong_sums,
)

__all__ = [
    "close_pay",
    "closing",
    "open_statement",
    "plan_on",
    "plans",
    "save_plan",
    "statement",
    "statement_json",
    "statements",
    "unopened_statements",
    "wrong_sums",
]
