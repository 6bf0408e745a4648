"""A partner sees and writes its own people's things and nothing else; it is compared by the same figures."""

import datetime as dt
import json
import re
from dataclasses import asdict
from decimal import Decimal

import httpx
import pytest
from sqlalchemy import text
from tests.db.flow.leads.world import CALENDAR, NOW, TODAY, all_leads, create, make_world, person, table
from tests.factories.voice import speak, wav

from callwright.app.api import create_app
from callwright.flow.boards import service as boards
from callwright.flow.calls import service as calls
from callwright.flow.calls.jobs import import_file
from callwright.flow.leads import service as leads
from callwright.flow.orders import service as orders
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.jobs import import_recordings
from callwright.kernel.period import Month
from callwright.platform.auth.roles import permissions_of
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import PartnerUnit
from callwright.registers.staff.errors import NotAPartner
from callwright.rules.orders.values import order_parameters

PARTNER = "远景外包"
PEOPLE = f"""工号,姓名,部门,角色,职级,入职日期
P001,王外,{PARTNER},电销代表,初级,2026-01-05
P002,赵外,{PARTNER},电销代表,初级,2026-01-05
P900,钱总,{PARTNER},partner,初级,2026-01-05
Q900,孙总,二部,partner,初级,2026-01-05"""
CALLS = """流水号,坐席,号码,方向,开始时间,接听时间,结束时间,结果,录音文件
1,E001,13800000001,呼出,2026-11-18 09:00:00,2026-11-18 09:00:05,2026-11-18 09:30:05,有意向,own.wav
2,P001,13800000002,呼出,2026-11-18 09:00:00,2026-11-18 09:00:05,2026-11-18 10:00:05,有意向,theirs.wav
3,P002,13800000003,呼出,2026-11-18 09:10:00,,2026-11-18 09:10:17,未接,"""
ORDERS = """订单号,工号,协作人,客户,产品,金额,毛利,下单时间,核验时间,仓库时间,退货时间,退款金额
D1,E001,,沪东机械,云呼,1000,,2026-11-05 10:00,2026-11-05 15:00,,,
D2,P001,,苏南纺织,云呼,3000,,2026-11-20 10:00,2026-11-20 11:00,,,
D3,P001,,浙北五金,云呼,500,,2026-11-20 10:00,2026-11-20 11:00,,,
D4,P001,E001,皖南食品,云呼,800,,2026-11-20 10:00,2026-11-20 11:00,,,"""
NOBODY = "00000000-0000-0000-0000-000000000000"
ONESELF = {"post /api/first-owner", "post /api/sign-in", "post /api/sign-out", "put /api/me/language"}
SOUND = wav([speak(0.3)])


@pytest.fixture(scope="module")
async def stage(database):
    """Own people, a partner with leads and calls of its own, orders of both; made once."""
    async with database.transaction() as session:
        await make_world(session, 12)
        stored = StoredFile("r2", "r2", 1, "r2")
        await staff.import_roster(session, table=table(PEOPLE), source_file=stored, today=TODAY)
        await staff.set_partner(session, department=PARTNER, partner=True)
        await create(session)
        for reference in ("E001", "P001"):
            await leads.assign(
                session, campaign="C1", method="round_robin", at=NOW, day=TODAY, people=[reference], limit=3
            )
        await calls.import_call_records(
            session, table=table(CALLS), source_file=StoredFile("c", "c", 1, "c"), now=NOW, calendar=CALENDAR
        )
        await orders.import_orders(
            session, table=table(ORDERS), source_file=StoredFile("o", "o", 1, "o"), now=NOW, calendar=CALENDAR
        )
    return database


async def principal_of(runtime, number, role="partner"):
    async with runtime.database.transaction() as session:
        person_id = await person(session, number)
        visible = await staff.visible_people(session, person_id=person_id, roles=[role])
    return Principal(None, number, frozenset({role}), permissions_of([role]), person_id, visible)


def page(runtime, principal):
    app = create_app()
    app.state.runtime = runtime
    app.dependency_overrides[dependencies._principal] = lambda: principal
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x")


async def ids(runtime, *numbers):  # noqa: ANN002 - employee numbers
    async with runtime.database.transaction() as session:
        return frozenset([await person(session, number) for number in numbers])


