"""Every address of pay, asked by every role: pay is seen by who may see it and by nobody else."""

from __future__ import annotations

from uuid import UUID, uuid4

import httpx
import pytest
import yaml
from tests.db.addresses import addresses_of
from tests.db.flow.pay.test_pay_api import Desk
from tests.db.flow.scores.company import CALENDAR, NOW, OCTOBER, a_full_october, close_scores

from callwright.flow.pay import service as pay
from callwright.platform.auth.roles import ROLES
from callwright.platform.db import Database
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.platform.runtime import Runtime
from callwright.rules.pay.plan_files import example_plan

PLAN = yaml.safe_dump(example_plan().document())
SAYS = {"says": "为什么是这个数"}
E001, FINANCE, PAYROLL, OWNER = "E001", ("finance", "owner"), ("hr", "finance", "owner"), ("owner",)
READERS = tuple(role for role, rights in ROLES.items() if "pay.read" in rights or "*" in rights)
# address (with {me} = E001's id), body, the roles that get more than a refusal
ADDRESSES: list[tuple[str, str, object, tuple[str, ...]]] = [
    ("GET", "/api/pay/plan", None, READERS),
    ("GET", "/api/pay/plan/template", None, READERS),
    ("GET", "/api/pay/rules", None, READERS),
    ("GET", "/api/pay/plans", None, PAYROLL),
    ("POST", "/api/pay/plans/check", {"text": PLAN}, FINANCE),
    ("POST", "/api/pay/plans/try", {"text": PLAN, "months": ["2026-10"]}, FINANCE),
    ("POST", "/api/pay/plans", {"text": PLAN}, OWNER),
    ("GET", "/api/pay/statements?month=2026-10", None, READERS),
    ("GET", "/api/pay/statements/{me}/2026-10", None, PAYROLL),
    ("GET", "/api/pay/statements/{me}/2026-10/statement.pdf", None, PAYROLL),
    ("GET", "/api/pay/statements/{me}/2026-10/versions", None, PAYROLL),
    ("GET", "/api/pay/statements/{me}/2026-10/disputes", None, PAYROLL),
    ("POST", "/api/pay/statements/{me}/2026-10/lines/0/disputes", SAYS, ()),
    ("GET", "/api/pay/disputes", None, READERS),
    ("POST", "/api/pay/disputes/{other}/say", SAYS, ()),
    ("POST", "/api/pay/disputes/{other}/decide", {"accept": False, "says": "不对"}, ()),
    ("GET", "/api/pay/adjustments", None, FINANCE),
    ("POST", "/api/pay/adjustments", {"person_id": "{me}", "amount": "1.00", "reason": "补发"}, FINANCE),
    ("GET", "/api/pay/leaves?month=2026-12", None, PAYROLL),
    (
        "POST",
        "/api/pay/leaves",
        {"person_id": "{me}", "first_day": "2026-12-01", "last_day": "2026-12-01", "reason": "事假"},
        PAYROLL,
    ),
    ("DELETE", "/api/pay/leaves/{other}", None, ()),
    ("GET", "/api/pay/outlook/{me}/2026-11", None, PAYROLL),
    ("GET", "/api/pay/bunching?month=2026-10", None, PAYROLL),
    ("GET", "/api/pay/fairness?month=2026-10", None, PAYROLL),
    ("POST", "/api/pay/2026-10/close", {}, FINANCE),
    ("POST", "/api/pay/2026-10/approve", {}, OWNER),
    ("GET", "/api/pay/2026-10/payroll.xlsx", None, FINANCE),
    ("GET", "/api/pay/2026-10/payroll.csv", None, FINANCE),
    ("GET", "/api/pay/2026-10/verify", None, FINANCE),
]


@pytest.fixture(scope="module")
async def ids(database: Database) -> dict[str, UUID]:
    async with database.transaction() as session:
        found = await a_full_october(session)
        await close_scores(session)
        await pay.close_pay(session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW, calendar=CALENDAR)
        await pay.approve_payout(session, month=OCTOBER, note="", principal=LOCAL_OPERATOR, at=NOW)
    return found


@pytest.fixture
def desk(runtime: Runtime, ids: dict[str, UUID]) -> Desk:
    return Desk(runtime, ids)


async def send(client: httpx.AsyncClient, desk: Desk, method: str, path: str, body: object) -> httpx.Response:
    me, other = str(desk.ids[E001]), str(uuid4())
    filled = body
    if isinstance(body, dict):
        filled = {key: me if value == "{me}" else value for key, value in body.items()}
    place = path.replace("{me}", me).replace("{other}", other)
    return await client.request(method, place, json=filled)


@pytest.mark.parametrize("role", sorted(ROLES))
async def test_each_role_gets_what_it_may_and_a_refusal_for_the_rest(desk: Desk, role: str):
    """The account is nobody's person, so nothing is its own; 403 lacks the right, 404 does not exist for it."""
    async with desk.as_([role]) as client:
        for method, path, body, allowed in ADDRESSES:
            answer = await send(client, desk, method, path, body)
            wanted = role in allowed
            assert (answer.status_code < 300) == wanted, (method, path, answer.status_code, answer.text[:200])
            assert wanted or answer.status_code in {403, 404}


