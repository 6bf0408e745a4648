"""Long work of insights."""

from callwright.flow.insights.jobs.asking import ask
from callwright.flow.insights.jobs.judging import forget_recording, judge_calls
from callwright.flow.insights.jobs.measuring import measure, measure_recording, run

__all__ = ["ask", "forget_recording", "judge_calls", "measure", "measure_recording", "run"]
