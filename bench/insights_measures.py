"""Measures without a transcript: how many times faster than real time on one core (bar: 300).

`python -m bench.insights_measures`. Dialogues of known turns, 8 kHz A-law with noise, both channels; CPU seconds of
all threads together, so a second core does not help.
"""

from __future__ import annotations

from bench.clock import cpu
from tests.factories.voice import RATE
from tests.factories.voice_dialogues import dialogue

from callwright.adapters.speech.levels import LevelsThenSilero
from callwright.flow.insights import service
from callwright.flow.recordings.contracts import CallAudio

BAR = 300
DIALOGUES = 10


def main() -> float:
    """Print and return the factor."""
    talks = [dialogue(seed) for seed in range(DIALOGUES)]
    detector = LevelsThenSilero()
    service.judge(CallAudio(RATE, (talks[0].agent, talks[0].customer)), detector, 0)
    begun = cpu()
    for talk in talks:
        service.judge(CallAudio(RATE, (talk.agent, talk.customer)), detector, 0)
    spent = cpu() - begun
    seconds = sum(talk.seconds for talk in talks)
    print(f"{seconds:.0f} s of calls in {spent:.2f} CPU s: {seconds / spent:.0f} x real time (bar: {BAR})")
    return seconds / spent


if __name__ == "__main__":
    main()
