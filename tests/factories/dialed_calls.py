"""Calls of our own dialer as the switch and the ledger leave them; for tests on a real database."""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid
from pathlib import Path

from sqlalchemy import text
from tests.factories.voice import RATE, Sound, wav, wav_header

from callwright.flow.recordings import service
from callwright.platform.runtime import Runtime


async def settle(
    runtime: Runtime,
    *,
    live_attempt_id: uuid.UUID | None = None,
    person_id: uuid.UUID | None = None,
    e164: str = "+8613800138000",
    campaign: str = "",
    answered: bool = True,
    ended_at: dt.datetime | None = None,
    talk_seconds: int = 10,
) -> uuid.UUID:
    """A settled attempt of the dialer; returns the id of its live attempt."""
    live = live_attempt_id or uuid.uuid4()
    ended = ended_at or runtime.clock.now() - dt.timedelta(minutes=30)
    started = ended - dt.timedelta(seconds=talk_seconds + 5)
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "INSERT INTO calls.attempt (id, line, system, record_id, content, person_id, e164, campaign_code,"
                " direction, started_at, answered_at, ended_at, outcome, raw_outcome, recording_name, recording_key,"
                " effective) VALUES (:id, 0, 'callwright', :live, '', :person, :e164, :campaign, 'outbound', :started,"
                " :answered, :ended, :outcome, '', '', '', false)"
            ),
            {
                "id": service.own_attempt_id(live),
                "live": str(live),
                "person": person_id,
                "e164": e164,
                "campaign": campaign,
                "started": started,
                "answered": started + dt.timedelta(seconds=5) if answered else None,
                "ended": ended,
                "outcome": "answered" if answered else "no_answer",
            },
        )
    return live


def raw_files(
    home: Path,
    live: uuid.UUID,
    *,
    customer: Sound | bytes | None = None,
    agent: Sound | bytes | None = None,
    claimed_bytes: int | None = None,
    untouched: float = 60.0,
) -> Path:
    """The two mono files of a call in the switch's folder; `claimed_bytes` lets both headers lie.

    `untouched`: seconds since the switch wrote to them.
    """
    folder = home / "telephony" / "recordings"
    folder.mkdir(parents=True, exist_ok=True)
    for side, sound in (("in", customer), ("out", agent)):
        if sound is not None:
            content = sound if isinstance(sound, bytes) else wav([sound], claimed_bytes=claimed_bytes)
            file = folder / f"{live}-{side}.wav"
            file.write_bytes(content)
            os.utime(file, (time.time() - untouched, time.time() - untouched))
    return folder


BLANK_HEADER = bytes(44)
UNFINISHED_HEADER = wav_header(1, RATE, 0)
