"""A trunk that fails several times in a row rests; the first call that gets through it ends its rest."""

from __future__ import annotations

from collections.abc import Iterable

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.contracts import AttemptState, EndedReason, LiveAttempt
from callwright.flow.calls.contracts.live import WITH_CUSTOMER
from callwright.flow.calls.decide.call_machine import Effect, Step
from callwright.flow.calls.phone.node import Node

log = structlog.get_logger()

_THROUGH = frozenset({AttemptState.RINGING, *WITH_CUSTOMER})
_FAR_END_SPOKE = frozenset(
    {EndedReason.BUSY, EndedReason.INVALID_NUMBER, EndedReason.DECLINED, EndedReason.SWITCHED_OFF}
)
"""Answers about the number, which only a trunk that works can bring."""


def know(node: Node, resting: Iterable[str]) -> None:
    """After an interruption: these rested when they were used last, and the next call decides."""
    for trunk in resting:
        node.trunk_failures[trunk] = max(node.trunk_failures.get(trunk, 0), node.waits().trunk_failures)


def note(node: Node, before: LiveAttempt | None, done: Step) -> None:
    """Learn how a trunk is from what became of an attempt. What said nothing new teaches nothing."""
    after = done.attempt
    failures = node.trunk_failures.get(after.trunk, 0)
    if Effect.SETTLE in done.effects and after.ended_reason == EndedReason.NETWORK:
        node.trunk_failures[after.trunk] = failures + 1
        if failures + 1 >= node.waits().trunk_failures:
            log.warning("trunk rests", trunk=after.trunk, sip_code=after.sip_code, cause=after.cause)
            _write(node, after.trunk)
    elif failures and _got_through(before, done):
        node.trunk_failures[after.trunk] = 0
        if failures >= node.waits().trunk_failures:
            log.info("trunk works again", trunk=after.trunk)
            _write(node, after.trunk)


def _got_through(before: LiveAttempt | None, done: Step) -> bool:
    if Effect.SETTLE in done.effects:
        return done.attempt.ended_reason in _FAR_END_SPOKE
    return done.attempt.state in _THROUGH and (before is None or before.state not in _THROUGH)


def _write(node: Node, trunk: str) -> None:
    """In a lane of the trunk, so that the newest truth is written last."""

    async def work() -> None:
        resting = node.trunk_failures.get(trunk, 0) >= node.waits().trunk_failures
        async with node.transaction() as session:
            await service.note_trunk(session, trunk=trunk, troubled_at=node.now() if resting else None)

    node.lanes.put(("trunk", trunk), work)
