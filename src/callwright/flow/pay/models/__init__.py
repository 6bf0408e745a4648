"""Tables of the pay stage (schema `pay`)."""

from callwright.flow.pay.models.disputes import (
    AdjustmentRow,
    AdjustmentTakenRow,
    DisputeRow,
    DisputeStepRow,
    UnpaidLeaveRow,
)
from callwright.flow.pay.models.statements import (
    ClosingRow,
    CreditRow,
    LineRow,
    OpeningRow,
    PayoutRow,
    PlanVersionRow,
    SnapshotRow,
    StatementRow,
)

__all__ = [
    "AdjustmentRow",
    "AdjustmentTakenRow",
    "ClosingRow",
    "CreditRow",
    "DisputeRow",
    "DisputeStepRow",
    "LineRow",
    "OpeningRow",
    "PayoutRow",
    "PlanVersionRow",
    "SnapshotRow",
    "StatementRow",
    "UnpaidLeaveRow",
]
