"""Who may ask what: every address of goals, projects, cycles, scores and grades, for every role and signed out."""

from __future__ import annotations

from uuid import UUID, uuid4

import httpx
import pytest
from tests.db.addresses import addresses_of
from tests.db.flow.scores.appraised import agreed_october
from tests.db.flow.scores.company import OCTOBER

from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.platform.auth.roles import ROLES
from callwright.platform.auth.service import invite, start_session
from callwright.platform.db import Database
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.runtime import Runtime
from callwright.registers.staff import service as staff

SOMEBODY = str(UUID(int=7))
OWN = {"agent", "team_lead", "manager", "hr", "finance", "owner"}
LEADERS, WRITERS = {"team_lead", "manager", "owner"}, {"manager", "hr", "owner"}
CLOSERS, HR, OWNER = {"manager", "hr", "owner"}, {"hr", "owner"}, {"owner"}
SIGNERS = {"manager", "hr", "finance", "owner"}
ACKNOWLEDGE = OWN | {"list_steward", "qa", "operator"}
RIGHTS: dict[str, set[str]] = {
    "GET /api/goals/indicators": OWN,
    "GET /api/goals/plan": OWN,
    "POST /api/goals/sets": WRITERS,
    "POST /api/goals/market-targets": WRITERS,
    "POST /api/goals/{month}/draw-up": WRITERS,
    "GET /api/goals/cascade": OWN,
    "POST /api/goals/changes": WRITERS,
    "GET /api/goals/changes": OWN,
    "GET /api/goals/workbook.xlsx": OWN,
    "GET /api/goals/key-work": OWN,
    "POST /api/goals/key-work": WRITERS,
    "POST /api/goals/key-work/{work_id}/proof": ACKNOWLEDGE,
    "POST /api/goals/key-work/{work_id}/decide": LEADERS,
    "GET /api/goals": OWN,
    "POST /api/goals/import": WRITERS,
    "POST /api/goals/{month}/acknowledge": ACKNOWLEDGE,
    "GET /api/projects": OWN,
    "POST /api/projects": HR,
    "GET /api/projects/{project_id}": OWN,
    "POST /api/projects/{project_id}/group": HR,
    "POST /api/projects/{project_id}/events": HR,
    "POST /api/projects/events/{item_id}": HR,
    "POST /api/projects/events/{item_id}/evidence": OWN,
    "POST /api/projects/events/{item_id}/complete": OWN,
    "GET /api/projects/{project_id}/evidence/{evidence_id}": OWN,
    "POST /api/projects/{project_id}/incentives": HR,
    "POST /api/projects/{project_id}/publish": OWN,
    "POST /api/projects/{project_id}/notices": HR,
    "GET /api/cycles": OWN,
    "POST /api/cycles": CLOSERS,
    "GET /api/cycles/settings": OWN,
    "POST /api/cycles/settings/length": OWNER,
    "POST /api/cycles/settings/supplier": OWNER,
    "GET /api/cycles/{cycle_id}": OWN,
    "POST /api/cycles/{cycle_id}/advance": CLOSERS,
    "POST /api/cycles/{cycle_id}/send-back": CLOSERS,
    "POST /api/cycles/{cycle_id}/sign": SIGNERS,
    "POST /api/cycles/{cycle_id}/self-view": OWN,
    "POST /api/cycles/{cycle_id}/reviews": LEADERS,
    "GET /api/grades": OWN,
    "GET /api/grades/people/{person_id}": OWN,
    "POST /api/grades/{proposal_id}/decide": CLOSERS,
    "POST /api/grades/{proposal_id}/appeal": OWN,
    "POST /api/grades/{proposal_id}/answer": CLOSERS,
    "GET /api/scores": OWN,
    "POST /api/scores/{month}/close": CLOSERS,
    "POST /api/scores/proposals/{proposal_id}/decide": CLOSERS,
}
BODIES: dict[str, object] = {
    "POST /api/goals/sets": {
        "post": "x", "effective_from": "2026-10", "reason": "", "lines": [{"indicator": "revenue", "weight": "100"}],
    },
    "POST /api/goals/market-targets": {
        "post": "x", "market_type": "blank", "indicator": "revenue", "effective_from": "2026-10", "target": "1",
        "reason": "",
    },
    "POST /api/goals/changes": {
        "person_id": SOMEBODY, "effective_from": "2026-10", "reason": "",
        "targets": [{"indicator": "revenue", "weight": "100", "target": "1"}],
    },
    "POST /api/goals/key-work": {"person_id": SOMEBODY, "title": "x", "due_on": "2026-10-10"},
    "POST /api/goals/key-work/{work_id}/decide": {"confirmed": True},
    "POST /api/projects": {"title": "", "first_month": "2026-10", "last_month": "2026-10"},
    "POST /api/projects/{project_id}/group": {"members": []},
    "POST /api/projects/{project_id}/events": {"kind": "training", "zh": "x"},
    "POST /api/projects/events/{item_id}": {"owner_id": None, "due_on": None},
    "POST /api/projects/{project_id}/incentives": {"incentives": []},
    "POST /api/projects/{project_id}/notices": {"audience": "leaders", "text": "x"},
    "POST /api/cycles": {"kind": "rep", "month": "2020-01"},
    "POST /api/cycles/settings/length": {"kind": "rep", "length": "month", "effective_from": "2026-10", "reason": ""},
    "POST /api/cycles/settings/supplier": {"area": "people", "person_id": SOMEBODY, "effective_from": "2026-10"},
    "POST /api/cycles/{cycle_id}/advance": {"before": "open"},
    "POST /api/cycles/{cycle_id}/send-back": {"before": "open", "reason": "x"},
    "POST /api/cycles/{cycle_id}/sign": {"unit": "orders"},
    "POST /api/cycles/{cycle_id}/self-view": {"text": "x"},
    "POST /api/cycles/{cycle_id}/reviews": {"person_id": SOMEBODY, "text": "x"},
    "POST /api/grades/{proposal_id}/decide": {"accept": True, "reason": "x"},
    "POST /api/grades/{proposal_id}/appeal": {"text": "x"},
    "POST /api/grades/{proposal_id}/answer": {"upheld": True, "answer": "x"},
    "POST /api/scores/proposals/{proposal_id}/decide": {"accept": True, "reason": "x"},
}  # fmt: skip
FORMS: dict[str, dict[str, object]] = {
    "POST /api/goals/import": {"files": {"file": ("x.csv", b"a,b\n1,2\n")}},
    "POST /api/goals/key-work/{work_id}/proof": {"data": {"text": "x"}},
    "POST /api/projects/events/{item_id}/evidence": {"data": {"kind": "visit", "text": "x"}},
}


