"""The door of the scores stage."""

from callwright.flow.scores.service.closing import close_scores
from callwright.flow.scores.service.goals import (
    acknowledge_goals,
    directory,
    goals_of_month,
    import_goal_file,
)
from callwright.flow.scores.service.proposals import decide_proposal
from callwright.flow.scores.service.reading import (
    closed_months,
    closing,
    company_result,
    department_completion,
    departments,
    period_scores,
    person_named,
    proposals,
    scores,
)

__all__ = [
    "acknowledge_goals",
    "close_scores",
    "closed_months",
    "closing",
    "company_result",
    "decide_proposal",
    "department_completion",
    "departments",
    "directory",
    "goals_of_month",
    "import_goal_file",
    "period_scores",
    "person_named",
    "proposals",
    "scores",
]
