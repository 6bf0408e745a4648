"""The network says before the answer that the number does not exist: what it said is kept."""

from __future__ import annotations

from tests.telephony.parts import length

from callwright.flow.calls.contracts import AttemptState


async def test_an_announcement_before_the_answer_is_kept(shared):
    said = await shared.dial("E001", shared.pick("77"))
    ended = await shared.becomes(said.attempt_id, AttemptState.ENDED)
    assert ended.early_media
    assert (ended.ended_reason, ended.sip_code, ended.answered_at) == ("invalid_number", 404, None)

    async def early() -> str | None:
        return await shared.switch.early_sound(ended.recording)

    assert length(await shared.until(early)) > 2
    assert await shared.switch.recording_files(ended.recording) is None, "there was no call to record"
