"""What leaves the scores stage: scores in points, completions as fractions of 1, both not rounded."""

from callwright.flow.scores.contracts.cycles import (
    Board,
    BoardPerson,
    Cycle,
    CycleResult,
    CycleStep,
    SupplierSeat,
    SupplyState,
)
from callwright.flow.scores.contracts.goals import Cascade, CascadeDepartment, CascadeTeam
from callwright.flow.scores.contracts.grades import Appeal, CoachingPlan, GradeHistory
from callwright.flow.scores.contracts.projects import Evidence, Member, Notice, PlanItem, Project
from callwright.flow.scores.contracts.scored import (
    ClosedMonth,
    DepartmentResult,
    GradeProposal,
    IndicatorScore,
    Lack,
    PeriodScore,
    PersonScore,
)

__all__ = [
    "Appeal",
    "Board",
    "BoardPerson",
    "Cascade",
    "CascadeDepartment",
    "CascadeTeam",
    "ClosedMonth",
    "CoachingPlan",
    "Cycle",
    "CycleResult",
    "CycleStep",
    "DepartmentResult",
    "Evidence",
    "GradeHistory",
    "GradeProposal",
    "IndicatorScore",
    "Lack",
    "Member",
    "Notice",
    "PeriodScore",
    "PersonScore",
    "PlanItem",
    "Project",
    "SupplierSeat",
    "SupplyState",
]
