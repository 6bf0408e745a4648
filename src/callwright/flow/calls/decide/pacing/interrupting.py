"""Polite interruption of wrap-ups: an answered customer may be given to an agent who is only writing notes.

The notes are finished after that call. Nobody is interrupted in the first seconds of a wrap-up, nobody twice in a row,
and only when no agent is ready: at a few agents this is worth more than any cleverness in dialing
(docs/reference/pacing.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrapUp:
    """One agent's wrap-up. `deferrable` as in `situation.AgentNow`; `leaving` agents take no further customer."""

    agent: str
    seconds: float
    deferrable: bool
    leaving: bool = False


def deferrable(*, campaign_allows: bool, previous_wrap_up_interrupted: bool) -> bool:
    """Whether an agent's wrap-up may be interrupted: the campaign allows it and the one before was left in peace."""
    return campaign_allows and not previous_wrap_up_interrupted


def may_interrupt(wrap_ups: Iterable[WrapUp], *, after_seconds: float) -> list[str]:
    """The agents who may be given an answered customer, the one longest in wrap-up first; `agent` of each.

    `after_seconds`: the first seconds of every wrap-up that belong to the agent (rules: interrupt_after_seconds).
    """
    willing = [one for one in wrap_ups if one.deferrable and not one.leaving and one.seconds >= after_seconds]
    return [one.agent for one in sorted(willing, key=lambda one: (-one.seconds, one.agent))]
