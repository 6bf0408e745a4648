"""A call's sound leaves the house with its numbers covered, inside the scope, under log, or not at all."""

import httpx
import numpy as np
import pytest
from sqlalchemy import text
from tests.db.flow.insights.test_looking import asking
from tests.factories.written_calls import AGENT, CUSTOMER, heard_calls, write_down

from callwright.flow.insights import service
from callwright.flow.insights.contracts import Origin, Said, Word
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.decide.wav import decode, parse_wav
from callwright.flow.recordings.service import beeping


@pytest.fixture
async def heard(runtime, tmp_path):
    return await heard_calls(runtime, tmp_path / "recordings")


async def exported(runtime, person, attempt) -> httpx.Response:
    async with asking(runtime, person, "agent") as browser:
        return await browser.get(f"/api/calls/{attempt.id}/masked-audio")


async def original(runtime, attempt) -> bytes:
    async with runtime.database.transaction() as session:
        found = (await recordings.recordings_of_attempts(session, [attempt.id]))[attempt.id]
        sound = await recordings.open_sound(session, runtime.ports.get(recordings.SoundVault), found)
    return sound.read()


def sounds(answer: httpx.Response, plain: bytes):
    layout = parse_wav(plain)
    assert parse_wav(answer.content) == layout
    return decode(answer.content, layout), decode(plain, layout), layout.rate


async def test_without_word_times_the_whole_sentence_is_a_beep_and_the_rest_as_it_was(
    runtime, heard, monkeypatch
):
    attempts, people = heard
    monkeypatch.setattr(beeping, "PIECE", 10_000)
    await write_down(runtime, attempts["1"])
    answer = await exported(runtime, people.find("E001"), attempts["1"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert "attachment" in answer.headers["content-disposition"]
    after, before, rate = sounds(answer, await original(runtime, attempts["1"]))
    low, high = int(8.85 * rate), int(11.15 * rate)
    assert np.array_equal(after[:low], before[:low])
    assert np.array_equal(after[high:], before[high:])
    beep = 0.15 * np.sin(2 * np.pi * 1000 * np.arange(low, high) / rate)
    for channel in (0, 1):
        assert np.abs(after[low:high, channel] - beep).max() < 1e-4
    assert "张三".encode() in answer.content[-200:]
    async with runtime.database.transaction() as session:
        acts = list(await session.execute(text("SELECT action, actor FROM audit.entry")))
    assert ("recordings.download", "张三") in [tuple(one) for one in acts]


async def test_with_word_times_only_the_number_is_covered(runtime, heard):
    attempts, people = heard
    spoken = "我的号码是幺三八零零幺三八零零零"
    words = tuple(Word(one, 4.0 + at / 10, 4.1 + at / 10) for at, one in enumerate(spoken))
    async with runtime.database.transaction() as session:
        found = (await recordings.recordings_of_attempts(session, [attempts["1"].id]))[attempts["1"].id]
        await service.keep_transcript(
            session, found, pieces=[Said(0, CUSTOMER, 4.0, 5.6, spoken, words)], origin=Origin.RECOGNISED,
            engine="test", model="", now=runtime.clock.now(),
        )  # fmt: skip
    answer = await exported(runtime, people.find("E001"), attempts["1"])
    after, before, rate = sounds(answer, await original(runtime, attempts["1"]))
    changed = np.flatnonzero((after != before).any(axis=1)) / rate
    assert (changed.min(), changed.max()) == (pytest.approx(4.35, abs=0.01), pytest.approx(5.75, abs=0.01))


async def test_a_call_nobody_wrote_down_stays_in_the_house_and_others_calls_are_not_there(runtime, heard):
    attempts, people = heard
    answer = await exported(runtime, people.find("E001"), attempts["1"])
    assert (answer.status_code, answer.json()["code"]) == (409, "insights.not_written_down")
    await write_down(runtime, attempts["1"], ((AGENT, 1.0, 3.0, "您好"),))
    other = await exported(runtime, people.find("E002"), attempts["1"])
    assert other.status_code == 404
    plain = await exported(runtime, people.find("E001"), attempts["1"])
    after, before, _ = sounds(plain, await original(runtime, attempts["1"]))
    assert np.array_equal(after, before)
