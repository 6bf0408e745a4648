"""Tables of insights (schema `insights`), by subject."""

from callwright.flow.insights.models.checking import (
    CheckVersionRow,
    HitRow,
    JudgementRow,
    OutsideSettingRow,
    VerdictRow,
)
from callwright.flow.insights.models.grading import (
    DisputeStepRow,
    DrawnCallRow,
    DrawRow,
    GradeRow,
    ScorecardRow,
)
from callwright.flow.insights.models.measures import (
    MeasurementRow,
    TurnRow,
)
from callwright.flow.insights.models.practice import PracticeReviewRow
from callwright.flow.insights.models.saying import (
    CallIndexRow,
    CommentRow,
    ProblemRow,
    SaidRow,
    TranscriptRow,
)

__all__ = [
    "CallIndexRow",
    "CheckVersionRow",
    "CommentRow",
    "DisputeStepRow",
    "DrawRow",
    "DrawnCallRow",
    "GradeRow",
    "HitRow",
    "JudgementRow",
    "MeasurementRow",
    "OutsideSettingRow",
    "PracticeReviewRow",
    "ProblemRow",
    "SaidRow",
    "ScorecardRow",
    "TranscriptRow",
    "TurnRow",
    "VerdictRow",
]
