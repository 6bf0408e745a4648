"""The doctor sees an own call that has neither a recording nor a reason, and is content with either."""

import datetime as dt

from tests.factories.dialed_calls import raw_files, settle
from tests.factories.voice import speak

from callwright.app.doctor.examine import examine
from callwright.flow.recordings.jobs import take_call
from callwright.platform.jobs import JobContext

LONG_AGO = dt.datetime(2026, 1, 5, 4, 0, tzinfo=dt.UTC)


async def broken(runtime):
    async with runtime.database.transaction() as session:
        checkups = await examine(session, calendar=runtime.calendar, today=LONG_AGO.date())
    return {one.code: one.broken for one in checkups if one.code.startswith("recordings.own")}


async def test_an_own_call_without_recording_is_seen(runtime):
    recorded = await settle(runtime, ended_at=LONG_AGO)
    refused = await settle(runtime, ended_at=LONG_AGO)
    await settle(runtime, ended_at=LONG_AGO, answered=False)
    assert await broken(runtime) == {"recordings.own_calls_are_recorded": 2}
    raw_files(runtime.data_folder, recorded, customer=speak(0.2), agent=speak(0.2))
    await take_call(JobContext(runtime, None), str(recorded))
    assert await broken(runtime) == {"recordings.own_calls_are_recorded": 1}
    await take_call(JobContext(runtime, None), str(refused), "consent_refused")
    assert await broken(runtime) == {"recordings.own_calls_are_recorded": 0}
