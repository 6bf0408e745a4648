"""Practice over HTTP: the room, the refusals, the list and the page, and who may see whose."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import asynccontextmanager

import pytest
from tests.db.flow.insights.quality_world import House, hire
from tests.factories.practised import hosted, practise

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Answer, Verb
from callwright.flow.insights.jobs import review
from callwright.flow.recordings.jobs import take_call
from callwright.platform.jobs import JobContext

AGENT, OTHER, LEAD, STRANGER = (
    (["agent"], "E001"),
    (["agent"], "E003"),
    (["team_lead"], "L001"),
    (["team_lead"], "L002"),
)
_TOKENS: dict = {}


@pytest.fixture(scope="module")
async def ids(database):
    async with database.transaction() as session:
        return await hire(session)


@pytest.fixture
def house(runtime, ids) -> House:
    kept = House(runtime, ids)
    kept.tokens = _TOKENS
    return kept


@asynccontextmanager
async def dialer(runtime, answer):
    """Somebody who answers what is asked of the dialer of "main"; what was asked is in the list."""
    asked = []

    async def work():
        while True:
            async with runtime.database.transaction() as session:
                for command in await calls.waiting_commands(session, "main"):
                    asked.append(command)
                    await calls.answer(session, command, answer, runtime.clock.now())
            await asyncio.sleep(0.02)

    task = asyncio.create_task(work())
    yield asked
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_without_a_switch_the_room_says_why_and_the_button_is_refused_with_the_same_sentence(house):
    async with house.as_(*AGENT) as mine:
        room = (await mine.get("/api/desk/practice")).json()
        assert room["why_not"]["zh"].startswith("现在不能练习")
        assert [one["code"] for one in room["customers"]] == [
            "busy",
            "price",
            "supplier",
            "distrust",
            "no-need",
        ]
        assert room["customers"][0]["name"] == {"zh": "太忙", "en": "Too busy"}
        refused = await mine.post("/api/desk/practice", json={"profile": "busy"})
        assert (refused.status_code, refused.json()["code"]) == (409, "calls.practice_unavailable")


async def test_a_request_names_a_profile_and_nothing_else(house):
    await hosted(house.runtime)
    started = uuid.uuid4()
    async with house.as_(*AGENT) as mine, dialer(house.runtime, Answer(started, None)) as asked:
        assert (await mine.get("/api/desk/practice")).json()["why_not"] is None
        for forged in ({"number": "+8613800000000"}, {"trunk": "carrier"}, {"e164": "+8613800000000"}):
            assert (
                await mine.post("/api/desk/practice", json={"profile": "busy"} | forged)
            ).status_code == 422
        unknown = await mine.post("/api/desk/practice", json={"profile": "+8613800000000"})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "calls.practice_customer_unknown")
        assert asked == []
        answer = await mine.post("/api/desk/practice", json={"profile": "no-need"})
        assert answer.json() == {"call_id": str(started)}
    (command,) = asked
    assert (command.verb, command.arguments) == (Verb.PRACTISE, {"profile": "no-need"})
    assert command.person_id == house.ids["E001"]


async def test_a_refusal_of_the_dialer_reaches_the_page_with_its_code(house):
    await hosted(house.runtime)
    said = {"code": "calls.phone_not_ready", "zh": "电话没有准备好。", "en": "The phone is not ready."}
    async with house.as_(*AGENT) as mine, dialer(house.runtime, Answer(None, said)):
        refused = await mine.post("/api/desk/practice", json={"profile": "busy"})
        assert refused.json()["code"] == "calls.phone_not_ready"


async def test_the_agent_and_the_own_lead_see_the_call_and_nobody_else_does(house):
    runtime = house.runtime
    await hosted(runtime, spoken=False)
    call_id = await practise(runtime, house.ids["E001"], profile="distrust")
    address = f"/api/coaching/practice/{call_id}"
    async with house.as_(*AGENT) as mine:
        waiting = (await mine.get(address)).json()
        assert (waiting["recording"], waiting["reviewed"], waiting["turns"]) == (None, False, [])
        context = JobContext(runtime, None)
        taken = await take_call(context, str(call_id))
        await review(context, taken["recording_id"])
        found = (await mine.get(address)).json()
        assert (found["customer"]["zh"], found["voice"], found["talk_seconds"]) == ("不信任", "tones", 12)
        assert {one["speaker"] for one in found["turns"]} == {"agent", "customer"}
        assert found["measures"]["talk_share_agent"] > 0.5
        assert (found["transcript"], found["checked"], found["missed"]) == (None, None, None)
        assert len(found["lines"]) == 6
        sound = await mine.get(f"/api/recordings/{found['recording']['id']}/audio")
        assert sound.content[:4] == b"RIFF"
        assert (await mine.get(f"/api/recordings/{found['recording']['id']}/peaks")).status_code == 200
        # As a real call it does not exist.
        assert (await mine.get(f"/api/calls/{call_id}")).status_code == 404
        assert (await mine.get("/api/calls")).json()["total"] == 0
    async with house.as_(*LEAD) as lead:
        page = (await lead.get("/api/coaching/practice", params={"person": str(house.ids["E001"])})).json()
        assert [one["id"] for one in page["items"]] == [str(call_id)]
        assert (await lead.get(address)).status_code == 200
    for who in (OTHER, STRANGER):
        async with house.as_(*who) as other:
            assert (await other.get(address)).status_code == 404
            assert (await other.get("/api/coaching/practice")).json()["total"] == 0
            recording = found["recording"]["id"]
            assert (await other.get(f"/api/recordings/{recording}/audio")).status_code == 404


async def test_a_real_call_is_no_practice_call(house):
    async with house.as_(*LEAD) as lead:
        missing = await lead.get(f"/api/coaching/practice/{uuid.uuid4()}")
        assert (missing.status_code, missing.json()["code"]) == (404, "calls.practice_call_not_found")
