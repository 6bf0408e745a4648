"""What turns say about a call. Each figure is defined in `contracts.DEFINITIONS`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from callwright.flow.insights.contracts import Measures, Speaker, Turn
from callwright.flow.insights.decide.turns import DEFAULT_RULES, Stretch, TurnRules, joined

SAME_CHANNELS_FROM = 0.98


def measure(
    duration: float,
    speech: dict[Speaker, Sequence[Stretch]],
    turns: Sequence[Turn],
    *,
    identical: bool = False,
    rules: TurnRules = DEFAULT_RULES,
) -> Measures:
    """All measures of a call of `duration` seconds from its speech and turns.

    With `identical` channels, or speech of an unknown speaker, what tells the two apart is None.
    """
    separated = not identical and Speaker.UNKNOWN not in speech
    real = [turn for turn in turns if not turn.backchannel]
    silence_share, longest_silence = silence(
        duration, [one for stretches in speech.values() for one in stretches]
    )
    monologue = longest_monologue(real, rules) if separated else None
    return Measures(
        duration_seconds=round(duration, 3),
        talk_share_agent=talk_share(speech) if separated else None,
        turns_agent=_count(real, Speaker.AGENT) if separated else None,
        turns_customer=_count(real, Speaker.CUSTOMER) if separated else None,
        longest_monologue_seconds=_length(monologue),
        longest_monologue_start=_start(monologue),
        interruptions_by_agent=len(interruptions(real, Speaker.AGENT, rules)) if separated else None,
        interruptions_by_customer=len(interruptions(real, Speaker.CUSTOMER, rules)) if separated else None,
        silence_share=silence_share,
        longest_silence_seconds=_length(longest_silence),
        longest_silence_start=_start(longest_silence),
        patience_seconds=patience(real) if separated else None,
        identical_channels=identical,
    )


def same_channels(left: NDArray[np.float32], right: NDArray[np.float32]) -> bool:
    """Whether two channels carry one sound (a mono recording written twice); silence is not a sound."""
    if left.size != right.size or left.size == 0 or left.std() == 0 or right.std() == 0:
        return False
    return bool(abs(np.corrcoef(left, right)[0, 1]) >= SAME_CHANNELS_FROM)


def talk_share(speech: dict[Speaker, Sequence[Stretch]]) -> float | None:
    """Speech of the agent ÷ speech of both; None when nobody spoke."""
    seconds = {
        speaker: sum(end - start for start, end in speech.get(speaker, ()))
        for speaker in (Speaker.AGENT, Speaker.CUSTOMER)
    }
    total = sum(seconds.values())
    return round(seconds[Speaker.AGENT] / total, 4) if total else None


def longest_monologue(turns: Sequence[Turn], rules: TurnRules = DEFAULT_RULES) -> Stretch | None:
    """The agent's longest stretch without a turn of the customer in it; None when the agent never spoke."""
    runs: list[Stretch] = []
    last: Turn | None = None
    for turn in turns:
        if turn.speaker is Speaker.AGENT:
            goes_on = last is not None and last.speaker is Speaker.AGENT
            if goes_on and last and turn.start - last.end <= rules.monologue_pause:
                runs[-1] = (runs[-1][0], turn.end)
            else:
                runs.append((turn.start, turn.end))
        last = turn
    return max(runs, key=lambda run: (run[1] - run[0], -run[0]), default=None)


def interruptions(turns: Sequence[Turn], by: Speaker, rules: TurnRules = DEFAULT_RULES) -> list[Turn]:
    """The turns with which `by` cut in and took the turn (definition: `interruptions_by_agent`)."""
    others = [turn for turn in turns if turn.speaker is not by]
    return [
        turn
        for turn in turns
        if turn.speaker is by
        and turn.seconds >= rules.cut_in_length
        and any(
            other.start < turn.start < other.end
            and other.end - turn.start >= rules.cut_in_overlap
            and turn.end > other.end
            for other in others
        )
    ]


def silence(duration: float, speech: Sequence[Stretch]) -> tuple[float | None, Stretch | None]:
    """Share of silence from the first word to the end, and the longest silence; None when nobody spoke."""
    spoken = joined(speech, 0.0)
    if not spoken:
        return None, None
    begin = spoken[0][0]
    gaps = [(before[1], after[0]) for before, after in pairwise(spoken)] + [
        (spoken[-1][1], max(duration, spoken[-1][1]))
    ]
    length = max(duration, spoken[-1][1]) - begin
    longest = max(gaps, key=lambda gap: (gap[1] - gap[0], -gap[0]))
    return round(sum(end - start for start, end in gaps) / length, 4), longest


def patience(turns: Sequence[Turn]) -> float | None:
    """Median pause between the end of a customer's turn and the agent's next one, where the customer had finished."""
    pauses = [
        after.start - before.end
        for before, after in pairwise(turns)
        if before.speaker is Speaker.CUSTOMER and after.speaker is Speaker.AGENT and after.start >= before.end
    ]
    return round(median(pauses), 3) if pauses else None


def _count(turns: Sequence[Turn], speaker: Speaker) -> int:
    return sum(turn.speaker is speaker for turn in turns)


def _length(stretch: Stretch | None) -> float | None:
    return round(stretch[1] - stretch[0], 3) if stretch else None


def _start(stretch: Stretch | None) -> float | None:
    return round(stretch[0], 3) if stretch else None
