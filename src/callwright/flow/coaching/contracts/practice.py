"""Practice calls as they are looked at afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.flow.calls.contracts.practice import PracticeCall
from callwright.flow.insights.contracts.practice import PracticeReview
from callwright.flow.recordings.contracts import Recording
from callwright.kernel.text import Text


@dataclass(frozen=True)
class PracticeResult:
    """One practice call with its person, its customer, and its recording and review once there are any."""

    call: PracticeCall
    person: str
    customer: Text
    trains: Text
    lines: tuple[Text, ...]
    recording: Recording | None
    review: PracticeReview | None
