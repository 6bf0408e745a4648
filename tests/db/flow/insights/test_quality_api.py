"""Grading over HTTP: a grade is disputed, answered and decided, the QA result changes and the old line stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.db.flow.insights.quality_world import DAY, House, call, hire

from callwright.kernel.clock import FixedClock
from callwright.platform.db import Database
from callwright.platform.runtime import Runtime

AGENT, LEAD, QA, QA2 = (["agent"], "E001"), (["team_lead"], "L001"), (["qa"], "Q001"), (["qa"], "Q002")
PERIOD = {"first_day": "2026-11-01", "last_day": "2026-11-30"}


@pytest.fixture(scope="module")
async def world(database: Database):
    async with database.transaction() as session:
        ids = await hire(session)
        calls = {
            "own": await call(session, ids["E001"], 1),
            "second": await call(session, ids["E001"], 2, interruptions=3),
            "colleague": await call(session, ids["E003"], 3),
            "rang": await call(session, ids["E001"], 4, talk=0, outcome="no_answer", measured=False),
            "lead": await call(session, ids["L001"], 5),
        }
        for number in range(10, 40):
            await call(
                session, ids["E002"], number, outcome="complaint" if number < 13 else "answered", talk=30
            )
        await call(session, ids["E002"], 50, talk=29)  # too short to be drawn
    return ids, calls


@pytest.fixture
def house(runtime: Runtime, world) -> House:
    kept = House(runtime, world[0])
    kept.tokens = _TOKENS
    return kept


_TOKENS: dict = {}


async def graded(client: httpx.AsyncClient, attempt, points: dict[str, int | None], comment: str = ""):
    """Give full points everywhere but where `points` says otherwise."""
    card = (await client.get("/api/quality/scorecards/in-force", params={"day": str(DAY)})).json()
    marks = [
        {"item": item["key"], "points": points.get(item["key"], item["points"])} for item in card["items"]
    ]
    return await client.post(
        f"/api/quality/calls/{attempt}/grades",
        json={"scorecard_id": card["id"], "marks": marks, "comment": comment},
    )


async def result_of(client: httpx.AsyncClient, number: str):
    found = (await client.get("/api/quality/results", params=PERIOD)).json()["items"]
    return next((one for one in found if one["employee_number"] == number), None)


async def test_a_disputed_grade_is_decided_and_the_result_changes_while_the_old_line_stays(house, world):
    _, calls = world
    async with house.as_(*QA) as qa, house.as_(*AGENT) as agent, house.as_(*LEAD) as lead:
        answer = await graded(qa, calls["own"], {"recording_notice": 0}, "没有告知录音")
        assert answer.status_code == 201, answer.text
        grade = answer.json()
        assert (grade["score"], grade["passed"], grade["failed_items"]) == (
            "0.000000",
            False,
            ["recording_notice"],
        )
        assert (await result_of(agent, "E001"))["mean_score"].startswith("0")
        mine = (await agent.get(f"/api/quality/calls/{calls['own']}")).json()
        assert (mine["may_dispute"], mine["may_grade"], mine["may_decide"]) == (True, False, False)
        raised = await agent.post(f"/api/quality/grades/{grade['id']}/dispute", json={"text": "第 3 秒说了"})
        assert (raised.status_code, raised.json()["state"]) == (201, "open")
        again = await agent.post(f"/api/quality/grades/{grade['id']}/dispute", json={"text": "再说一次"})
        assert again.json()["code"] == "insights.disputed_already"
        dispute = f"/api/quality/disputes/{raised.json()['id']}"
        early = await lead.post(f"{dispute}/decide", json={"text": "改判", "marks": None})
        assert (early.status_code, early.json()["code"]) == (409, "insights.answer_awaited")
        answered = await qa.post(f"{dispute}/answer", json={"text": "听错了，确实说了"})
        assert answered.json()["state"] == "answered"
        marks = [{**mark, "points": mark["points"] or 1} for mark in grade["marks"]]
        decided = await lead.post(f"{dispute}/decide", json={"text": "录音第 3 秒有告知", "marks": marks})
        assert (decided.json()["state"], decided.json()["changed"]) == ("decided", True)
        assert (await lead.post(f"{dispute}/decide", json={"text": "再改", "marks": None})).status_code == 409
        after = await result_of(agent, "E001")
        assert (after["mean_score"][:3], after["passed"], after["disputed"], after["changed"]) == (
            "100",
            1,
            1,
            1,
        )
        lines = (await agent.get(f"/api/quality/calls/{calls['own']}")).json()["grades"]
        assert [(one["kind"], one["score"][:3].rstrip("."), one["stands"]) for one in lines] == [
            ("first", "0.0", False),
            ("decision", "100", True),
        ]
        assert [step["kind"] for step in lines[0]["dispute"]["steps"]] == ["raised", "answer", "decision"]


async def test_nothing_of_a_grade_can_be_changed_in_the_database(database: Database, house, world):
    async with house.as_(*QA) as qa:
        await graded(qa, world[1]["second"], {})
    for statement in (
        "UPDATE insights.grade SET score = 100",
        "DELETE FROM insights.dispute_step",
        "DELETE FROM insights.grade",
        "UPDATE insights.scorecard SET pass_mark = 0",
        "TRUNCATE insights.grade CASCADE",
    ):
        with pytest.raises(DBAPIError, match="is final"):
            async with database.transaction() as session:
                await session.execute(text(statement))


async def test_who_may_not_is_told_so_and_sees_nothing(house, world):
    ids, calls = world
    card = str(uuid4())
    body = {"scorecard_id": card, "marks": [{"item": "a", "points": 1}]}
    async with house.as_(*AGENT) as agent, house.as_(*LEAD) as lead, house.as_(*QA) as qa:
        for path in (f"/api/quality/calls/{calls['colleague']}",):
            assert (await agent.get(path)).status_code == 404
            assert (await lead.get(path)).status_code == 404  # another team
            assert (await qa.get(path)).status_code == 200
        foreign = (await graded(qa, calls["colleague"], {"polite": 0})).json()
        assert (
            await lead.post(f"/api/quality/grades/{foreign['id']}/dispute", json={"text": "不服"})
        ).json()["code"] == "insights.grade_unknown"
        assert (await agent.get("/api/quality/grades", params={"person": str(ids["E003"])})).json()[
            "total"
        ] == 0
        assert await result_of(agent, "E003") is None
        assert await result_of(lead, "E003") is None
        assert (await result_of(qa, "E003"))["graded"] == 1
        for method, path, sent in (
            ("POST", f"/api/quality/calls/{calls['own']}/grades", body),
            ("POST", "/api/quality/draws", PERIOD),
            ("GET", "/api/quality/draws", None),
            ("GET", f"/api/quality/draws/{uuid4()}", None),
            ("GET", f"/api/quality/draws/{uuid4()}/repeat", None),
            ("GET", "/api/quality/agreement", None),
            ("POST", "/api/quality/scorecards", _card("2026-12-01")),
            ("POST", f"/api/quality/disputes/{uuid4()}/answer", {"text": "答复"}),
            ("POST", f"/api/quality/disputes/{uuid4()}/decide", {"text": "裁决"}),
        ):
            answer = await agent.request(method, path, json=sent)
            assert (answer.status_code, answer.json()["code"]) == (403, "auth.not_allowed"), path
        assert (await lead.post(f"/api/quality/calls/{calls['own']}/grades", json=body)).status_code == 403
        assert (
            await qa.post(f"/api/quality/disputes/{uuid4()}/decide", json={"text": "裁决"})
        ).status_code == 403
        assert (await qa.get(f"/api/quality/draws/{uuid4()}")).json()["code"] == "insights.draw_unknown"
        assert (await qa.get("/api/quality/agreement", params={"scorecard": card})).status_code == 404
    async with house.as_(["operator"]) as stranger:
        for path in ("/api/quality/grades", "/api/quality/disputes", "/api/quality/scorecards"):
            assert (await stranger.get(path)).status_code == 403


async def test_what_cannot_be_graded_says_why(house, world):
    _, calls = world
    async with house.as_(*QA) as qa:
        assert (await graded(qa, calls["rang"], {})).json()["code"] == "insights.not_gradable"
        assert (await graded(qa, calls["lead"], {"polite": None})).status_code == 201
        assert (await graded(qa, calls["lead"], {})).json()["code"] == "insights.graded_already"
        assert (await graded(qa, uuid4(), {})).status_code == 404
        wrong = await graded(qa, calls["colleague"], {"polite": 9})
        assert wrong.json()["code"] in {"insights.marks_wrong", "insights.graded_already"}


async def test_a_draw_is_kept_and_comes_out_the_same_again(house):
    async with house.as_(*QA) as qa:
        drawn = await qa.post(
            "/api/quality/draws",
            json={**PERIOD, "method": "risk", "per_person": 5, "calibrate": 2, "seed": "2026-47"},
        )
        assert drawn.status_code == 201, drawn.text
        draw = drawn.json()
        detail = (await qa.get(f"/api/quality/draws/{draw['id']}")).json()
        assert draw["drawn"] == detail["total"]
        of_e002 = [one for one in detail["items"] if one["person"] == "李四"]
        assert len(of_e002) == 5
        assert all("newcomer" in one["risks"] for one in of_e002)
        assert any("complaint" in one["risks"] for one in of_e002)
        assert [one["calibrate"] for one in detail["items"][:3]] == [True, True, False]
        assert (await qa.get(f"/api/quality/draws/{draw['id']}/repeat")).json() == {"same": True}
        twin = (
            await qa.post(
                "/api/quality/draws",
                json={**PERIOD, "method": "risk", "per_person": 5, "calibrate": 2, "seed": "2026-47"},
            )
        ).json()
        again = (await qa.get(f"/api/quality/draws/{twin['id']}")).json()
        assert [one["attempt_id"] for one in again["items"]] == [one["attempt_id"] for one in detail["items"]]
        listed = (await qa.get("/api/quality/draws")).json()
        assert (listed["total"], listed["items"][0]["population"]) == (2, draw["population"])
        empty = await qa.post(
            "/api/quality/draws", json={"first_day": "2025-01-01", "last_day": "2025-01-02"}
        )
        assert empty.json()["code"] == "insights.nothing_to_draw"


async def test_graders_of_a_calibration_call_are_blind_until_they_graded_and_their_agreement_is_shown(house):
    async with house.as_(*QA) as qa, house.as_(*QA2) as second, house.as_(["agent"], "E002") as agent:
        draw = (await qa.get("/api/quality/draws")).json()["items"][0]
        calls = [
            one["attempt_id"]
            for one in (await qa.get(f"/api/quality/draws/{draw['id']}")).json()["items"]
            if one["calibrate"]
        ]
        for place, attempt in enumerate(calls):
            assert (await graded(qa, attempt, {"polite": place})).status_code == 201
            hidden = (await second.get(f"/api/quality/calls/{attempt}")).json()
            assert (hidden["grades"], hidden["may_grade"], hidden["second_opinion"]) == ([], True, True)
            mine = (await graded(second, attempt, {"polite": place + 1})).json()
            assert (mine["kind"], mine["stands"]) == ("calibration", False)
            assert len((await second.get(f"/api/quality/calls/{attempt}")).json()["grades"]) == 2
        shown = (await qa.get("/api/quality/agreement")).json()
        assert (shown["calls"], shown["graders"]) == (2, 2)
        # polite 0 of 4 → 80, 1 of 4 → 85; both graders pass both calls: kappa cannot be told, alpha can
        (pair,) = shown["pairs"]
        assert (pair["calls"], pair["same_verdict"], pair["kappa"]) == (2, 1.0, None)
        assert pair["mean_difference"] == pytest.approx(-5)
        polite = next(one for one in shown["items"] if one["item"] == "polite")
        # units (0, 1) and (1, 2): observed 1, expected (4·1 + 1·4)·2/12 = 4/3 → 1 − 3/4
        assert polite["alpha"] == pytest.approx(0.25)
        for attempt in calls:
            lines = (await agent.get(f"/api/quality/calls/{attempt}")).json()["grades"]
            assert all(one["kind"] == "first" for one in lines)  # an agent sees no second opinions


def _card(effective_on: str, weight: int = 100) -> dict:
    words = {"zh": "礼貌", "en": "Polite"}
    item = {"key": "polite", "title": words, "guidance": words, "weight": weight, "points": 2}
    return {"title": words, "pass_mark": 50, "items": [item], "effective_on": effective_on}


async def test_a_new_version_grades_calls_from_its_day_on_only(house):
    async with house.as_(*QA) as qa:
        assert (await qa.post("/api/quality/scorecards", json=_card("2026-12-01", 90))).json()[
            "code"
        ] == "insights.scorecard_wrong"
        published = await qa.post("/api/quality/scorecards", json=_card("2026-12-01"))
        assert (published.status_code, published.json()["version"]) == (201, 2)
        in_force = "/api/quality/scorecards/in-force"
        assert (await qa.get(in_force, params={"day": "2026-11-30"})).json()["version"] == 1
        assert (await qa.get(in_force, params={"day": "2026-12-01"})).json()["version"] == 2
        assert (await qa.get("/api/quality/scorecards")).json()["total"] == 2
        assert "alpha" in (await qa.get("/api/quality/definitions")).json()


async def test_a_grade_can_be_disputed_for_a_week_only(house, world, runtime):
    ids, _ = world
    for days, number, role, status in ((7, "E003", "agent", 201), (8, "L002", "team_lead", 409)):
        async with runtime.database.transaction() as session:
            attempt = await call(session, ids[number], 90)
        async with house.as_(*QA) as qa:
            grade = (await graded(qa, attempt, {"polite": 1})).json()["id"]
        clock = FixedClock(runtime.clock.now() + dt.timedelta(days=days))
        async with House(replace(runtime, clock=clock), ids).as_([role], number) as person:
            answer = await person.post(f"/api/quality/grades/{grade}/dispute", json={"text": "有异议"})
            assert answer.status_code == status
