"""The door of the pay stage."""

from callwright.flow.pay.service.adjusting import (
    adjustments,
    decide_adjustment,
    leaves,
    record_leave,
    withdraw_leave,
)
from callwright.flow.pay.service.closing import close_pay
from callwright.flow.pay.service.disputing import (
    decide_dispute,
    dispute,
    dispute_line,
    disputes,
    disputes_of,
    say_in_dispute,
)
from callwright.flow.pay.service.outlook import outlook
from callwright.flow.pay.service.paying import (
    approve_payout,
    payout,
    payroll_rows,
    write_payroll_csv,
    write_payroll_xlsx,
)
from callwright.flow.pay.service.plans import (
    plan_cliffs,
    plan_if_any,
    plan_on,
    plan_warnings,
    plans,
    read_draft,
    read_yaml,
    rules_on,
    save_plan,
    template,
)
from callwright.flow.pay.service.reading import (
    closing,
    open_statement,
    statement,
    statement_json,
    statements,
    statements_page,
    unopened_statements,
    versions,
    visible_statement,
    wrong_sums,
)
from callwright.flow.pay.service.trying import try_plan
from callwright.flow.pay.service.verifying import differing_somewhere, differing_statements
from callwright.flow.pay.service.watching import bunched_orders, fair_pay

__all__ = [
    "adjustments",
    "approve_payout",
    "bunched_orders",
    "close_pay",
    "closing",
    "decide_adjustment",
    "decide_dispute",
    "differing_somewhere",
    "differing_statements",
    "dispute",
    "dispute_line",
    "disputes",
    "disputes_of",
    "fair_pay",
    "leaves",
    "open_statement",
    "outlook",
    "payout",
    "payroll_rows",
    "plan_cliffs",
    "plan_if_any",
    "plan_on",
    "plan_warnings",
    "plans",
    "read_draft",
    "read_yaml",
    "record_leave",
    "rules_on",
    "save_plan",
    "say_in_dispute",
    "statement",
    "statement_json",
    "statements",
    "statements_page",
    "template",
    "try_plan",
    "unopened_statements",
    "versions",
    "visible_statement",
    "withdraw_leave",
    "write_payroll_csv",
    "write_payroll_xlsx",
    "wrong_sums",
]
