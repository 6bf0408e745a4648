"""The lists API: rights, masks, problems, and the whole way from file to release."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import httpx
import pytest
from tests.db.flow.lists.conftest import HEADER, Desk, lines

from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.flow.lists.routes.shapes import masked_digits
from callwright.platform.auth.service import invite, start_session
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.jobs.runner import run_job


class Browser:
    """Signs people in against the real application."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.app = create_app(Settings(home=desk.runtime.data_folder), runtime=desk.runtime)

    async def sign_in(self, roles: Sequence[str]) -> httpx.AsyncClient:
        now = self.desk.now
        async with self.desk.runtime.database.transaction() as session:
            login = "-".join(roles)
            account_id, _ = await invite(session, login=login, name=login, roles=roles, now=now)
            signed_in = await start_session(session, account_id, now)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://testserver",
            cookies={SESSION_COOKIE: signed_in.token},
            headers={CSRF_HEADER: signed_in.csrf_token},
        )


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return Browser(desk)


def upload(content: str, name: str = "list.csv") -> dict[str, tuple[str, bytes]]:
    return {"files": (name, content.encode())}


async def imported(browser: Browser, client: httpx.AsyncClient, content: str, source: str) -> str:
    answer = await client.post("/api/lists", files=upload(content), data={"source": source})
    assert answer.status_code == 200, answer.text
    await run_job(browser.desk.runtime, UUID(answer.json()["job_id"]))
    return str(answer.json()["batch_id"])


async def test_a_steward_takes_a_list_from_file_to_release(browser: Browser) -> None:
    async with await browser.sign_in(["list_steward"]) as client:
        batch_id = await imported(browser, client, HEADER + lines(0, 60) + "坏号公司,李,12345,\n", "网页一")
        again = await client.post(
            "/api/lists",
            files=upload(HEADER + lines(0, 60) + "坏号公司,李,12345,\n"),
            data={"source": "网页一"},
        )
        assert again.json() == {"batch_id": batch_id, "job_id": None, "already_imported": True}
        shown = (await client.get(f"/api/lists/{batch_id}")).json()
        assert (shown["rows"], shown["accepted"], shown["rejected"]) == (61, 60, 1)
        assert [entry["count"] for entry in shown["rejected_by_code"]] == [1]
        assert shown["rejected_by_code"][0]["zh"]
        assert shown["gate_view"]["needed"] == 60
        refused = await client.post(f"/api/lists/{batch_id}/release", json={})
        assert (refused.status_code, refused.json()["code"]) == (409, "lists.not_measured")
        assert refused.headers["content-type"] == "application/problem+json"
        drawn = (await client.post(f"/api/lists/{batch_id}/sample", json={"size": 40})).json()
        worklist = "row,结果\n" + "".join(f"{row['row']},有效\n" for row in drawn["rows"])
        verified = await client.post(
            f"/api/lists/{batch_id}/verify", files={"file": ("w.csv", worklist.encode())}
        )
        assert verified.json()["gate"]["state"] == "passed"
        released = await client.post(f"/api/lists/{batch_id}/release", json={})
        assert (released.status_code, released.json()["gate"]) == (200, "passed")
        listed = (await client.get("/api/lists")).json()
        assert batch_id in [entry["id"] for entry in listed["items"]]
        assert "网页一" in [entry["name"] for entry in (await client.get("/api/sources")).json()]


async def test_a_steward_cannot_override_the_gate(browser: Browser) -> None:
    async with await browser.sign_in(["list_steward"]) as client:
        batch_id = await imported(browser, client, HEADER + lines(100, 5), "网页二")
        answer = await client.post(f"/api/lists/{batch_id}/release", json={"override_reason": "急用"})
        assert (answer.status_code, answer.json()["code"]) == (403, "auth.not_allowed")
    async with await browser.sign_in(["owner"]) as client:
        answer = await client.post(f"/api/lists/{batch_id}/release", json={"override_reason": "试点"})
        assert (answer.status_code, answer.json()["gate"]) == (200, "overridden")


async def test_a_steward_has_a_batch_matched_again_and_an_agent_does_not(browser: Browser) -> None:
    async with await browser.sign_in(["list_steward"]) as client:
        batch_id = await imported(browser, client, HEADER + lines(300, 5), "网页五")
        answer = await client.post(f"/api/lists/{batch_id}/rematch")
        assert answer.status_code == 200, answer.text
        await run_job(browser.desk.runtime, UUID(answer.json()["job_id"]))
        told = (await client.get(f"/api/jobs/{answer.json()['job_id']}")).json()
        assert (told["state"], told["result"]["moved"], told["result"]["looked_at"]) == ("done", 0, 5)
    async with await browser.sign_in(["agent"]) as client:
        assert (await client.post(f"/api/lists/{batch_id}/rematch")).status_code == 403


