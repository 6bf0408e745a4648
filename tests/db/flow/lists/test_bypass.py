"""Gate, pool and suppression cannot be by-passed over HTTP: every attempt is refused with its reason."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from tests.db.flow.leads.world import PEOPLE, STORED, table
from tests.db.flow.lists.conftest import HEADER, Desk, lines
from tests.db.flow.lists.test_api import Browser, imported

from callwright.flow.leads.jobs import create_from_list
from callwright.flow.lists.events import ListReleased
from callwright.platform.auth.service import invite, start_session
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.jobs.runner import run_job
from callwright.registers.campaigns import service as campaigns
from callwright.registers.staff import service as staff

CAMPAIGNS = "- {code: go, target: {cities: [深圳]}}\n- {code: draft}\n"
TEAM = f"""{PEOPLE}
E003,王五,一部,电销代表,中级,2026-01-05
E004,赵六,一部,电销代表,中级,2026-01-05
E009,王组长,一部,组长,高级,2026-01-05"""


class Company(Browser):
    """A company whose agents have accounts."""

    @asynccontextmanager
    async def as_(self, roles: Sequence[str], person: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """Signed in with these roles, linked to a person of the roster when one is named."""
        now = self.desk.now
        async with self.desk.runtime.database.transaction() as session:
            login = f"{'-'.join(roles)}-{uuid4()}"
            account_id, _ = await invite(session, login=login, name=login, roles=roles, now=now)
            if person is not None:
                found = (await staff.resolver(session)).find(person)
                assert found is not None
                await staff.link_account(session, found.id, account_id)
            signed_in = await start_session(session, account_id, now)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://testserver",
            cookies={SESSION_COOKIE: signed_in.token},
            headers={CSRF_HEADER: signed_in.csrf_token},
        ) as client:
            yield client

    async def release(self, first: int, count: int = 12) -> str:
        """A batch of campaign `go`, released by the owner; its leads exist."""
        content = HEADER + lines(first, count)
        ticket = await self.desk.hand_in(
            self.desk.keep(content, f"{first}.csv"), source=f"源{first}", campaign_code="go"
        )
        await self.desk.work(ticket)
        async with self.as_(["owner"]) as owner:
            path = f"/api/lists/{ticket.batch_id}/release"
            answer = await owner.post(path, json={"override_reason": "小批试点"})
            assert answer.status_code == 200, answer.text
        async with self.desk.runtime.database.transaction() as session:
            event = ListReleased(ticket.batch_id, "go")
            await create_from_list(self.desk.context(), session, event)
        return str(ticket.batch_id)


@pytest.fixture
async def company(desk: Desk) -> Company:
    async with desk.runtime.database.transaction() as session:
        await staff.import_roster(session, table=table(TEAM), source_file=STORED, today=desk.now.date())
        await campaigns.import_campaigns(session, content=CAMPAIGNS.encode(), source_file=STORED)
    return Company(desk)


def code(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    assert body["zh"]
    assert body["en"]
    return answer.status_code, body["code"]


async def leads_of(client: httpx.AsyncClient, batch_id: str, **more: Any) -> list[dict[str, Any]]:
    found = (await client.get("/api/leads", params={"size": 200, **more})).json()["items"]
    return [one for one in found if one["batch_id"] == batch_id]


async def test_nobody_releases_without_the_gate_the_right_and_a_reason(company: Company) -> None:
    async with company.as_(["list_steward"]) as steward:
        batch_id = await imported(company, steward, HEADER + lines(0, 30), "绕门一")
        path = f"/api/lists/{batch_id}/release"
        assert code(await steward.post(path, json={})) == (409, "lists.not_measured")
        assert code(await steward.post(path, json={"override_reason": "急"})) == (403, "auth.not_allowed")
        assert code(await steward.post(f"/api/lists/{batch_id}/sample", json={"size": 0}))[0] == 422
    for role in ("agent", "team_lead", "manager", "hr", "finance", "qa", "operator", "partner"):
        async with company.as_([role]) as client:
            for body in ({}, {"override_reason": "急"}):
                assert code(await client.post(path, json=body)) == (403, "auth.not_allowed")
    async with company.as_(["owner"]) as owner:
        for reason in ("", "   ", "\n\t"):
            answer = await owner.post(path, json={"override_reason": reason})
            assert code(answer) == (422, "lists.override_reason_missing")
        shown = (await owner.get(f"/api/lists/{batch_id}")).json()
        assert (shown["gate"], shown["released_at"]) == ("not_measured", None)


async def test_a_good_half_of_a_sample_and_a_second_sample_do_not_pass(company: Company) -> None:
    async with company.as_(["list_steward"]) as steward:
        batch_id = await imported(company, steward, HEADER + lines(50, 60), "绕门二")
        drawn = (await steward.post(f"/api/lists/{batch_id}/sample", json={"size": 40})).json()["rows"]
        inside = {row["row"] for row in drawn}

        async def verify(rows: Sequence[int], word: str) -> dict[str, Any]:
            content = "row,结果\n" + "".join(f"{row},{word}\n" for row in rows)
            file = {"file": ("w.csv", content.encode())}
            return dict((await steward.post(f"/api/lists/{batch_id}/verify", files=file)).json())

        first = [row["row"] for row in drawn]
        assert (await verify(first[:30], "有效"))["gate"]["state"] == "not_measured"
        path = f"/api/lists/{batch_id}/release"
        assert code(await steward.post(path, json={})) == (409, "lists.sample_incomplete")
        assert (await verify(first[30:], "空号"))["gate"]["state"] == "failed"
        outside = [row for row in range(60) if row not in inside]
        told = await verify(outside, "有效")
        assert told["report"]["rejected_by_code"] == {"lists.not_in_sample": len(outside)}
        again = (await steward.post(f"/api/lists/{batch_id}/sample", json={"size": 5})).json()
        assert again["size"] == 40
        assert code(await steward.post(path, json={})) == (409, "lists.below_gate")


async def test_only_the_owner_chooses_the_gates_figure_and_says_why(company: Company) -> None:
    for role in ("list_steward", "manager", "team_lead", "agent"):
        async with company.as_([role]) as client:
            answer = await client.put("/api/gate-measure", json={"measure": "point", "reason": "x"})
            assert code(answer) == (403, "auth.not_allowed")
    async with company.as_(["owner"]) as owner:
        for body, expected in (
            ({"measure": "point", "reason": " "}, "lists.override_reason_missing"),
            ({"measure": "none", "reason": "x"}, "lists.bad_gate_measure"),
        ):
            assert code(await owner.put("/api/gate-measure", json=body)) == (422, expected)
        assert (await owner.get("/api/gate-measure")).json()["measure"] == "lower_bound"
        done = await owner.put("/api/gate-measure", json={"measure": "point", "reason": "小批次试点"})
        assert (done.json()["measure"], done.json()["history"][0]["reason"]) == ("point", "小批次试点")
        await owner.put("/api/gate-measure", json={"measure": "lower_bound", "reason": "还原"})


async def test_an_accepted_row_is_not_edited_by_another_import(company: Company) -> None:
    batch_id = await company.release(200)
    async with company.as_(["list_steward"]) as steward:
        before = (await steward.get(f"/api/lists/{batch_id}/rows")).json()
        changed = HEADER + lines(200, 12).replace("有限公司", "有限责任公司")
        await imported(company, steward, changed, "另一来源")
        assert (await steward.get(f"/api/lists/{batch_id}/rows")).json() == before
        same = await steward.post(
            "/api/lists",
            files={"files": ("200.csv", (HEADER + lines(200, 12)).encode())},
            data={"source": "源200", "campaign": "draft"},
        )
        assert same.json()["already_imported"]
        assert (await steward.get(f"/api/lists/{batch_id}")).json()["campaign_code"] == "go"


async def test_a_refusal_is_not_retracted_by_import_or_by_lifting(company: Company) -> None:
    batch_id = await company.release(300)
    async with company.as_(["list_steward"]) as steward:
        row = (await steward.get(f"/api/lists/{batch_id}/rows")).json()["items"][0]
        number = row["numbers"][0]
        told = await steward.post(
            "/api/suppressions/import",
            files={"file": ("r.csv", f"号码\n{number}\n".encode())},
            data={"kind": "opted_out"},
        )
        assert told.json()["accepted"] == 1
        for kind in ("competitor", "existing_customer", "protected", "good"):
            file = {"file": ("r.csv", f"号码,截止\n{number},2020-01-01\n".encode())}
            await steward.post("/api/suppressions/import", files=file, data={"kind": kind})
        ledger = (await steward.get("/api/suppressions", params={"ended": True, "q": number})).json()
        for line in ledger["items"]:
            await steward.post(f"/api/suppressions/{line['id']}/lift", json={"reason": "重新开放"})
        again = await imported(company, steward, HEADER + lines(300, 12).replace("路", "大街"), "再导一次")
        for one in (batch_id, again):
            screened = (await steward.post(f"/api/lists/{one}/screening", json={})).json()
            assert [(kind["kind"], kind["count"]) for kind in screened["by_kind"]] == [("opted_out", 1)]
        barred = [one for one in await leads_of(steward, batch_id) if one["state"] == "barred"]
        assert [one["contact_id"] for one in barred] == [row["entity"]]
    async with company.as_(["agent"], "E001") as agent:
        answer = await agent.post(f"/api/leads/{barred[0]['id']}/claim")
        assert code(answer) == (409, "leads.barred")
        many = (await agent.post("/api/leads/claims", json={"lead_ids": [barred[0]["id"]]})).json()
        assert ([one["code"] for one in many["refused"]], many["claimed"]) == (["leads.barred"], [])
        task = {"due_at": "2026-11-21T10:00:00+08:00"}
        assert (await agent.post(f"/api/leads/{barred[0]['id']}/tasks", json=task)).status_code in (404, 409)
    async with company.as_(["list_steward"]) as steward:
        await steward.post("/api/leads/assign", json={"campaign": "go", "method": "fair_share"})
        [still] = [one for one in await leads_of(steward, batch_id) if one["id"] == barred[0]["id"]]
        assert (still["state"], still["owner_id"]) == ("barred", None)


async def test_agents_touch_neither_lists_nor_ledger_nor_other_peoples_leads(company: Company) -> None:
    batch_id = await company.release(400)
    nobody = str(UUID(int=0))
    async with company.as_(["agent"], "E002") as other:
        claimed = (await other.post("/api/leads/claims", json={"campaign": "go", "count": 1})).json()
        theirs = claimed["claimed"][0]["id"]
    async with company.as_(["agent"], "E004") as agent:
        for method, path, body in (
            ("POST", f"/api/lists/{batch_id}/screening", {}),
            ("GET", f"/api/lists/{batch_id}/screening", None),
            ("GET", f"/api/lists/{batch_id}/suppressed", None),
            ("GET", f"/api/lists/{batch_id}/suppressed.xlsx", None),
            ("GET", f"/api/lists/{batch_id}/claim-sheet.xlsx", None),
            ("GET", f"/api/sources/{nobody}/claim-sheet.xlsx", None),
            ("GET", "/api/sources/comparison", None),
            ("GET", "/api/suppressions", None),
            ("POST", "/api/suppressions/1/lift", {"reason": "x"}),
            ("POST", "/api/leads/assign", {"campaign": "go"}),
            ("POST", "/api/leads/hand-over", {"person_id": nobody}),
        ):
            answer = await agent.request(method, path, json=body)
            assert code(answer) == (403, "auth.not_allowed"), (method, path)
        assert code(await agent.post(f"/api/leads/{theirs}/claim"))[1] == "leads.taken"
        for path in (f"/api/leads/{theirs}/return", f"/api/leads/{theirs}/tasks"):
            answer = await agent.post(path, json={"due_at": "2026-11-21T10:00:00+08:00"})
            assert code(answer) == (404, "leads.not_found")
        assert code(await agent.get(f"/api/leads/{theirs}/history")) == (404, "leads.not_found")
    async with company.as_(["partner"]) as partner:
        assert (await partner.post("/api/leads/claims", json={"campaign": "go", "count": 1})).status_code in (
            404,
            422,
        )


async def test_the_limit_of_the_day_holds_over_all_ways_to_claim(company: Company) -> None:
    batch_id = await company.release(500, 40)
    async with company.as_(["agent"], "E003") as agent:
        standing = (await agent.get("/api/leads/pool-standing")).json()
        left = standing["left"]
        pool = [one["id"] for one in await leads_of(agent, batch_id, pool="true")]
        got: list[str] = []
        for lead_id in pool[: left - 3]:
            assert (await agent.post(f"/api/leads/{lead_id}/claim")).status_code == 200
            assert (await agent.post(f"/api/leads/{lead_id}/return")).status_code == 200
            assert code(await agent.post(f"/api/leads/{lead_id}/claim")) == (409, "leads.cooling_down")
        more = (await agent.post("/api/leads/claims", json={"campaign": "go", "count": 10})).json()
        got += [one["id"] for one in more["claimed"]]
        assert (len(got), more["standing"]["left"]) == (3, 0)
        last = await agent.post(f"/api/leads/{pool[-1]}/claim")
        assert code(last) == (409, "leads.claim_limit")
        too_many = await agent.post("/api/leads/claims", json={"campaign": "go", "count": 201})
        assert too_many.status_code == 422
    async with company.as_(["team_lead"], "E009") as leader:
        agent_id = more["claimed"][0]["owner_id"]
        outside = str(UUID(int=7))
        for body in ({"person_id": outside}, {"person_id": agent_id, "to": outside}):
            assert code(await leader.post("/api/leads/hand-over", json=body))[0] == 422


async def test_a_campaign_without_target_gets_no_leads_and_no_list(company: Company) -> None:
    async with company.as_(["list_steward"]) as steward:
        answer = await steward.post(
            "/api/lists",
            files={"files": ("d.csv", (HEADER + lines(700, 5)).encode())},
            data={"source": "无目标", "campaign": "draft"},
        )
        ticket = answer.json()
        await run_job(company.desk.runtime, UUID(ticket["job_id"]))
        answer = await steward.post(f"/api/lists/{ticket['batch_id']}/release", json={})
        assert "lists.campaign_without_target" in answer.json()["details"]["reasons"]
    async with company.as_(["owner"]) as owner:
        path = f"/api/lists/{ticket['batch_id']}/release"
        await owner.post(path, json={"override_reason": "试"})
        async with company.desk.runtime.database.transaction() as session:
            event = ListReleased(UUID(ticket["batch_id"]), "draft")
            await create_from_list(company.desk.context(), session, event)
        assert await leads_of(owner, ticket["batch_id"]) == []
        assert code(await owner.post("/api/campaigns/draft/start")) == (409, "campaigns.target_missing")
