"""The desk's state and phone, and the board, through the real application."""

from __future__ import annotations

import uuid
from datetime import timedelta

import httpx
import pytest
from tests.db.flow.floor.floor_people import hire, open_campaign

from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.flow.floor import service
from callwright.flow.floor.contracts import State
from callwright.platform.auth.service import invite, start_session
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.registers.staff import service as staff

BROWSER = {"browser_id": "browser-one"}
SOUND = {**BROWSER, "registered": True, "microphone": "granted", "jitter_ms": 3.4}


class Company:
    """Signs people in against the real application."""

    def __init__(self, runtime) -> None:
        self.runtime = runtime
        self.app = create_app(Settings(home=runtime.data_folder), runtime=runtime)
        self.people: list[uuid.UUID] = []

    async def sign_in(self, role: str, person: uuid.UUID | None = None) -> httpx.AsyncClient:
        now = self.runtime.clock.now()
        async with self.runtime.database.transaction() as session:
            login = f"{role}-{uuid.uuid4()}"
            account_id, _ = await invite(session, login=login, name=role, roles=[role], now=now)
            if person is not None:
                await staff.link_account(session, person, account_id)
            signed_in = await start_session(session, account_id, now)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://desk.example",
            cookies={SESSION_COOKIE: signed_in.token},
            headers={CSRF_HEADER: signed_in.csrf_token},
        )


@pytest.fixture
async def company(runtime) -> Company:
    company = Company(runtime)
    async with runtime.database.transaction() as session:
        company.people = await hire(session, 8)
    return company


async def test_an_agent_claims_the_phone_becomes_ready_and_rests(company: Company) -> None:
    async with await company.sign_in("agent", company.people[0]) as desk:
        claimed = (await desk.post("/api/desk/phone", json=BROWSER)).json()
        assert claimed["uri"] == f"sip:{claimed['name']}@callwright"
        assert claimed["websocket_url"] == "ws://desk.example/sip"
        early = await desk.post("/api/desk/state", json={"state": "ready"})
        assert (early.status_code, early.json()["code"]) == (409, "floor.phone_unhealthy")
        assert (await desk.post("/api/desk/phone/report", json=SOUND)).json() == {
            "healthy": True,
            "trouble": None,
        }
        ready = (await desk.post("/api/desk/state", json={"state": "ready", "campaign": "spring"})).json()
        assert (ready["state"], ready["campaign"]) == ("ready", "spring")
        assert "ready" not in ready["allowed_states"]
        resting = (await desk.post("/api/desk/state", json={"state": "break"})).json()
        assert resting["reason_text"] == {"zh": "小休", "en": "rest"}
        other = await desk.post("/api/desk/phone", json={"browser_id": "browser-two"})
        assert (other.status_code, other.json()["code"]) == (409, "calls.phone_in_use")
        await desk.post("/api/desk/phone", json={"browser_id": "browser-two", "take_over": True})
        lost = await desk.post("/api/desk/phone/report", json=SOUND)
        assert (lost.status_code, lost.json()["code"]) == (409, "floor.phone_lost")
        assert (await desk.post("/api/desk/phone/release", json=BROWSER)).json() == {"released": False}


async def test_a_wrap_up_is_prolonged_over_http(company: Company) -> None:
    person, now = company.people[1], company.runtime.clock.now()
    async with company.runtime.database.transaction() as session:
        await service.enter(session, person_id=person, state=State.WRAP_UP, at=now, source_id="c")
    async with await company.sign_in("agent", person) as desk:
        longer = (await desk.post("/api/desk/wrap-up/extend", json={"reason": "写报价"})).json()
        assert longer["extended"]
        assert longer["wrap_up_until"].startswith((now + timedelta(seconds=90)).isoformat()[:19])
        again = await desk.post("/api/desk/wrap-up/extend", json={"reason": "还有"})
        assert again.json()["code"] == "floor.already_extended"
        wrong = await desk.post("/api/desk/state", json={"state": "talking"})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "floor.undeclarable_state")


async def test_an_account_without_a_person_has_no_desk(company: Company) -> None:
    async with await company.sign_in("owner") as desk:
        answer = await desk.post("/api/desk/state", json={"state": "ready"})
        assert (answer.status_code, answer.json()["code"]) == (409, "floor.no_desk")


async def test_the_board_shows_who_does_what_and_what_is_wrong(company: Company) -> None:
    talking, resting = company.people[2], company.people[3]
    now = company.runtime.clock.now()
    async with company.runtime.database.transaction() as session:
        await service.enter(
            session, person_id=talking, state=State.READY, at=now - timedelta(minutes=30), campaign="spring"
        )
        await service.enter(session, person_id=talking, state=State.TALKING, at=now - timedelta(minutes=10))
        await service.declare(session, person_id=resting, state="break", at=now - timedelta(minutes=20))
    async with await company.sign_in("owner") as owner:
        board = (await owner.get("/api/floor/board")).json()
        people = {one["person_id"]: one for one in board["people"]}
        assert len(people) == 8
        assert people[str(talking)]["state"] == "talking"
        assert people[str(talking)]["campaign"] == "spring"
        assert people[str(talking)]["lost"] is None
        assert board["by_state"]["talking"] == 1
        assert sum(board["by_state"].values()) == 8
        (alarm,) = board["alarms"]
        assert (alarm["code"], alarm["person_id"]) == ("floor.break_too_long", str(resting))
        assert "员工E004" in alarm["zh"]
        counted = (await owner.get("/api/floor/board?figures=true")).json()
        found = next(one for one in counted["people"] if one["person_id"] == str(talking))
        assert (found["talk_seconds"], found["lost"]["waiting"]) == (600, 1200)
        assert found["work_seconds"] == 3 * 3600


async def test_a_board_shows_no_more_than_its_viewer_may_see(company: Company) -> None:
    async with await company.sign_in("agent", company.people[4]) as agent:
        assert (await agent.get("/api/floor/board")).status_code == 403
    async with await company.sign_in("team_lead", company.people[5]) as lead:
        assert len((await lead.get("/api/floor/board")).json()["people"]) == 8
    async with await company.sign_in("team_lead") as stranger:
        assert (await stranger.get("/api/floor/board")).json()["people"] == []


async def test_a_campaign_sets_its_own_wrap_up(company: Company) -> None:
    async with company.runtime.database.transaction() as session:
        await open_campaign(session, "summer")
    async with await company.sign_in("manager") as manager:
        usual = (await manager.get("/api/floor/wrap-up/summer")).json()
        assert (usual["seconds"], usual["then"]) == (30, "ready")
        wanted = {"seconds": 45, "then": "break"}
        own = (await manager.put("/api/floor/wrap-up/summer", json=wanted)).json()
        assert (own["seconds"], own["then"]) == (45, "break")
        assert (await manager.put("/api/floor/wrap-up/nowhere", json=wanted)).status_code == 404
        wrong = await manager.put("/api/floor/wrap-up/summer", json={"seconds": 4000})
        assert wrong.status_code == 422
    async with await company.sign_in("team_lead") as lead:
        assert (await lead.put("/api/floor/wrap-up/summer", json=wanted)).status_code == 403
