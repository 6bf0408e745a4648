"""What leaves the pay stage. Amounts in the statement's currency, rounded to cents."""

from callwright.flow.pay.contracts.disputes import (
    DecidedAdjustment,
    Dispute,
    DisputeState,
    DisputeStep,
    StepKind,
    UnpaidLeave,
)
from callwright.flow.pay.contracts.seeing import (
    Bunching,
    CliffTrial,
    Distance,
    Fairness,
    Forecast,
    Outlook,
    PersonTrial,
    Trial,
)
from callwright.flow.pay.contracts.statements import (
    ClosedPay,
    Credit,
    PaidMonth,
    Payout,
    PlanVersion,
    Snapshot,
    Statement,
    StatementLine,
    Version,
    WonPrize,
)

__all__ = [
    "Bunching",
    "CliffTrial",
    "ClosedPay",
    "Credit",
    "DecidedAdjustment",
    "Dispute",
    "DisputeState",
    "DisputeStep",
    "Distance",
    "Fairness",
    "Forecast",
    "Outlook",
    "PaidMonth",
    "Payout",
    "PersonTrial",
    "PlanVersion",
    "Snapshot",
    "Statement",
    "StatementLine",
    "StepKind",
    "Trial",
    "UnpaidLeave",
    "Version",
    "WonPrize",
]
