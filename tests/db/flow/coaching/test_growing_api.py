"""Growing people over HTTP: newcomers, tasks with proof, the guard, the library; who may and who may not."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from tests.db.flow.insights.quality_world import House, call, hire

from callwright.flow.coaching.jobs import watch
from callwright.platform.db import Database
from callwright.platform.jobs import JobContext
from callwright.platform.runtime import Runtime
from callwright.registers.staff import service as staff

TODAY = dt.date(2026, 11, 20)
AGENT, NEW, LEAD, QA = (["agent"], "E001"), (["agent"], "E002"), (["team_lead"], "L001"), (["qa"], "Q001")
_TOKENS: dict = {}


@pytest.fixture(scope="module")
async def ids(database: Database):
    async with database.transaction() as session:
        ids = await hire(session)
        # E002, hired 20 October: 100 dials on a workday of week 4 and week 5, one order: a rate of exactly 1 %.
        for week, dials in ((3, 40), (4, 60)):
            day = dt.date(2026, 10, 20) + dt.timedelta(days=7 * week)
            for number in range(dials):
                await call(
                    session,
                    ids["E002"],
                    number,
                    day=day,
                    talk=0 if number % 2 else 40,
                    outcome="ordered" if (week, number) == (4, 0) else "answered",
                    effective=number < 10,
                    measured=number % 2 == 0 and number < 40,
                    interruptions=3 if week == 3 else 0,
                )
    return ids


@pytest.fixture
def house(runtime: Runtime, ids) -> House:
    kept = House(runtime, ids)
    kept.tokens = _TOKENS
    return kept


async def test_a_newcomer_sees_the_probability_panel_with_the_right_numbers(house):
    async with house.as_(*NEW) as client:
        found = (await client.get("/api/my-numbers", params={"day": "2026-11-18"})).json()
        panel = next(one for one in found["panels"] if one["success"] == "ordered")
        assert (panel["dials"], panel["successes"], panel["rate"]) == (100, 1, 0.01)
        assert [row["calls"] for row in panel["rows"]] == [69, 230, 299, 459]
        # Wilson at 95 % for 1 of 100: 0.18 % … 5.45 %
        assert (round(panel["low"], 4), round(panel["high"], 4)) == (0.0018, 0.0545)


async def test_a_newcomers_weeks_have_targets_that_rise_and_the_change_that_was_measured(house):
    async with house.as_(*NEW) as mine, house.as_(*LEAD) as lead:
        own = (await mine.get("/api/coaching/weeks")).json()
        programme = own["newcomer"]
        assert (programme["week"], programme["weeks_total"], programme["behaviour_only"]) == (5, 12, False)
        week = {one["number"]: {f["name"]: f for f in one["figures"]} for one in programme["weeks"]}
        assert (week[4]["dials"]["value"], week[5]["dials"]["value"]) == (40.0, 60.0)
        assert week[5]["dials"]["change"] == pytest.approx(0.5)
        assert week[1]["effective"]["expected"] is None
        assert float(week[4]["effective"]["expected"]) == pytest.approx(9)
        assert len(own["weeks"]) == 8
        listed = (await lead.get("/api/coaching/newcomers")).json()
        assert [one["employee_number"] for one in listed["items"]] == ["E002"]


async def test_a_task_is_measured_before_and_after_and_the_proof_is_kept(house, ids):
    body = {
        "person_id": str(ids["E002"]),
        "text": "等客户说完再开口",
        "measure": "interruptions_by_agent",
        "due_on": "2026-12-04",
    }
    async with house.as_(*LEAD) as lead, house.as_(*NEW) as mine:
        made = await lead.post("/api/coaching/tasks", json=body)
        assert made.status_code == 201, made.text
        task = made.json()
        # the fortnight before today holds the calls of 10 and 17 November: 20 with three interruptions, 20 with none
        assert (task["before"]["calls"], task["before"]["mean"], task["wanted"]) == (40, 1.5, "lower")
        assert (await mine.get("/api/coaching/tasks")).json()["items"][0]["text"] == "等客户说完再开口"
        async with house.runtime.database.transaction() as session:
            for number in range(12):
                await call(session, ids["E002"], number, day=TODAY)
        closed = (await lead.post(f"/api/coaching/tasks/{task['id']}/close")).json()
        assert (closed["after"]["calls"], closed["after"]["mean"]) == (12, 0.0)
        assert (closed["proof"]["verdict"], closed["proof"]["difference"]) == ("changed", -1.5)
        again = await lead.post(f"/api/coaching/tasks/{task['id']}/close")
        assert again.json()["code"] == "coaching.task_closed"
        wrong = await lead.post("/api/coaching/tasks", json={**body, "measure": "smiles"})
        assert wrong.json()["code"] == "coaching.measure_unknown"
        early = await lead.post("/api/coaching/tasks", json={**body, "due_on": "2026-11-20"})
        assert early.json()["code"] == "coaching.due_too_early"


async def test_signs_of_burning_out_reach_the_lead_who_softens_the_list_mix(house, ids, runtime):
    async with house.runtime.database.transaction() as session:
        for number in range(100, 116):
            await call(session, ids["E001"], number, day=TODAY, talk=20, outcome="refused", measured=False)
    async with house.as_(*AGENT) as mine, house.as_(*LEAD) as lead, house.as_(["team_lead"], "L002") as other:
        assert (await mine.get("/api/coaching/mood")).json() == {"mood": None, "abused": False}
        assert (await mine.post("/api/coaching/mood", json={"mood": 2, "abused": True})).status_code == 200
        assert (await watch(JobContext(runtime, None)))["people"] == 1
        assert (await watch(JobContext(runtime, None)))["people"] == 1  # twice is once
        told = (await lead.get("/api/coaching/care")).json()
        assert told["total"] == 1
        care = told["items"][0]
        assert {one["code"] for one in care["signs"]} == {"refusal_run", "abuse", "low_mood"}
        assert (await other.get("/api/coaching/care")).json()["total"] == 0
        url = f"/api/coaching/care/{care['id']}"
        assert (await other.post(url, json={"act": "talked"})).status_code == 404
        assert (await lead.post(url, json={"act": "eased", "days": 15})).json()[
            "code"
        ] == "coaching.easing_too_long"
        done = (await lead.post(url, json={"act": "eased", "days": 5, "note": "聊过，先打熟客"})).json()
        assert (done["act"], done["eased_until"]) == ("eased", "2026-11-24")
        assert (await lead.post(url, json={"act": "talked"})).json()["code"] == "coaching.care_done"
    async with house.runtime.database.transaction() as session:
        assert set(await staff.easings(session, on=dt.date(2026, 11, 24))) == {ids["E001"]}
        assert await staff.easings(session, on=dt.date(2026, 11, 25)) == {}


async def test_cards_are_shared_versioned_and_show_what_became_of_the_calls_they_were_used_in(house, ids):
    async with house.as_(*LEAD) as lead, house.as_(*NEW) as mine, house.as_(*QA) as qa:
        body = {"kind": "objection", "title": "太贵了", "text": "先问比的是哪一家。", "campaign": "autumn"}
        card = (await lead.post("/api/library/cards", json=body)).json()
        calls = (await mine.get("/api/calls", params={"day": "2026-11-17", "outcome": "ordered"})).json()[
            "items"
        ]
        use = f"/api/library/cards/{card['key']}/use"
        for _ in range(2):
            used = (await mine.post(use, json={"attempt_id": calls[0]["id"]})).json()
        assert used["use"] == {
            "uses": 1,
            "people": 1,
            "calls": 1,
            "effective": 1,
            "interested": 1,
            "ordered": 1,
        }
        newer = {**body, "key": card["key"], "version": 1, "text": "先问比的是哪一家，再比总成本。"}
        assert (await qa.post("/api/library/cards", json=newer)).json()["version"] == 2
        assert (await lead.post("/api/library/cards", json=newer)).json()["code"] == "coaching.card_changed"
        found = (await mine.get("/api/library/cards", params={"words": "总成本"})).json()
        assert (found["total"], found["items"][0]["use"]["uses"]) == (1, 1)
        async with house.as_(*AGENT) as other:
            foreign = await other.post(use, json={"attempt_id": calls[0]["id"]})
            assert foreign.status_code == 404  # not an own call


async def test_an_example_is_heard_only_while_its_speaker_agrees(house, ids):
    async with house.as_(*LEAD) as lead, house.as_(*NEW) as speaker, house.as_(*AGENT) as other:
        calls = (await speaker.get("/api/calls", params={"day": "2026-11-17", "recorded": "true"})).json()
        attempt = calls["items"][0]["id"]
        body = {"attempt_id": attempt, "step": "opening", "title": "开场", "start": 1, "end": 9}
        assert (await lead.post("/api/library/examples", json=body)).json()[
            "code"
        ] == "coaching.example_unchecked"
        beyond = await lead.post("/api/library/examples", json={**body, "checked": True, "end": 9999})
        assert beyond.json()["code"] == "coaching.example_without_sound"
        made = (await lead.post("/api/library/examples", json={**body, "checked": True})).json()
        heard, answer = (f"/api/library/examples/{made['id']}/{part}" for part in ("audio", "consent"))
        listed = "/api/library/examples"
        assert (await other.get(listed)).json()["total"] == 0
        assert (await other.get(heard)).status_code == 404
        assert (await lead.get(heard)).status_code == 404
        assert (await other.post(answer, json={"agree": True})).status_code == 404
        assert (await lead.post(answer, json={"agree": True})).json()["code"] == "coaching.example_not_yours"
        assert (await speaker.post(answer, json={"agree": True})).json()["consent"] == "given"
        assert [one["person"] for one in (await other.get(listed)).json()["items"]] == [""]
        assert (await speaker.post(answer, json={"agree": True, "named": True})).status_code == 200
        assert [one["person"] for one in (await other.get(listed)).json()["items"]] == ["李四"]
        assert (await speaker.post(answer, json={"agree": False})).json()["consent"] == "withdrawn"
        assert (await other.get(listed)).json()["total"] == 0
        assert (await other.get(heard)).status_code == 404


async def test_how_long_people_stay_is_for_those_who_may(house):
    async with house.as_(["hr"]) as hr, house.as_(*AGENT) as agent, house.as_(*LEAD) as lead:
        found = (await hr.get("/api/coaching/staying", params={"observed_from": "2024-01-01"})).json()
        assert found["items"][0]["cohort"] == "all"
        assert found["items"][0]["people"] == 5
        assert {one["cohort"] for one in found["items"]} >= {"2026-Q1", "2026-Q4", "2024-Q1"}
        for client in (agent, lead):
            assert (await client.get("/api/coaching/staying")).status_code == 403


async def test_who_may_not_is_told_so_and_sees_nothing(house, ids):
    foreign = str(ids["E003"])
    task = {"person_id": foreign, "text": "练习", "measure": "quality_score", "due_on": "2026-12-04"}
    async with house.as_(*AGENT) as agent, house.as_(*LEAD) as lead, house.as_(*QA) as qa:
        assert (await agent.get("/api/coaching/weeks", params={"person": foreign})).status_code == 404
        assert (await agent.get("/api/coaching/tasks", params={"person": foreign})).json()["total"] == 0
        for method, path, body in (
            ("GET", "/api/coaching/newcomers", None),
            ("GET", "/api/coaching/care", None),
            ("POST", f"/api/coaching/care/{uuid4()}", {"act": "talked"}),
            ("POST", "/api/coaching/tasks", task),
            ("POST", f"/api/coaching/tasks/{uuid4()}/close", None),
            ("POST", "/api/library/cards", {"kind": "fact", "title": "t", "text": "t"}),
            (
                "POST",
                "/api/library/examples",
                {"attempt_id": str(uuid4()), "title": "tt", "start": 0, "end": 1},
            ),
        ):
            answer = await agent.request(method, path, json=body)
            assert (answer.status_code, answer.json()["code"]) == (403, "auth.not_allowed"), path
        assert (await lead.post("/api/coaching/tasks", json=task)).status_code == 404  # another team
        assert (await lead.post(f"/api/coaching/tasks/{uuid4()}/close")).json()[
            "code"
        ] == "coaching.task_unknown"
        for path in ("/api/coaching/weeks", "/api/coaching/tasks", "/api/coaching/mood"):
            assert (await qa.get(path)).status_code == 403
        assert (await qa.get("/api/library/cards")).status_code == 200
        assert "survival" in (await qa.get("/api/coaching/definitions")).json()
    async with house.as_(["operator"]) as stranger:
        for path in ("/api/library/cards", "/api/library/examples", "/api/coaching/definitions"):
            assert (await stranger.get(path)).status_code == 403