async def test_a_partner_sees_the_people_of_its_own_company(stage, runtime):
    assert (await principal_of(runtime, "P900")).visible_people == await ids(runtime, "P001", "P002", "P900")
    for role in ("owner", "qa", "hr", "manager"):
        capped = await principal_of(runtime, "P900", role)
        assert capped.visible_people == await ids(runtime, "P001", "P002", "P900"), role
    inside = await principal_of(runtime, "Q900")
    assert inside.visible_people == await ids(runtime, "Q900")


async def test_a_partner_sees_its_own_leads_and_calls_only(stage, runtime):
    theirs, ours = await ids(runtime, "P001"), await ids(runtime, "E001")
    async with runtime.database.transaction() as session:
        foreign = [one.id for one in await all_leads(session) if one.owner_id in ours]
        own_call = next(one for one in (await calls.attempts_page(session))[0] if one.person_id in ours)
    async with page(runtime, await principal_of(runtime, "P900")) as partner:
        found = (await partner.get("/api/leads")).json()
        assert {one["owner_id"] for one in found["items"]} == {str(one) for one in theirs}
        assert (await partner.get("/api/leads?pool=true")).json()["total"] == found["total"]
        for lead_id in foreign:
            assert (await partner.get(f"/api/leads/{lead_id}")).status_code == 404
        seen = (await partner.get("/api/calls")).json()["items"]
        assert {one["employee_number"] for one in seen} == {"P001", "P002"}
        assert all("****" in one["number"] for one in seen)
        listed = await partner.get("/api/calls", params={"person": str(own_call.person_id)})
        assert listed.json()["items"] == []


async def test_no_page_shows_a_partner_what_is_not_its_own(stage, runtime):
    """Every address that can be read without knowing an id is asked; none may name our people or customers."""
    async with runtime.database.transaction() as session:
        ours = [str(await person(session, number)) for number in ("E001", "E002")]
    secrets = [*ours, "张三", "李四", "沪东机械", "13800000001", "own.wav"]
    principal = await principal_of(runtime, "P900")
    async with page(runtime, principal) as partner:
        described = (await partner.get("/api/openapi.json")).json()
        asked = {}
        for path, verbs in described["paths"].items():
            if "get" not in verbs or "{" in path or path == "/api/events":
                continue
            answer = await partner.get(path, params={"month": "2026-11", "day": "2026-11-18"})
            asked[path] = answer.status_code
            leaked = [secret for secret in secrets if secret in answer.text]
            assert leaked == [], f"{path} shows {leaked}"
    assert asked["/api/leads"] == asked["/api/calls"] == 200
    for path in ("/api/people", "/api/orders", "/api/findings", "/api/partners/comparison"):
        assert asked.get(path, 403) == 403, path
    assert len(asked) > 20


async def test_a_partner_may_change_nothing_but_what_it_brings(stage, runtime):
    """Every address that changes something is asked; but for two ways in all are closed."""
    open_to_partner = {"/api/calls/import", "/api/recordings/import"}
    async with page(runtime, await principal_of(runtime, "P900")) as partner:
        described = (await partner.get("/api/openapi.json")).json()
        answers = {}
        for path, verbs in described["paths"].items():
            if (
                path.startswith(("/api/auth", "/api/account", "/api/calls/webhook/"))
                or path in open_to_partner
            ):
                continue
            for verb in verbs.keys() & {"post", "put", "patch", "delete"}:
                address = re.sub(r"\{[^}]+\}", NOBODY, path.replace("{month}", "2026-11"))
                answer = await partner.request(verb, address, json={})
                answers[f"{verb} {path}"] = answer.status_code
    assert len(answers) > 20
    let_in = {address for address, status in answers.items() if status not in {403, 404}}
    assert let_in <= ONESELF | {"post /api/leads/{lead_id}/tasks"}


async def test_a_partner_notes_tasks_on_its_own_leads_only(stage, runtime):
    theirs = await ids(runtime, "P001")
    wanted = {"kind": "follow_up", "due_at": "2026-11-21T01:00:00Z", "note": "回访"}
    async with runtime.database.transaction() as session:
        found = {one.owner_id in theirs: one.id for one in await all_leads(session) if one.owner_id}
    async with page(runtime, await principal_of(runtime, "P900")) as partner:
        assert (await partner.post(f"/api/leads/{found[True]}/tasks", json=wanted)).status_code == 200
        assert (await partner.post(f"/api/leads/{found[False]}/tasks", json=wanted)).status_code == 404