async def test_nobody_signed_out_gets_anything(desk: Desk):
    transport = httpx.ASGITransport(desk.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        for method, path, body, _ in ADDRESSES:
            assert (await send(client, desk, method, path, body)).status_code == 401


async def test_no_address_of_pay_is_left_out(desk: Desk):
    known = set()
    for method, path, _, _ in ADDRESSES:
        plain = path.partition("?")[0]
        known.add((method, plain.replace("{other}", "{x}").replace("{me}", "{x}").replace("2026-10", "{x}")))
    served = addresses_of(desk.app, "/api/pay")
    assert served  # the router, not its description: a hidden address counts as well
    for method, path in served:
        name = path
        for place in ("{person_id}", "{month}", "{dispute_id}", "{leave_id}"):
            name = name.replace(place, "{x}")
        name = name.replace("{place}", "0").replace("/outlook/{x}/{x}", "/outlook/{x}/2026-11")
        assert (method, name) in known, path


async def test_an_agent_sees_everything_about_the_own_pay_and_nothing_about_a_colleagues(desk: Desk):
    async with desk.as_(["agent"], "E001") as client:
        own, other = desk.ids["E001"], desk.ids["E002"]
        for rest in ("", "/statement.pdf", "/versions", "/disputes"):
            assert (await client.get(f"/api/pay/statements/{own}/2026-10{rest}")).status_code == 200
            assert (await client.get(f"/api/pay/statements/{other}/2026-10{rest}")).status_code == 404
        assert (await client.get(f"/api/pay/outlook/{own}/2026-11")).status_code == 200
        assert (await client.get(f"/api/pay/outlook/{other}/2026-11")).status_code == 404
        listed = (await client.get("/api/pay/statements", params={"month": "2026-10"})).json()
        assert (listed["total"], listed["paid_total"], listed["approved_by"]) == (1, None, None)
        asked = await client.post(f"/api/pay/statements/{own}/2026-10/lines/1/disputes", json=SAYS)
        assert asked.json()["state"] == "asked"
        refused = await client.post(f"/api/pay/statements/{other}/2026-10/lines/1/disputes", json=SAYS)
        assert refused.status_code == 404
    async with desk.as_(["team_lead"], "E002") as client:
        assert (await client.get("/api/pay/disputes")).json()["total"] == 0
        say = await client.post(f"/api/pay/disputes/{asked.json()['id']}/say", json=SAYS)
        assert (say.status_code, say.json()["code"]) == (404, "pay.dispute_unknown")
    async with desk.as_(["hr"]) as client:
        assert (await client.get("/api/pay/disputes")).json()["total"] == 1
        assert (
            await client.post(f"/api/pay/disputes/{asked.json()['id']}/say", json=SAYS)
        ).status_code == 403


async def test_a_draft_is_tried_on_the_closed_month(desk: Desk):
    """Junior base pay 4,000 → 4,500: E001 gains 500, nobody else changes; E003's department missed the gate."""
    data = example_plan().document()
    data["base_pay"]["rep"]["junior"] = "4500"
    data["performance_bonus"]["minimum_score"] = "70"
    async with desk.as_(["finance"]) as client:
        body = {"text": yaml.safe_dump(data), "months": ["2026-10", "2026-09"]}
        found = (await client.post("/api/pay/plans/try", json=body)).json()
    # E001 has 67.5 points: 500 more base pay, 675 less bonus; E002 has 66 points: 1,320 less
    changes = {each["name"]: each["change"] for each in found["people"] if each["change"] != "0.00"}
    assert changes == {"李四（E002）": "-1320.00", "张三（E001）": "-175.00"}
    assert (found["before"], found["after"], found["change"]) == ("29434.35", "27939.35", "-1495.00")
    assert found["without_data"] == 1
    cliff = next(each for each in found["cliffs"] if each["part"] == "performance_bonus")
    # 5 % of 70 points on either side, 66.5 to 73.5: 67.5, but neither 66 nor the manager's 74
    assert (cliff["just_below"], cliff["just_above"]) == (1, 0)


async def test_distances_are_worked_out_from_goals_and_orders(desk: Desk):
    async with desk.as_(["finance"]) as client:
        found = (await client.get(f"/api/pay/outlook/{desk.ids['E001']}/2026-10")).json()
    missing = {each["what"]: (each["now"], each["at"], each["missing"]) for each in found["distances"]}
    assert missing["department_gate"] == ("126000", "126000", "0")  # exactly 70 % of 180,000
    assert missing["own_grade"] == ("60000", "56000", "0")
    assert missing["own_target"] == ("60000", "80000", "20000")
    assert missing["commission"] == ("60000", "80000", "20000")
    assert missing["prize.big_customer"] == ("12000", "50000", "38000")
    assert found["commission"] == "1500"