class Office:
    """Signs people in against the real application."""

    def __init__(self, runtime: Runtime, ids: dict[str, UUID]) -> None:
        self.runtime, self.ids = runtime, ids
        self.app = create_app(Settings(home=runtime.data_folder), runtime=runtime)

    async def sign_in(self, role: str, number: str | None = None) -> httpx.AsyncClient:
        now = self.runtime.clock.now()
        async with self.runtime.database.transaction() as session:
            account_id, _ = await invite(session, login=f"{role}-{uuid4()}", name=role, roles=[role], now=now)
            signed_in = await start_session(session, account_id, now)
            if number is not None:
                await staff.link_account(session, self.ids[number], account_id)
        client = self.signed_out()
        client.cookies.set(SESSION_COOKIE, signed_in.token)
        client.headers[CSRF_HEADER] = signed_in.csrf_token
        return client

    def signed_out(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://testserver")


@pytest.fixture(scope="module")
async def ids(database: Database) -> dict[str, UUID]:
    async with database.transaction() as session:
        return await agreed_october(session)


@pytest.fixture
def office(runtime: Runtime, ids: dict[str, UUID]) -> Office:
    return Office(runtime, ids)


async def ask(client: httpx.AsyncClient, address: str) -> httpx.Response:
    method, _, path = address.partition(" ")
    for name in ("project_id", "item_id", "cycle_id", "work_id", "proposal_id", "person_id", "evidence_id"):
        path = path.replace(f"{{{name}}}", SOMEBODY)
    query = {"month": "2026-10"} if method == "GET" and "{" not in address else None
    content = FORMS.get(address) or ({"json": BODIES.get(address, {})} if method == "POST" else {})
    return await client.request(method, path.replace("{month}", "2020-01"), params=query, **content)  # type: ignore[arg-type]


def test_the_table_names_every_address_of_the_stage():
    prefixes = tuple(f"/api/{name}" for name in ("goals", "projects", "cycles", "scores", "grades"))
    assert {" ".join(each) for each in addresses_of(create_app(), *prefixes)} == set(RIGHTS)


@pytest.mark.parametrize("role", sorted(ROLES))
async def test_each_role_is_let_in_exactly_where_the_table_says(office: Office, role: str):
    wrong = []
    async with await office.sign_in(role) as client:
        for address, allowed in RIGHTS.items():
            answer = await ask(client, address)
            barred = answer.status_code == 403 and answer.json()["code"] == "auth.not_allowed"
            assert answer.status_code != 500, f"{address}: {answer.text}"
            if barred == (role in allowed):
                wrong.append(f"{address}: {answer.status_code} {answer.text[:120]}")
    assert not wrong, "\n".join(wrong)


async def test_signed_out_nobody_is_let_in(office: Office):
    async with office.signed_out() as client:
        codes = {address: (await ask(client, address)).status_code for address in RIGHTS}
    assert set(codes.values()) == {401}


async def test_an_agent_sees_only_the_own_rows_also_by_typed_ids(office: Office):
    async with await office.sign_in("hr") as hr, await office.sign_in("agent", "E001") as agent:
        opened = (await hr.post("/api/cycles", json={"kind": "rep", "month": "2026-10"})).json()
        board = (await agent.get(f"/api/cycles/{opened['id']}")).json()
        assert [(one["employee_number"], one["me"]) for one in board["people"]] == [("E001", True)]
        assert (board["steps"], board["may_advance"], board["may_review"]) == ([], False, False)
        work = {"person_id": str(office.ids["E003"]), "title": "盘点", "due_on": "2026-10-20"}
        planned = (await hr.post("/api/goals/key-work", json=work)).json()
        assert (await agent.get("/api/goals/key-work", params={"month": "2026-10"})).json() == []
        proof = await agent.post(f"/api/goals/key-work/{planned['id']}/proof", data={"text": "冒领"})
        assert (proof.status_code, proof.json()["code"]) == (404, "goals.key_work_unknown")
        other = await agent.get(f"/api/grades/people/{office.ids['E003']}")
        assert other.status_code == 404
        own = (await agent.get(f"/api/grades/people/{office.ids['E001']}")).json()
        assert [step["grade"] for step in own["grades"]] == ["junior"]
        book = await agent.get("/api/goals/workbook.xlsx", params={"month": str(OCTOBER)})
        assert book.status_code == 200
        assert book.content[:2] == b"PK"


async def test_a_manager_changes_goals_of_the_department_only(office: Office):
    change = {
        "effective_from": "2026-10",
        "reason": "淡季",
        "targets": [{"indicator": "revenue", "weight": "100", "target": "35000"}],
    }
    async with await office.sign_in("manager", "M001") as manager:
        foreign = await manager.post(
            "/api/goals/changes", json={**change, "person_id": str(office.ids["E003"])}
        )
        assert (foreign.status_code, foreign.json()["code"]) == (404, "scores.person_unknown")
        own = await manager.post("/api/goals/changes", json={**change, "person_id": str(office.ids["E002"])})
        assert own.json()["months"] == ["2026-10"]
        listed = (await manager.get("/api/goals/changes", params={"month": "2026-10"})).json()
        assert [(one["name"], one["reason"]) for one in listed["items"]] == [("李四", "淡季")]


async def test_the_file_of_a_proof_is_got_by_who_may_see_its_project_and_by_nobody_else(office: Office):
    body = {"title": "四季度考核", "first_month": "2026-10", "last_month": "2026-12"}
    async with await office.sign_in("hr") as hr:
        project = (await hr.post("/api/projects", json=body)).json()
        item = project["items"][0]
        proven = await hr.post(
            f"/api/projects/events/{item['id']}/evidence",
            data={"kind": "visit", "text": "走访记录"},
            files={"file": ("走访 甲公司.txt", "客户要更快的交付".encode())},
        )
        (proof,) = next(each for each in proven.json()["items"] if each["id"] == item["id"])["evidence"]
        address = f"/api/projects/{project['id']}/evidence/{proof['id']}"
        got = await hr.get(address)
        assert (got.status_code, got.content.decode()) == (200, "客户要更快的交付")
        assert "filename*" in got.headers["content-disposition"]
        assert (await hr.get(f"/api/projects/{project['id']}/evidence/{uuid4()}")).status_code == 404
    async with await office.sign_in("agent", "E002") as agent:  # a draft is seen by its group alone
        assert (await agent.get(address)).status_code == 404


async def test_the_owner_sets_lengths_and_suppliers_and_hr_reads_them(office: Office):
    length = {"kind": "rep", "length": "quarter", "effective_from": "2027-01", "reason": "成交周期长"}
    supplier = {"area": "people", "person_id": str(office.ids["H001"]), "effective_from": "2027-01"}
    async with await office.sign_in("owner") as owner, await office.sign_in("hr") as hr:
        assert (await hr.post("/api/cycles/settings/length", json=length)).status_code == 403
        assert (await owner.post("/api/cycles/settings/length", json=length)).json()["rep"] == "quarter"
        assert (await owner.post("/api/cycles/settings/supplier", json=supplier)).status_code == 200
        found = (await hr.get("/api/cycles/settings", params={"month": "2027-01"})).json()
        before = (await hr.get("/api/cycles/settings", params={"month": "2026-12"})).json()
    assert (found["rep"], found["manager"], found["set_by_company"]) == ("quarter", "quarter", ["rep"])
    named = {(each["area"], each["department"]): each["person"] for each in found["suppliers"]}
    assert named["people", ""] == "孙七"
    assert {area for area, department in named if department} == {"calls", "work"}
    assert before["rep"] == "month"
    assert all(not each["person"] for each in before["suppliers"])