async def test_a_partner_brings_calls_of_its_own_people_only(stage, runtime):
    principal = await principal_of(runtime, "P900")
    brought = CALLS.splitlines()[0] + (
        "\n91,P001,13800000007,呼出,2026-11-19 09:00:00,2026-11-19 09:00:05,2026-11-19 09:01:05,有意向,t7.wav"
        "\n92,E001,13800000008,呼出,2026-11-19 09:00:00,2026-11-19 09:00:05,2026-11-19 09:01:05,拒绝,t8.wav"
        "\n93,E999,13800000009,呼出,2026-11-19 09:00:00,2026-11-19 09:00:05,2026-11-19 09:01:05,拒绝,"
    )
    async with page(runtime, principal) as partner:
        answer = await partner.post("/api/calls/import", files={"file": ("c.csv", brought.encode())})
        assert answer.status_code == 202
        arguments = await arguments_of(runtime, answer.json()["job_id"])
        assert (await partner.post("/api/leads/assign", json={})).status_code == 403
        webhooks = await partner.get("/api/calls/webhook-deliveries")
        assert webhooks.status_code == 403
    report = await import_file(JobContext(runtime, None), **arguments)
    assert (report["accepted"], report["rejected"]) == (1, 2)
    texts = [one["zh"] for one in report["rejections"]]
    assert all("不是您这一方的人员" in one for one in texts)
    assert "张三" not in json.dumps(report, ensure_ascii=False)
    async with runtime.database.transaction() as session:
        systems = {one.record_id: one.person_id for one in (await calls.attempts_page(session, limit=500))[0]}
    assert "91" in systems
    assert not {"92", "93"} & systems.keys()


async def arguments_of(runtime, job_id):
    async with runtime.database.transaction() as session:
        return await session.scalar(text("SELECT arguments FROM jobs.job WHERE id = :id"), {"id": job_id})


async def test_a_partner_brings_recordings_of_its_own_calls_only(stage, runtime):
    principal = await principal_of(runtime, "P900")
    quieter = wav([speak(0.3) / 2])
    async with page(runtime, principal) as partner:
        files = [
            ("files", ("theirs.wav", SOUND, "audio/wav")),
            ("files", ("own.wav", quieter, "audio/wav")),
            ("files", ("nobody.wav", wav([speak(0.2)]), "audio/wav")),
        ]
        answer = await partner.post("/api/recordings/import", files=files)
        arguments = await arguments_of(runtime, answer.json()["job_id"])
    report = await import_recordings(JobContext(runtime, None), **arguments)
    assert (report["paired"], report["unpaired"], report["missing"]) == (1, [], [])
    assert [(one["original"]["file"], one["code"]) for one in report["rejected"]] == [
        ("own.wav", "recordings.not_your_call"),
        ("nobody.wav", "recordings.not_your_call"),
    ]
    async with runtime.database.transaction() as session:
        stored = await recordings.paired_recordings(session)
        assert {one.person_id for one in stored} == await ids(runtime, "P001")
        assert await session.scalar(text("SELECT count(*) FROM recordings.recording")) == 1


async def test_content_of_somebody_else_is_not_told_to_a_partner(stage, runtime, tmp_path):
    folder = tmp_path / "ours"
    folder.mkdir()
    ours = wav([speak(0.25)])
    (folder / "own.wav").write_bytes(ours)
    assert (await import_recordings(JobContext(runtime, None), folder=str(folder)))["paired"] == 1
    (folder / "own.wav").rename(folder / "guess.wav")
    people = sorted(str(one) for one in await ids(runtime, "P001", "P002"))
    again = await import_recordings(JobContext(runtime, None), folder=str(folder), people=people)
    assert (again["unchanged"], again["paired"]) == (0, 0)
    assert {one["recording_name"] for one in again["missing"]} <= {"t7.wav"}
    assert [one["code"] for one in again["rejected"]] == ["recordings.not_your_call"]


