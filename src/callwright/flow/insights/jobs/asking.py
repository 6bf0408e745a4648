"""Asking the judge outside the house, when the owner turned it on. The rules judged the call before."""

from __future__ import annotations

import uuid
from typing import Any

from callwright.flow.insights import service
from callwright.flow.insights.errors import OutsideJudgeFailed, OutsideKeyLost
from callwright.flow.insights.ports import NoAnswer, OutsideJudge, SecretBox
from callwright.platform.db import Session
from callwright.platform.jobs import JobContext, job, submit

BEHIND_RECORDINGS = -20


async def ask_later(context: JobContext, session: Session, recording_id: uuid.UUID) -> None:
    """Queue asking about a call that was just judged; nothing while the judge is off."""
    setting = await service.outside_setting(session)
    if setting is None or not setting.enabled:
        return
    key = f"insights.ask:{recording_id}:{context.clock.now().isoformat()}"
    arguments = {"recording_id": str(recording_id)}
    await submit(session, "insights.ask", arguments, key=key, priority=BEHIND_RECORDINGS)


@job("insights.ask")
async def ask(context: JobContext, recording_id: str) -> dict[str, Any]:
    """Ask about one call. No transaction is open while the other side thinks; a failure leaves the rules' hits."""
    one = uuid.UUID(recording_id)
    box = context.ports.get(SecretBox)
    try:
        async with context.transaction() as session:
            asked = await service.asked_about(session, recording_id=one, calendar=context.calendar, box=box)
        if asked is None:
            return {"asked": 0, "hits": 0, "trouble": ""}
        answer = await context.ports.get(OutsideJudge).ask(asked.access, asked.messages)
        async with context.transaction() as session:
            hits = await service.keep_opinion(session, asked, answer)
    except NoAnswer as trouble:
        return await _rules_stay(context, one, trouble.reason)
    except OutsideJudgeFailed as error:
        return await _rules_stay(context, one, str(error.details["reason"]))
    except OutsideKeyLost:
        return await _rules_stay(context, one, "key_lost")
    return {"asked": 1, "hits": hits, "trouble": ""}


async def _rules_stay(context: JobContext, recording_id: uuid.UUID, reason: str) -> dict[str, Any]:
    async with context.transaction() as session:
        await service.note_trouble(session, recording_id, reason=reason)
    return {"asked": 1, "hits": 0, "trouble": reason}
