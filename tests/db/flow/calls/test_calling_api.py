"""Permission, why, rules, consents and retry numbers through the real application. It is noon in Shanghai."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest
from tests.db.flow.calls.calling_world import world

from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.platform.auth.service import invite, start_session
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.runtime import Runtime

NUMBER = "138 0000 0000"
NOBODY = "13911112222"


class Office:
    """Signs people in."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.app = create_app(Settings(home=runtime.data_folder), runtime=runtime)

    async def sign_in(self, role: str) -> httpx.AsyncClient:
        now = self.runtime.clock.now()
        async with self.runtime.database.transaction() as session:
            account_id, _ = await invite(
                session, login=f"{role}-{uuid.uuid4()}", name=role, roles=[role], now=now
            )
            signed_in = await start_session(session, account_id, now)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://office.example",
            cookies={SESSION_COOKIE: signed_in.token},
            headers={CSRF_HEADER: signed_in.csrf_token},
        )


@pytest.fixture
def office(runtime: Runtime) -> Office:
    return Office(runtime)


async def allowed(client: httpx.AsyncClient, number: str) -> dict[str, Any]:
    answer = await client.get("/api/calling/permission", params={"number": number, "campaign": "C1"})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_the_owner_decides_and_everybody_is_answered_by_it(office: Office) -> None:
    async with office.runtime.database.transaction() as session:
        await world(session, 3)
    async with await office.sign_in("owner") as owner, await office.sign_in("agent") as agent:
        assert (await allowed(agent, NUMBER))["allowed"]
        stranger = await allowed(agent, NOBODY)
        assert (stranger["allowed"], stranger["rule"]) == (False, "cn.consent")
        assert "明示同意" in stranger["text"]["zh"]

        rules = {one["id"]: one for one in (await owner.get("/api/calling/rules")).json()}
        assert rules["cn.hours"]["open"]
        assert not rules["us.hours"]["open"]
        decision = {"value": {"to": "12:00"}, "reason": "our neighbours rest early"}
        forbidden = await agent.post("/api/calling/rules/cn.hours/decision", json=decision)
        assert forbidden.status_code == 403
        decided = (await owner.post("/api/calling/rules/cn.hours/decision", json=decision)).json()
        assert (decided["confirmed"], decided["reason"]) == (True, decision["reason"])
        barred = await allowed(agent, NUMBER)
        assert (barred["rule"], barred["until"]) == ("cn.hours", "2026-11-21T01:00:00Z")
        loose = await owner.post(
            "/api/calling/rules/us.hours/decision", json={"value": {"to": "23:00"}, "reason": "x"}
        )
        assert (loose.status_code, loose.json()["code"]) == (422, "calls.rule_loosened")

        why = (await owner.get("/api/campaigns/C1/why")).json()
        assert why["callable_now"] + sum(one["removed"] for one in why["filters"]) == why["candidates"] == 3
        assert {one["code"] for one in why["filters"]} == {"hours"}
        taken = {"take_back": True, "reason": "a mistake"}
        assert (await owner.post("/api/calling/rules/cn.hours/decision", json=taken)).status_code == 200
        assert (await allowed(agent, NUMBER))["allowed"]


async def test_consents_and_comparisons_are_entered_with_their_proof(office: Office) -> None:
    async with await office.sign_in("list_steward") as steward, await office.sign_in("agent") as agent:
        entry = {
            "number": NOBODY,
            "form": "express",
            "words": "同意来电",
            "given_at": "2026-11-01T00:00:00Z",
            "proof_key": "sha:1",
            "source": "form:7",
        }
        assert (await agent.post("/api/calling/consents", json=[entry])).status_code == 403
        assert (await steward.post("/api/calling/consents", json=[entry, entry])).json() == {"new": 1}
        assert (await allowed(agent, NOBODY))["allowed"]
        (kept,) = (await steward.get("/api/calling/consents", params={"number": NOBODY})).json()
        assert (kept["words"], kept["proof_key"], kept["last_used_at"]) == ("同意来电", "sha:1", None)
        ended = await steward.post("/api/calling/consents/withdraw", params={"number": NOBODY})
        assert ended.json() == {"ended": 1}
        assert (await allowed(agent, NOBODY))["rule"] == "cn.consent"
        compared = {
            "register": "us_dnc",
            "version_on": "2026-11-18",
            "numbers": ["+12125551234", "nonsense"],
            "listed": ["+14155551234"],
            "source": "file:1",
        }
        stamped = (await steward.post("/api/calling/scrubs", json=compared)).json()
        assert stamped == {"stamped": 2, "unreadable": 1}
        listed = await allowed(agent, "+14155551234")
        assert listed["rule"] == "us.dnc"
        wrong = await agent.get("/api/calling/permission", params={"number": "12"})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "calls.number_unreadable")


async def test_a_manager_gives_a_campaign_its_own_retry_numbers(office: Office) -> None:
    async with await office.sign_in("manager") as manager:
        before = (await manager.get("/api/campaigns/C1/retry")).json()
        assert (before["lead_life"], before["parts"][0]) == (6, "08:00")
        changed = await manager.put(
            "/api/campaigns/C1/retry", json={"settings": {"lead_life": 3}, "reason": "short campaign"}
        )
        assert changed.json()["lead_life"] == 3
        assert (await manager.get("/api/campaigns/C1/retry")).json()["lead_life"] == 3
        pressing = await manager.put(
            "/api/campaigns/C1/retry", json={"settings": {"busy_minutes": 1}, "reason": "x"}
        )
        assert (pressing.status_code, pressing.json()["code"]) == (422, "calls.retry_setting_wrong")
        unknown = await manager.get("/api/campaigns/nothing/retry")
        assert unknown.status_code == 404