async def test_a_webhook_of_a_partner_takes_its_own_people_only(stage, runtime):
    from callwright.flow.calls.ports import PhoneSystems, SigningKeys

    async with runtime.database.transaction() as session:
        department = next(one for one in await staff.departments(session) if one.name == PARTNER)
        made = await calls.add_phone_system(
            session,
            name="partner",
            kind="json",
            systems=runtime.ports.get(PhoneSystems),
            keys=runtime.ports.get(SigningKeys),
            by="owner",
            now=NOW,
            department_id=department.id,
        )
    records = [
        {"id": f"w{agent}", "agent": agent, "number": "13800000011", "start": "2026-11-19 11:00:00"}
        | {"answer": "2026-11-19 11:00:05", "end": "2026-11-19 11:01:05"}
        for agent in ("P002", "E002")
    ]
    async with page(runtime, None) as sender:
        sent = await sender.post(
            "/api/calls/webhook/partner", json=records, headers={"x-callwright-token": made.secret}
        )
        assert sent.status_code == 202
    async with runtime.database.transaction() as session:
        step = await calls.take_webhooks(
            session, name="partner", systems=runtime.ports.get(PhoneSystems), now=NOW, calendar=CALENDAR
        )
    assert (step.seen, step.accepted, step.refused) == (1, 1, 0)


async def test_leads_go_to_a_partner_only_when_its_people_are_named(stage, runtime):
    async with runtime.database.transaction() as session:
        report = await leads.assign(session, campaign="C1", method="round_robin", at=NOW, day=TODAY)
        held = {one.owner_id for one in await all_leads(session)}
    assert report.assigned >= 1
    assert held & await ids(runtime, "P002") == frozenset()


async def test_both_sides_are_compared_by_the_same_figures(stage, runtime):
    async with runtime.database.transaction() as session:
        for per, price in (
            (PartnerUnit.ORDER, "100"),
            (PartnerUnit.TALK_HOUR, "60"),
            (PartnerUnit.MONTH, "500"),
        ):
            await staff.agree_term(
                session,
                department=PARTNER,
                per=per,
                price=Decimal(price),
                currency="CNY",
                effective_on=dt.date(2026, 11, 1),
                by="owner",
                now=NOW,
            )
        with pytest.raises(NotAPartner):
            await staff.agree_term(
                session,
                department="一部",
                per=PartnerUnit.ORDER,
                price=Decimal(1),
                currency="CNY",
                effective_on=dt.date(2026, 11, 1),
                by="owner",
                now=NOW,
            )
        found = await boards.compare_partners(session, month=Month(2026, 11), calendar=CALENDAR)
        before = await boards.compare_partners(session, month=Month(2026, 10), calendar=CALENDAR)
    own, partner = found.callers
    assert (own.name, own.people, own.cost, own.cost_per_order) == ("", 2, None, None)
    assert "关账" in own.cost_missing.zh
    assert (partner.name, partner.people) == (PARTNER, 2)
    share = order_parameters(dt.date(2026, 11, 20)).agent_share
    assert (own.orders, partner.orders) == (1 + (1 - share), 2 + share)
    assert (own.revenue, partner.revenue) == (1000 + 800 * (1 - share), 3500 + 800 * share)
    hours = Decimal(partner.talk_seconds) / 3600
    assert partner.cost == (100 * partner.orders + 60 * hours + 500).quantize(Decimal("0.01"))
    assert partner.cost_per_order == (partner.cost / partner.orders).quantize(Decimal("0.01"))
    assert "没有约定" in before.callers[1].cost_missing.zh
    async with page(runtime, await principal_of(runtime, "E001", "manager")) as manager:
        shown = (await manager.get("/api/partners/comparison?month=2026-11")).json()
        assert [one["name"] for one in shown["callers"]] == ["", PARTNER]
        assert shown["callers"][1]["cost_per_order"] == str(partner.cost_per_order)
        assert (await manager.get("/api/partners/comparison?month=2026-13")).status_code == 422


async def test_the_original_of_an_import_is_kept(stage, runtime):
    stored = runtime.ports.get(FileStore).put(CALLS.encode(), "calls.csv")
    report = await import_file(JobContext(runtime, None), file=asdict(stored))
    assert report["accepted"] == 0
