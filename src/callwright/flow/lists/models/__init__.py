"""Tables of the lists stage (schema `lists`), by subject."""

from callwright.flow.lists.models.batches import BatchRow, ListRow, OriginalFileRow, SourceRow, StepRow
from callwright.flow.lists.models.gate import (
    GateSettingRow,
    NumberStatusRow,
    OutcomeRow,
    ReleaseRow,
    SampleRowRow,
    VerificationRow,
)
from callwright.flow.lists.models.pairs import MovedRowRow, PairRow
from callwright.flow.lists.models.screening import FitRow, JudgementRow, SuppressedContactRow, SuppressionRow

__all__ = [
    "BatchRow",
    "FitRow",
    "GateSettingRow",
    "JudgementRow",
    "ListRow",
    "MovedRowRow",
    "NumberStatusRow",
    "OriginalFileRow",
    "OutcomeRow",
    "PairRow",
    "ReleaseRow",
    "SampleRowRow",
    "SourceRow",
    "StepRow",
    "SuppressedContactRow",
    "SuppressionRow",
    "VerificationRow",
]
