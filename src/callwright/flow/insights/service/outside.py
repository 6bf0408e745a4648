"""The judge outside the house: turned on by the owner, asked about judged calls, its quotes checked.

The rules judge every call first. An opinion that arrives takes the place of their hits for the checks that were
asked about; when asking fails, what the rules found simply stays.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from callwright.flow.calls import service as calls
from callwright.flow.insights.contracts import Transcript
from callwright.flow.insights.contracts.outside import (
    Message,
    OutsideAccess,
    OutsideSetting,
    OutsideUse,
)
from callwright.flow.insights.decide import outside as decide
from callwright.flow.insights.errors import (
    OutsideAddressUnfit,
    OutsideJudgeFailed,
    OutsideKeyLost,
    OutsideNotTold,
)
from callwright.flow.insights.ports import NoAnswer, OutsideJudge, SecretBox
from callwright.flow.insights.repository import checking as checking_store
from callwright.flow.insights.repository import measures as measuring_store
from callwright.flow.insights.repository import outside as repository
from callwright.flow.insights.repository import saying as saying_store
from callwright.flow.insights.service.addresses import usable_address
from callwright.flow.insights.service.checking import checks_on, fingerprint, hit_of, talks
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.rules.insights.conversation import Conversation
from callwright.rules.insights.language import Check

KEY = "insights.outside_judge"


@dataclass(frozen=True)
class Asked:
    """One question: who is asked, what, and what the answer is held against."""

    access: OutsideAccess
    messages: tuple[Message, ...]
    transcript: Transcript
    talk: Conversation
    checks: tuple[Check, ...]
    day: dt.date
    rules: str


async def outside_setting(session: Session) -> OutsideSetting | None:
    """What was set last; None while nobody set anything, which is off."""
    row = await repository.newest_setting(session)
    if row is None:
        return None
    has_key = row.sealed_key is not None
    return OutsideSetting(row.enabled, row.address, row.model, row.seconds, has_key, row.set_by, row.set_at)


async def set_outside(
    session: Session,
    *,
    enabled: bool,
    address: str,
    model: str,
    seconds: int,
    key: str | None,
    told: bool,
    by: str,
    now: dt.datetime,
    box: SecretBox,
) -> OutsideSetting:
    """Set who is asked. A `key` of None keeps the one that is there, unless the address changed: it goes nowhere else.

    What is set last holds, also when the clock stood still or went back in between: it is then dated right after.
    Raises OutsideNotTold when it is turned on unread, OutsideAddressUnfit.
    """
    if enabled and not told:
        raise OutsideNotTold
    if (enabled or address) and not usable_address(address):
        raise OutsideAddressUnfit(address=address)
    before = await repository.newest_setting(session)
    kept = before.sealed_key if before is not None and before.address == address else None
    sealed = kept if key is None else box.seal(KEY, key) if key else None
    values = {
        "enabled": enabled,
        "address": address,
        "model": model,
        "seconds": seconds,
        "sealed_key": sealed,
    }
    at = now if before is None else max(now, before.set_at + dt.timedelta(microseconds=1))
    await repository.add_setting(session, values | {"id": new_id(), "set_by": by, "set_at": at})
    return OutsideSetting(enabled, address, model, seconds, sealed is not None, by, at)


async def outside_access(session: Session, *, box: SecretBox) -> OutsideAccess | None:
    """What is needed to ask; None while nothing was set. OutsideKeyLost when the key was sealed elsewhere."""
    row = await repository.newest_setting(session)
    if row is None or not row.address:
        return None
    try:
        key = box.open(KEY, row.sealed_key) if row.sealed_key is not None else ""
    except ValueError:
        raise OutsideKeyLost from None
    return OutsideAccess(row.address, row.model, row.seconds, key)


async def asked_about(
    session: Session, *, recording_id: uuid.UUID, calendar: CompanyCalendar, box: SecretBox
) -> Asked | None:
    """The question about a judged call; None when the judge is off or there is nothing to ask.

    Raises OutsideKeyLost, and OutsideJudgeFailed for a transcript that is longer than is asked about.
    """
    setting = await outside_setting(session)
    transcript = (await saying_store.transcripts(session, [recording_id])).get(recording_id)
    if setting is None or not setting.enabled or transcript is None:
        return None
    access = await outside_access(session, box=box)
    attempt = await calls.attempt(session, transcript.call_id)
    day = calendar.day_of(attempt.started_at)
    in_force = await checks_on(session, day)
    checks = decide.askable(in_force)
    talk = (await talks(session, [transcript]))[recording_id]
    messages = decide.question(talk, checks)
    if access is None or not checks or not talk.sentences:
        return None
    if decide.too_long(messages):
        raise OutsideJudgeFailed(reason="too_long", detail=str(len(talk.sentences)))
    return Asked(access, messages, transcript, talk, checks, day, fingerprint(in_force))


async def keep_opinion(session: Session, asked: Asked, answer: str) -> int:
    """Take what an answer proves with quotes; returns how many hits it has now from the model.

    Raises OutsideJudgeFailed for an unreadable answer. Does nothing when the call was judged by other checks, or
    erased, since it was asked about.
    """
    try:
        found = decide.opinion(answer, asked.talk, asked.checks)
    except ValueError as fault:
        raise OutsideJudgeFailed(reason="unreadable", detail=str(fault)[:80]) from None
    recording_id, model = asked.transcript.recording_id, asked.access.model
    if await repository.judged_by(session, recording_id) != asked.rules:
        return 0
    hits = [replace(hit_of(asked.transcript, asked.day, hit), judge=model) for hit in found.hits]
    codes = {one.code for one in asked.checks}
    await repository.replace_hits(session, recording_id, checks=codes, hits=hits)
    await repository.note(session, recording_id, judge=model, refused=found.refused)
    await _index(session, asked.transcript)
    return len(hits)


async def note_trouble(session: Session, recording_id: uuid.UUID, *, reason: str) -> None:
    """Note that asking failed: what the rules found stays."""
    await repository.note(session, recording_id, trouble=reason)


async def outside_use(session: Session) -> OutsideUse:
    """What became of asking so far."""
    return await repository.use(session)


@dataclass(frozen=True)
class Trial:
    """What came of a trial with made-up sentences: the hits as (check, quoted sentence), and how many were refused."""

    hits: tuple[tuple[str, str], ...]
    refused: int


async def try_outside(session: Session, *, judge: OutsideJudge, box: SecretBox, on: dt.date) -> Trial:
    """Ask about made-up sentences, whether the judge is on or not; nothing of the company's is sent.

    Raises OutsideJudgeFailed, OutsideKeyLost, OutsideAddressUnfit while no address is set.
    """
    access = await outside_access(session, box=box)
    if access is None:
        raise OutsideAddressUnfit(address="–")
    checks = decide.askable(await checks_on(session, on))
    try:
        answer = await judge.ask(access, decide.question(decide.TRIAL, checks))
        found = decide.opinion(answer, decide.TRIAL, checks)
    except NoAnswer as trouble:
        raise OutsideJudgeFailed(reason=trouble.reason, detail=trouble.detail) from None
    except ValueError as fault:
        raise OutsideJudgeFailed(reason="unreadable", detail=str(fault)[:80]) from None
    return Trial(tuple((hit.check.code, hit.sentence.text) for hit in found.hits), found.refused)


async def _index(session: Session, transcript: Transcript) -> None:
    attempt = await calls.attempt(session, transcript.call_id)
    measured = (await measuring_store.of_attempts(session, [transcript.call_id])).get(transcript.call_id)
    hits = await checking_store.hits(session, recording_ids=[transcript.recording_id])
    await saying_store.index(
        session,
        transcript,
        started_at=attempt.started_at,
        measures=measured.measures if measured else None,
        checks={hit.check for hit in hits},
    )
