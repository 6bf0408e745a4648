"""Long work of insights."""

from callwright.flow.insights.jobs.asking import ask
from callwright.flow.insights.jobs.judging import forget_recording, judge_calls
from callwright.flow.insights.jobs.measuring import measure, measure_recording, run
from callwright.flow.insights.jobs.practising import review, review_when_stored

__all__ = [
    "ask",
    "forget_recording",
    "judge_calls",
    "measure",
    "measure_recording",
    "review",
    "review_when_stored",
    "run",
]
