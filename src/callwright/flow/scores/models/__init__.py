"""Tables of the scores stage (schema `scores`): closed months, appraisal projects, cycles, grades."""

from callwright.flow.scores.models.cycles import (
    CycleResultRow,
    CycleRow,
    CycleStepRow,
    PeriodSettingRow,
    ReviewRow,
    SelfViewRow,
    SupplierRow,
    SupplyRow,
)
from callwright.flow.scores.models.projects import (
    EvidenceRow,
    MemberRow,
    NoticeRow,
    PlanItemRow,
    ProjectRow,
)
from callwright.flow.scores.models.scored import (
    AppealRow,
    ClosingRow,
    CoachingPlanRow,
    DepartmentResultRow,
    GradeProposalRow,
    IndicatorScoreRow,
    LackRow,
    PersonScoreRow,
)

__all__ = [
    "AppealRow",
    "ClosingRow",
    "CoachingPlanRow",
    "CycleResultRow",
    "CycleRow",
    "CycleStepRow",
    "DepartmentResultRow",
    "EvidenceRow",
    "GradeProposalRow",
    "IndicatorScoreRow",
    "LackRow",
    "MemberRow",
    "NoticeRow",
    "PeriodSettingRow",
    "PersonScoreRow",
    "PlanItemRow",
    "ProjectRow",
    "ReviewRow",
    "SelfViewRow",
    "SupplierRow",
    "SupplyRow",
]
