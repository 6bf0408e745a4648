"""Goals, scores and pay over HTTP: the journey of a month, and who may see what, by typed URLs too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import UUID, uuid4

import httpx
import pytest
from tests.db.flow.scores.company import CALENDAR, NOW, OCTOBER, a_full_october, close_scores

from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.flow.pay import service as pay
from callwright.platform.auth.service import invite, start_session
from callwright.platform.db import Database
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.platform.runtime import Runtime
from callwright.registers.staff import service as staff


class Desk:
    """Signs people in against the real application, over a company whose October is closed."""

    def __init__(self, runtime: Runtime, ids: dict[str, UUID]) -> None:
        self.runtime, self.ids = runtime, ids
        self.app = create_app(Settings(home=runtime.data_folder), runtime=runtime)

    @asynccontextmanager
    async def as_(self, roles: Sequence[str], number: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        now = self.runtime.clock.now()
        async with self.runtime.database.transaction() as session:
            login = f"{'-'.join(roles)}-{uuid4().hex[:8]}"
            account_id, _ = await invite(session, login=login, name=login, roles=roles, now=now)
            signed_in = await start_session(session, account_id, now)
            if number is not None:
                await staff.link_account(session, self.ids[number], account_id)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://testserver",
            cookies={SESSION_COOKIE: signed_in.token},
            headers={CSRF_HEADER: signed_in.csrf_token},
        ) as client:
            yield client

    def statement(self, number: str, month: str = "2026-10") -> str:
        return f"/api/pay/statements/{self.ids[number]}/{month}"


@pytest.fixture(scope="module")
async def ids(database: Database) -> dict[str, UUID]:
    async with database.transaction() as session:
        found = await a_full_october(session)
        await close_scores(session)
        await pay.close_pay(session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW, calendar=CALENDAR)
    return found


@pytest.fixture
def desk(runtime: Runtime, ids: dict[str, UUID]) -> Desk:
    return Desk(runtime, ids)


async def test_an_agent_sees_the_own_statement_and_404_for_everything_else(desk: Desk) -> None:
    async with desk.as_(["agent"], "E001") as client:
        own = await client.get(desk.statement("E001"))
        assert own.status_code == 200
        assert (own.json()["paid_total"], own.json()["earned_total"]) == ("6175.00", "6175.00")
        assert [line["code"] for line in own.json()["lines"]] == [
            "base_pay",
            "commission",
            "performance_bonus",
        ]
        assert own.json()["lines"][1]["reason"]["label"] == {"zh": "提成", "en": "commission"}
        for url in (desk.statement("E002"), desk.statement("E003"), desk.statement("E001", "2026-09")):
            answer = await client.get(url)
            assert (answer.status_code, answer.json()["code"]) == (404, "pay.statement_unknown")
        listed = (await client.get("/api/pay/statements", params={"month": "2026-10"})).json()
        assert [item["employee_number"] for item in listed["items"]] == ["E001"]
        scores = (await client.get("/api/scores", params={"month": "2026-10"})).json()
        assert [item["employee_number"] for item in scores["items"]] == ["E001"]
        assert scores["items"][0]["score"] == "67.5"
        goals = (await client.get("/api/goals", params={"month": "2026-10"})).json()
        assert [item["employee_number"] for item in goals["items"]] == ["E001"]
        assert goals["items"][0]["indicators"][0]["target"] == "80000"
        for url in ("/api/scores/2026-10/close", "/api/pay/2026-10/close"):
            assert (await client.post(url, json={})).status_code == 403


async def test_a_manager_sees_the_departments_scores_but_not_its_pay(desk: Desk) -> None:
    async with desk.as_(["manager"], "M001") as client:
        scores = (await client.get("/api/scores", params={"month": "2026-10"})).json()
        assert {item["employee_number"] for item in scores["items"]} == {"E001", "E002", "M001"}
        assert {each["passes"] for each in scores["departments"]} == {True, False}
        assert (await client.get(desk.statement("M001"))).status_code == 200
        assert (await client.get(desk.statement("E001"))).status_code == 404


async def test_the_owner_sees_everything_and_closing_again_changes_nothing(desk: Desk) -> None:
    async with desk.as_(["owner"]) as client:
        again = (await client.post("/api/pay/2026-10/close", json={})).json()
        assert (again["already_closed"], again["statements"], again["paid_total"]) == (True, 4, "29434.35")
        assert (await client.post("/api/scores/2026-10/close")).json()["already_closed"] is True
        assert (await client.get(desk.statement("E003"))).json()["paid_total"] == "2959.35"
        refused = await client.post("/api/scores/2026-09/close", json={})
        assert (refused.status_code, refused.json()["code"]) == (409, "scores.goals_missing")
        assert (await client.get("/api/scores", params={"month": "oktober"})).status_code == 422
        assert (await client.get("/api/pay/plan")).json()["code"] == "example"


async def test_a_person_acknowledges_the_own_goals_and_nobody_elses(desk: Desk) -> None:
    book = (
        "月份,工号,指标,权重,目标值\n2026-11,E002,销售额,100,100000\n2026-11,E003,销售额,100,40000\n"
        "2026-11,E009,销售额,100,40000"
    )
    async with AsyncExitStack() as stack:
        hr = await stack.enter_async_context(desk.as_(["hr"]))
        agent = await stack.enter_async_context(desk.as_(["agent"], "E003"))
        report = (await hr.post("/api/goals/import", files={"file": ("goals.csv", book.encode())})).json()
        assert (report["accepted"], report["rejected_by_code"]) == (2, {"goals.unknown_person": 1})
        own = await agent.post("/api/goals/2026-11/acknowledge", json={})
        assert own.json() == {"month": "2026-11", "person_id": str(desk.ids["E003"]), "acknowledged": 1}
        other = {"person_id": str(desk.ids["E002"])}
        assert (await agent.post("/api/goals/2026-11/acknowledge", json=other)).status_code == 404
        assert (await agent.post("/api/goals/2026-10/acknowledge")).json()["acknowledged"] == 0
        everybody = await hr.post("/api/goals/2026-11/acknowledge", json={"everybody": True})
        assert everybody.json()["acknowledged"] == 1


async def test_every_line_leads_by_link_to_facts_targets_and_rules(desk: Desk):
    async with desk.as_(["hr"]) as client:
        found = (await client.get(desk.statement("E001"))).json()
        links = {
            line["code"]: {link["kind"]: link["path"] for link in line["links"]} for line in found["lines"]
        }
        assert all({"plan", "rules"} <= set(each) for each in links.values()), links
        me = desk.ids["E001"]
        assert links["commission"]["orders"] == f"/orders?person={me}&month=2026-10"
        assert links["performance_bonus"]["orders"] == f"/orders?person={me}&month=2026-10"
        assert links["performance_bonus"]["targets"] == "/people?tab=goals&month=2026-10"
        assert links["performance_bonus"]["scores"] == "/people?tab=scores&month=2026-10"
        used = {
            version
            for line in found["lines"]
            for link in line["links"]
            for version in link.get("versions", ())
        }
        rules = (await client.get("/api/pay/rules", params={"month": "2026-10"})).json()
        in_force = {rule["version"] for rule in rules}
        assert {version.partition(" ")[0] for version in used} <= in_force
        assert all(rule["source"] and rule["approver"] and rule["title"]["zh"] for rule in rules)
    async with desk.as_(["finance"]) as client:
        orders = await client.get("/api/orders", params={"person": str(me), "month": "2026-10"})
        assert sorted(each["order_number"] for each in orders.json()["items"]) == [
            "A1",
            "A2",
            "A3",
            "A4",
            "A5",
        ]
        nothing = await client.get("/api/orders", params={"person": str(me), "month": "2026-09"})
        assert nothing.json()["total"] == 0
        assert (await client.get("/api/orders", params={"month": "2026-13"})).status_code == 422
