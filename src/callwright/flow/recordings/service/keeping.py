"""Retention and erasure by rule (product §11): what must stay, what goes, what is on hold."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Attempt
from callwright.flow.recordings.contracts import ErasureReport, Hold, KeptRecording, NotErased, RetentionStep
from callwright.flow.recordings.decide.keeping import Term, digits_in_names, term_of
from callwright.flow.recordings.errors import ON_HOLD, TOO_EARLY
from callwright.flow.recordings.events import RecordingErased
from callwright.flow.recordings.ports import SoundVault
from callwright.flow.recordings.repository import keeping
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.contacts import service as contacts

STEP = 200
RETENTION = "retention"
"""Why the nightly job erases; a request by a person says so in its own words."""


@dataclass(frozen=True)
class _Judged:
    """A recording with its call, its term and the hold that keeps it."""

    recording: KeptRecording
    attempt: Attempt | None
    term: Term
    hold: Hold | None


async def apply_retention(
    session: Session, *, after: uuid.UUID | None, now: datetime, calendar: CompanyCalendar
) -> RetentionStep:
    """Look at the next recordings after this id and erase those whose time has come; None = from the beginning."""
    found = await keeping.alive_after(session, after, STEP)
    judged = await _judge(session, found, now, calendar)
    due = [one for one in judged if one.term.goes_at <= now]
    going = [one for one in due if one.hold is None]
    await _erase(session, going, because=RETENTION, now=now)
    last = found[-1].id if len(found) == STEP else None
    return RetentionStep(last, len(found), len(going), len(due) - len(going))


async def erase_on_request(
    session: Session, *, numbers: Collection[str], reason: str, now: datetime, calendar: CompanyCalendar
) -> ErasureReport:
    """Erase what is kept of these numbers (E.164), as a person asked.

    What the law keeps longer, and what is on hold, is not erased: the report names the rule and the day for each.
    """
    attempts = await calls.attempts_with_numbers(session, numbers)
    digits = {digits_in_names(number) for number in numbers}
    found = await keeping.alive_of(session, [one.id for one in attempts], digits)
    judged = await _judge(session, found, now, calendar)
    refused = [refusal for one in judged if (refusal := _refusal(one, now))]
    kept = {one.recording_id for one in refused}
    going = [one for one in judged if one.recording.id not in kept]
    await _erase(session, going, because=reason, now=now)
    return ErasureReport(tuple(one.recording.id for one in going), tuple(refused))


async def finish_erasures(session: Session, vault: SoundVault) -> int:
    """Delete the sound of tombstones from its store; returns how many are done. Safe to repeat."""
    found = await keeping.half_erased(session, vault.names, STEP)
    for _, store, keys in found:
        for key in keys:
            await asyncio.to_thread(vault.store(store).delete, key)
    await keeping.forget_keys(session, [recording_id for recording_id, _, _ in found])
    return len(found)


async def numbers_of(session: Session, contact_id: uuid.UUID) -> list[str]:
    """All numbers (E.164) of a contact, with whose recordings a wish to be erased is about; UnknownContact (404)."""
    return [one.e164 for one in (await contacts.contact(session, contact_id)).numbers]


async def _judge(
    session: Session, found: Sequence[KeptRecording], now: datetime, calendar: CompanyCalendar
) -> list[_Judged]:
    attempts = await calls.attempts(session, [one.attempt_id for one in found if one.attempt_id])
    businesses = await keeping.businesses(session)
    held = await keeping.holds(session)
    today = calendar.day_of(now)

    def judge(one: KeptRecording) -> _Judged:
        attempt = attempts.get(one.attempt_id) if one.attempt_id else None
        campaign = attempt.campaign_code if attempt else ""
        business = businesses.get(campaign) or businesses.get("", "")
        recorded_at = attempt.started_at if attempt else one.stored_at
        term = term_of(recorded_at, attempt.e164 if attempt else "", business, today=today)
        hold = next((hold for hold in held if _holds(hold, one, attempt)), None)
        return _Judged(one, attempt, term, hold)

    return [judge(one) for one in found]


def _holds(hold: Hold, recording: KeptRecording, attempt: Attempt | None) -> bool:
    if hold.recording_id is not None:
        return hold.recording_id == recording.id
    if attempt is None:
        return False
    return hold.e164 == attempt.e164 if hold.e164 else hold.campaign_code == attempt.campaign_code


def _refusal(one: _Judged, now: datetime) -> NotErased | None:
    if one.hold is not None:
        text = ON_HOLD.format(reason=one.hold.reason)
        return NotErased(one.recording.id, f"hold:{one.hold.id}", text, None)
    if one.term.free_at > now:
        day = one.term.free_at.astimezone(UTC).date().isoformat()
        text = TOO_EARLY.format(
            rule_zh=one.term.rule.minimum_text.zh, rule_en=one.term.rule.minimum_text.en, day=day
        )
        return NotErased(one.recording.id, one.term.rule.minimum_rule, text, one.term.free_at)
    return None


async def _erase(session: Session, going: Sequence[_Judged], *, because: str, now: datetime) -> None:
    if not going:
        return
    await keeping.mark_erased(session, [one.recording.id for one in going], because=because, at=now)
    for one in going:
        event = RecordingErased(
            recording_id=one.recording.id, attempt_id=one.attempt.id if one.attempt else None
        )
        await publish(session, event, subject=str(one.recording.id))
