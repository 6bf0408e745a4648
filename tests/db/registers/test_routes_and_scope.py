"""Over HTTP every role gets its own rows, also by typed ids; the pages' addresses answer."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import httpx
import pytest

from callwright.app.api import create_app
from callwright.flow.orders import service as orders
from callwright.platform.auth.roles import permissions_of
from callwright.platform.files import StoredFile
from callwright.platform.http import dependencies
from callwright.platform.principal import Principal
from callwright.platform.runtime import Runtime
from callwright.platform.tables import Table, TableRow
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import PersonResolver

PEOPLE = """工号,姓名,部门,角色,职级,入职日期
E001,张三,一部,电销代表,初级,2026-01-05
E002,李四,一部,电销代表,初级,2026-01-05
H001,钱人力,人事部,人力资源,,2026-01-05"""
ORDERS = """订单号,工号,客户,号码,金额,下单时间
D1,E001,甲,13800138000,1000,2026-10-05 10:00
D2,E002,乙,13800138001,2000,2026-10-06 10:00"""


def table(text: str) -> Table:
    header, *lines = [line.split(",") for line in text.splitlines()]
    rows = [TableRow(n, dict(zip(header, line, strict=True))) for n, line in enumerate(lines, 2)]
    return Table(header, rows, "utf-8")


class Browser:
    """Asks the API as somebody."""

    def __init__(self, runtime: Runtime, people: PersonResolver) -> None:
        self.app = create_app()
        self.app.state.runtime = runtime
        self.people = people

    def id(self, number: str) -> UUID:
        found = self.people.find(number)
        assert found is not None
        return found.id

    async def get(self, path: str, number: str, role: str) -> httpx.Response:
        return await self.ask("GET", path, number, role)

    async def ask(self, method: str, path: str, number: str, role: str, **more: object) -> httpx.Response:
        person_id = self.id(number)
        wide = role in ("owner", "hr")
        principal = Principal(
            account_id=None,
            name=number,
            roles=frozenset({role}),
            permissions=permissions_of([role]),
            person_id=person_id,
            visible_people=None if wide else frozenset({person_id}),
        )
        self.app.dependency_overrides[dependencies._principal] = lambda: principal
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]


@pytest.fixture
async def browser(runtime: Runtime) -> Browser:
    stored = StoredFile("k", "k", 1, "k")
    async with runtime.database.transaction() as session:
        await staff.import_roster(
            session, table=table(PEOPLE), source_file=stored, today=dt.date(2026, 11, 20)
        )
        await orders.import_orders(
            session,
            table=table(ORDERS),
            source_file=stored,
            now=runtime.clock.now(),
            calendar=runtime.calendar,
        )
        people = await staff.resolver(session)
    return Browser(runtime, people)


async def test_an_agent_sees_only_the_own_person_and_orders_also_by_typed_ids(browser: Browser):
    people = (await browser.get("/api/people", "E001", "agent")).json()
    assert [one["employee_number"] for one in people["items"]] == ["E001"]
    assert (await browser.get(f"/api/people/{browser.id('E002')}", "E001", "agent")).status_code == 404
    seen = (await browser.get("/api/orders", "E001", "agent")).json()
    assert [(one["order_number"], one["number"]) for one in seen["items"]] == [("D1", "138****8000")]
    everything = (await browser.get("/api/orders", "H001", "owner")).json()
    other = next(one["id"] for one in everything["items"] if one["order_number"] == "D2")
    assert everything["total"] == 2
    missing = await browser.get(f"/api/orders/{other}", "E001", "agent")
    assert (missing.status_code, missing.json()["code"]) == (404, "orders.not_found")


async def test_my_numbers_are_mine_and_nobody_elses(browser: Browser):
    own = (await browser.get("/api/my-numbers?day=2026-10-05", "E001", "agent")).json()
    assert (own["name"], own["ladder"][0]["name"]) == ("张三", "dials")
    foreign = await browser.get(f"/api/my-numbers?person={browser.id('E002')}", "E001", "agent")
    assert foreign.status_code == 404


@pytest.mark.parametrize(
    ("path", "role", "status"),
    [
        ("/api/products", "owner", 200),
        ("/api/products", "agent", 403),
        ("/api/campaigns", "agent", 200),
        ("/api/leads?state=new&pool=true", "agent", 200),
        ("/api/leads?state=lost", "agent", 422),
        ("/api/findings", "owner", 200),
        ("/api/findings", "agent", 403),
    ],
)
async def test_addresses_answer_by_role(browser: Browser, path: str, role: str, status: int):
    assert (await browser.get(path, "E001", role)).status_code == status


async def test_a_roster_is_imported_over_http_and_a_picture_is_refused(browser: Browser):
    roster = {"file": ("people.csv", PEOPLE.encode("gb18030"))}
    taken = (await browser.ask("POST", "/api/staff/import", "H001", "hr", files=roster)).json()
    assert (taken["rows"], taken["accepted"], taken["unchanged"]) == (3, 0, 3)
    picture = {"file": ("people.csv", b"\x89PNG\r\n\x1a\n" + bytes(200))}
    refused = await browser.ask("POST", "/api/staff/import", "H001", "hr", files=picture)
    assert refused.status_code in (415, 422)
    assert refused.json()["code"].startswith("tables.")
    forbidden = await browser.ask("POST", "/api/staff/import", "E001", "agent", files=roster)
    assert forbidden.status_code == 403
    lost = {"campaign": "NONE"}
    unknown = await browser.ask("POST", "/api/leads/assign", "H001", "owner", json=lost)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "campaigns.not_found")
