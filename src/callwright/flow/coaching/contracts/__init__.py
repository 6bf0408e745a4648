"""What leaves coaching, by subject."""

from callwright.flow.coaching.contracts.growing import (
    COACHING_DEFINITIONS,
    Care,
    CoachingTask,
    Newcomer,
    Proof,
    ProofVerdict,
    Sample,
    Sign,
    Survival,
    SurvivalAt,
    SurvivalPoint,
    Week,
    WeekFigure,
)
from callwright.flow.coaching.contracts.library import CardKind, CardUse, Consent, Example, LibraryCard
from callwright.flow.coaching.contracts.mirror import (
    MyNumbers,
    NumbersStep,
    PanelRow,
    ProbabilityPanel,
    TimeUse,
)

__all__ = [
    "COACHING_DEFINITIONS",
    "CardKind",
    "CardUse",
    "Care",
    "CoachingTask",
    "Consent",
    "Example",
    "LibraryCard",
    "MyNumbers",
    "Newcomer",
    "NumbersStep",
    "PanelRow",
    "ProbabilityPanel",
    "Proof",
    "ProofVerdict",
    "Sample",
    "Sign",
    "Survival",
    "SurvivalAt",
    "SurvivalPoint",
    "TimeUse",
    "Week",
    "WeekFigure",
]
