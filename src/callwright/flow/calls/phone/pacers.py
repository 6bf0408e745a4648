"""One pacer per running campaign: the same class that the simulation drives, fed by real calls."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta

from callwright.flow.calls import service
from callwright.flow.calls.contracts import LiveAttempt
from callwright.flow.calls.contracts.live import CampaignDialing
from callwright.flow.calls.decide.pacing.decision import PacingDecision, PacingMode
from callwright.flow.calls.decide.pacing.pacer import Pacer
from callwright.flow.calls.phone.node import Node
from callwright.registers.campaigns.contracts import DialingMode
from callwright.rules.calling.values import pacing_parameters

KEEP_SECONDS = 60.0
SAMPLE_SECONDS = 2.0
"""A moment in which nothing is launched is kept this often; one in which something is, always."""
COUNTRY = "cn"


class Pacers:
    """The pacers of a node."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._pacers: dict[str, Pacer] = {}
        self._saved: dict[str, float] = {}
        self._sampled: dict[str, float] = {}

    async def of(self, dialing: CampaignDialing) -> Pacer:
        """The campaign's pacer, with its mode and budget as they are now."""
        node = self._node
        today = node.calendar.day_of(node.now())
        budget = service.budget_of(dialing, COUNTRY, today)
        predictive = dialing.mode is DialingMode.PREDICTIVE
        mode = PacingMode.PREDICTIVE if predictive else PacingMode.PROGRESSIVE
        pacer = self._pacers.get(dialing.campaign_code)
        if pacer is None:
            given = pacing_parameters(today)
            pacer = Pacer.fresh(mode=mode, budget=budget, parameters=given)
            with suppress(
                KeyError
            ):  # what an older version learned has another shape: then it is learned anew
                pacer = Pacer.from_json(dialing.learned, mode=mode, budget=budget, parameters=given)
            since = node.calendar.bounds(today - timedelta(days=budget.window_days - 1))[0]
            async with node.transaction() as session:
                days = await service.answered_by_day(
                    session, dialing.campaign_code, since=since, calendar=node.calendar
                )
            pacer.set_ledger(days)
            self._pacers[dialing.campaign_code] = pacer
        pacer.mode, pacer.budget = mode, budget
        return pacer

    def learn(self) -> None:
        """What the calls of the last moments teach."""
        while not self._node.changes.empty():
            before, after = self._node.changes.get_nowait()
            pacer = self._pacers.get(after.campaign_code)
            if pacer is not None and after.dialed_at is not None:
                self._learn(pacer, before, after, after.dialed_at)

    def _learn(self, pacer: Pacer, before: LiveAttempt | None, after: LiveAttempt, dialed: datetime) -> None:
        if before is not None and before.dialed_at is None:
            pacer.learn_dialed(dialed)
        if _by_a_person(after) and (before is None or not _by_a_person(before)):
            assert after.answered_at is not None
            waited = (after.answered_at - dialed).total_seconds()
            pacer.learn_answered(self._node.calendar.day_of(after.answered_at), waited)
        if after.ended_at is None:
            return
        if not _by_a_person(after):
            pacer.learn_unanswered((after.ended_at - dialed).total_seconds())
        elif after.abandoned and after.answered_at is not None:
            pacer.learn_abandoned(self._node.calendar.day_of(after.answered_at))
        elif after.joined_at is not None:
            left = after.agent_left_at or after.ended_at
            pacer.learn_talk((left - after.joined_at).total_seconds())

    def learn_wrap_up(self, campaign_code: str, seconds: float) -> None:
        """A wrap-up is over."""
        pacer = self._pacers.get(campaign_code)
        if pacer is not None:
            pacer.learn_wrap_up(seconds)

    async def keep(self, code: str, decision: PacingDecision, in_flight: int) -> None:
        """Keep what was decided for the chart, and every minute what was learned."""
        node = self._node
        pacer = self._pacers[code]
        now = asyncio.get_running_loop().time()
        if not decision.launch and now - self._sampled.get(code, -SAMPLE_SECONDS) < SAMPLE_SECONDS:
            return
        self._sampled[code] = now
        async with node.transaction() as session:
            await service.note_pacing(
                session,
                campaign_code=code,
                at=node.now(),
                launched=decision.launch,
                in_flight=in_flight,
                because=decision.because,
                predicted=asdict(decision.predicted),
            )
            if now - self._saved.get(code, 0.0) >= KEEP_SECONDS:
                await service.save_learned(session, code, pacer.to_json())
                self._saved[code] = now


def _by_a_person(attempt: LiveAttempt) -> bool:
    """Whether a person answered; with machine detection that is known only after its verdict, or at the end."""
    if attempt.answered_at is None or attempt.machine == "machine":
        return False
    return not attempt.detects_machine or attempt.machine != "" or attempt.ended
