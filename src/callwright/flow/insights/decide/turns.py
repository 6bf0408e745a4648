"""From stretches of speech on two channels to turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from callwright.flow.insights.contracts import Speaker, Turn

Stretch = tuple[float, float]


@dataclass(frozen=True)
class TurnRules:
    """Limits in seconds; the definitions on the screens name them."""

    breath: float = 0.35  # a pause inside a sentence; detectors cut there
    turn_pause: float = 0.8  # a longer pause of the same speaker begins a new turn
    backchannel: float = 0.8  # up to this long, a sound while the other one speaks only shows listening
    cut_in_overlap: float = 0.5  # shorter overlaps are how people hand over
    cut_in_length: float = 1.0  # who says less than this did not take the turn
    monologue_pause: float = 2.0  # a longer pause invites the other one to speak


DEFAULT_RULES = TurnRules()


def turns_of(
    agent: Iterable[Stretch], customer: Iterable[Stretch], rules: TurnRules = DEFAULT_RULES
) -> tuple[Turn, ...]:
    """The turns of both in order of their start; speech of one channel only gives turns of one."""
    spoken = {
        Speaker.AGENT: joined(agent, rules.breath),
        Speaker.CUSTOMER: joined(customer, rules.breath),
    }
    whole = {
        Speaker.AGENT: _grouped(spoken[Speaker.AGENT], spoken[Speaker.CUSTOMER], rules),
        Speaker.CUSTOMER: _grouped(spoken[Speaker.CUSTOMER], spoken[Speaker.AGENT], rules),
    }
    turns = [
        Turn(speaker, start, end, _is_backchannel((start, end), whole[other], rules))
        for speaker, other in ((Speaker.AGENT, Speaker.CUSTOMER), (Speaker.CUSTOMER, Speaker.AGENT))
        for start, end in whole[speaker]
    ]
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.end, turn.speaker)))


def joined(stretches: Iterable[Stretch], pause: float) -> list[Stretch]:
    """Stretches in order, those closer than `pause` made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start - found[-1][1] <= pause:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _grouped(own: Sequence[Stretch], others: Sequence[Stretch], rules: TurnRules) -> list[Stretch]:
    """Own stretches joined over pauses, unless the other one really says something in the pause."""
    found: list[Stretch] = []
    for start, end in own:
        if found:
            before = found[-1][1]
            taken = any(
                other_start < start and other_end > before and other_end - other_start > rules.backchannel
                for other_start, other_end in others
            )
            if start - before <= rules.turn_pause and not taken:
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found


def _is_backchannel(turn: Stretch, others: Sequence[Stretch], rules: TurnRules) -> bool:
    start, end = turn
    return end - start <= rules.backchannel and any(
        other_start < start and end <= other_end for other_start, other_end in others
    )