async def test_downloads_are_files(browser: Browser) -> None:
    async with await browser.sign_in(["list_steward"]) as client:
        batch_id = await imported(browser, client, HEADER + lines(200, 5) + "坏号公司,李,12345,\n", "网页三")
        export = await client.get(f"/api/lists/{batch_id}/export.csv")
        assert export.text.startswith("row,status,code,entity,company,person,numbers\r\n")
        assert len(export.text.splitlines()) == 7
        assert (await client.get(f"/api/lists/{batch_id}/rejects.xlsx")).content[:2] == b"PK"
        await client.post(f"/api/lists/{batch_id}/sample", json={"size": 3})
        assert (await client.get(f"/api/lists/{batch_id}/worklist.xlsx")).content[:2] == b"PK"


async def test_numbers_are_masked_for_a_team_lead(browser: Browser) -> None:
    async with await browser.sign_in(["list_steward"]) as client:
        batch_id = await imported(browser, client, HEADER + "甲公司,李,13800138000,\n", "网页四")
        rows = (await client.get(f"/api/lists/{batch_id}/rows")).json()
        assert rows["items"][0]["numbers"] == ["+8613800138000"]
    async with await browser.sign_in(["team_lead"]) as client:
        answer = await client.get(f"/api/lists/{batch_id}/rows")
        assert "13800138000" not in answer.text
        assert answer.json()["items"][0]["numbers"] == ["138****8000"]


@pytest.mark.parametrize("role", ["agent", "hr", "finance", "partner", "operator", "qa"])
async def test_other_roles_see_no_lists(browser: Browser, role: str) -> None:
    nobody = "00000000-0000-0000-0000-000000000000"
    async with await browser.sign_in([role]) as client:
        for method, path in (
            ("GET", "/api/lists"),
            ("GET", "/api/sources"),
            ("GET", f"/api/lists/{nobody}"),
            ("GET", f"/api/lists/{nobody}/rows"),
            ("GET", f"/api/lists/{nobody}/export.csv"),
            ("GET", f"/api/lists/{nobody}/rejects.xlsx"),
            ("POST", f"/api/lists/{nobody}/release"),
            ("POST", f"/api/lists/{nobody}/sample"),
        ):
            answer = await client.request(method, path, json={} if method == "POST" else None)
            assert answer.status_code == 403, (method, path, answer.text)


async def test_problems_carry_codes_in_both_languages(browser: Browser) -> None:
    nobody = "00000000-0000-0000-0000-000000000000"
    async with await browser.sign_in(["owner"]) as client:
        unknown = (await client.get(f"/api/lists/{nobody}")).json()
        assert (unknown["status"], unknown["code"]) == (404, "lists.unknown_batch")
        assert unknown["zh"] != unknown["en"]
        for data, code in (
            ({"source": " "}, "lists.source_missing"),
            ({"source": "x", "price": "abc"}, "lists.bad_price"),
            ({"source": "x", "mapping": "{"}, "lists.bad_mapping"),
            ({"source": "x", "mapping": "[1]"}, "lists.bad_mapping"),
            ({"source": "x", "campaign": "nobody"}, "campaigns.not_found"),
        ):
            answer = await client.post("/api/lists", files=upload(HEADER + lines(0, 1)), data=data)
            assert answer.json()["code"].split(".")[0] == code.split(".")[0], answer.text
            assert answer.status_code in (404, 422)


async def test_a_merged_row_names_the_line_of_the_file_it_was_merged_into(browser: Browser) -> None:
    """Rows are counted from 0 inside; a person reads the line that stands in the file."""
    async with await browser.sign_in(["list_steward"]) as client:
        batch_id = await imported(browser, client, HEADER + lines(700, 3) + lines(700, 2), "重复行来源")
        shown = (await client.get(f"/api/lists/{batch_id}/rows", params={"status": "merged"})).json()
    assert [(row["line"], row["merged_into"]) for row in shown["items"]] == [(5, 0), (6, 1)]
    assert ["第 2 行" in row["zh"] and "row 2" in row["en"] for row in shown["items"]] == [True, False]
    assert "第 3 行" in shown["items"][1]["zh"]


async def test_who_may_not_see_numbers_reads_no_whole_number_in_a_report(browser: Browser) -> None:
    """The examples of cleaning rules show cells as they came: their numbers are masked for a team lead."""
    content = HEADER + "云杉机械公司,王一,139 1234 5678,\n" + lines(760, 20)
    async with await browser.sign_in(["list_steward"]) as steward:
        batch_id = await imported(browser, steward, content, "看不到号码")
        whole = str((await steward.get(f"/api/lists/{batch_id}")).json()["examples"])
    async with await browser.sign_in(["team_lead"]) as leader:
        shown = str((await leader.get(f"/api/lists/{batch_id}")).json()["examples"])
    assert "139 1234 5678" in whole
    assert "139 **** 5678" in shown
    assert "1234" not in shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("139 1234 5678", "139 **** 5678"),
        ("+8613912345678", "+861******5678"),
        ("87654321", "876*4321"),
        ("8765432", "***5432"),
        ("文三路12号301室", "文三路12号301室"),
        ("", ""),
    ],
)
def test_the_middle_digits_of_a_number_are_hidden(cell: str, shown: str) -> None:
    assert masked_digits(cell) == shown
