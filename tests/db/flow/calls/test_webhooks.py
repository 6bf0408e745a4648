"""Other phone systems send their records: proven, kept whatever is in them, counted once."""

import base64
import hashlib
import hmac
import json
import stat
from dataclasses import asdict

import httpx
import pytest
from sqlalchemy import text
from tests.factories.voice_calls import hire

from callwright.app.api import create_app
from callwright.flow.calls import service
from callwright.flow.calls.errors import PhoneSystemNameUnusable, UnknownPhoneSystemKind, WebhookUnreadable
from callwright.flow.calls.jobs import import_file, take_webhooks
from callwright.flow.calls.ports import PhoneSystems, SigningKeys
from callwright.platform.auth.roles import permissions_of
from callwright.platform.files import FileStore
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal

RECORD = {
    "id": "r1",
    "agent": "E001",
    "number": "13800138000",
    "direction": "outbound",
    "start": "2026-11-18 09:00:00",
    "answer": "2026-11-18 09:00:05",
    "end": "2026-11-18 09:01:00",
    "outcome": "interested",
}


@pytest.fixture
async def fresh(runtime):
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, calls.attempt, calls.record_import,"
                " calls.webhook_delivery, calls.phone_system CASCADE"
            )
        )
    await hire(runtime)
    return runtime


async def add(runtime, name="branch", kind="json", **more):  # noqa: ANN003 - passed on
    async with runtime.database.transaction() as session:
        return await service.add_phone_system(
            session,
            name=name,
            kind=kind,
            systems=runtime.ports.get(PhoneSystems),
            keys=runtime.ports.get(SigningKeys),
            by="owner",
            now=runtime.clock.now(),
            **more,
        )


def page(runtime, role=None):
    app = create_app()
    app.state.runtime = runtime
    if role:
        principal = Principal(None, role, frozenset({role}), permissions_of([role]), visible_people=None)
        app.dependency_overrides[dependencies._principal] = lambda: principal
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x")


async def send(runtime, body, name="branch", headers=None):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with page(runtime) as sender:
        return await sender.post(f"/api/calls/webhook/{name}", content=content, headers=headers or {})


def token(secret):
    return {"x-callwright-token": secret}


async def take(runtime, name="branch"):
    return await take_webhooks(JobContext(runtime, None), name)


async def attempts(runtime):
    async with runtime.database.transaction() as session:
        found, _ = await service.attempts_page(session)
    return {one.record_id: one for one in found}


async def deliveries(runtime, state=None):
    async with runtime.database.transaction() as session:
        found, _ = await service.webhook_deliveries(session, name=None, state=state, offset=0, limit=50)
    return found


async def test_a_record_that_is_sent_becomes_a_call_and_only_once(fresh):
    made = await add(fresh)
    assert made.path == "/api/calls/webhook/branch"
    first = await send(fresh, RECORD, headers=token(made.secret))
    assert (first.status_code, first.json()["known"]) == (202, False)
    again = await send(fresh, RECORD, headers=token(made.secret))
    assert again.json() == {"delivery_id": first.json()["delivery_id"], "known": True}
    assert await take(fresh) == {"deliveries": 1, "accepted": 1, "refused": 0}
    replayed = await send(fresh, [RECORD], headers=token(made.secret))
    assert replayed.json()["known"] is False
    assert await take(fresh) == {"deliveries": 1, "accepted": 0, "refused": 0}
    (call,) = (await attempts(fresh)).values()
    assert (call.system, call.talk_seconds, call.outcome) == ("branch", 55, "interested")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        token("wrong"),
        {"authorization": "Bearer wrong"},
        {"authorization": "Basic !!"},
        {"x-callwright-signature": "sha256=00"},
    ],
)
async def test_who_does_not_prove_itself_is_refused_and_learns_nothing(fresh, headers):
    made = await add(fresh)
    wrong = await send(fresh, RECORD, headers=headers)
    unknown = await send(fresh, RECORD, name="nobody", headers=headers | token(made.secret))
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.json() == unknown.json()
    assert await deliveries(fresh) == []


async def test_the_token_is_taken_as_bearer_and_as_password_too(fresh):
    made = await add(fresh)
    basic = base64.b64encode(f"pbx:{made.secret}".encode()).decode()
    for number, value in enumerate((f"Bearer {made.secret}", f"Basic {basic}")):
        sent = await send(fresh, RECORD | {"id": f"r{number}"}, headers={"authorization": value})
        assert sent.status_code == 202


async def test_a_signature_fits_its_body_only(fresh):
    made = await add(fresh, proof="signature")
    body = json.dumps(RECORD).encode()
    good = hmac.new(made.secret.encode(), body, hashlib.sha256).hexdigest()
    assert (await send(fresh, body, headers={"x-callwright-signature": f"sha256={good}"})).status_code == 202
    other = await send(fresh, body + b" ", headers={"x-callwright-signature": f"sha256={good}"})
    assert other.status_code == 401
    assert (await send(fresh, body + b" ", headers=token(made.secret))).status_code == 401


async def test_no_secret_lies_in_the_database_and_a_new_one_ends_the_old(fresh):
    made = {proof: await add(fresh, name=f"by-{proof}", proof=proof) for proof in ("token", "signature")}
    async with fresh.database.transaction() as session:
        rows = await session.execute(text("SELECT phone_system::text FROM calls.phone_system"))
        stored = " ".join(row[0] for row in rows)
    for one in made.values():
        assert one.secret not in stored
        assert one.secret.encode().hex() not in stored
        assert one.secret not in repr(one)
    key = fresh.data_folder / "keys" / "installation.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    newer = await add(fresh, name="by-token")
    assert (
        await send(fresh, RECORD, name="by-token", headers=token(made["token"].secret))
    ).status_code == 401
    assert (await send(fresh, RECORD, name="by-token", headers=token(newer.secret))).status_code == 202
    again = await add(fresh, name="by-signature", proof="signature")
    assert again.secret != made["signature"].secret


async def test_a_stopped_system_is_refused(fresh):
    made = await add(fresh)
    async with fresh.database.transaction() as session:
        await service.stop_phone_system(session, name="branch")
    assert (await send(fresh, RECORD, headers=token(made.secret))).status_code == 401


async def test_what_cannot_be_read_is_kept_with_its_reason_and_the_rest_works(fresh):
    made = await add(fresh)
    broken = b'{"id": "r2", "agent": '
    stranger = RECORD | {"id": "r3", "agent": "E999"}
    for body in (broken, [RECORD, stranger], b"\x00\xff\xfe"):
        assert (await send(fresh, body, headers=token(made.secret))).status_code == 202
    assert await take(fresh) == {"deliveries": 3, "accepted": 1, "refused": 2}
    (taken,) = await deliveries(fresh, "taken")
    assert [(one["line"], one["code"]) for one in taken.rejected] == [(2, "calls.unknown_agent")]
    refused = {one.size: one for one in await deliveries(fresh, "refused")}
    assert refused[len(broken)].reason["code"] == "calls.webhook_unreadable"
    async with page(fresh, "manager") as manager:
        listed = (await manager.get("/api/calls/webhook-deliveries?state=refused")).json()
        assert listed["total"] == 2
        body = await manager.get(f"/api/calls/webhook-deliveries/{refused[len(broken)].id}/body")
        assert (body.content, body.headers["content-disposition"][:10]) == (broken, "attachment")
    async with page(fresh, "agent") as agent:
        assert (await agent.get("/api/calls/webhook-deliveries")).status_code == 403


async def test_a_body_whose_columns_are_missing_is_refused_alone_and_read_again_with_a_mapping(fresh):
    made = await add(fresh)
    foreign = {"ref": "f1", "who": "E002", "tel": "13900139000", "at": "2026-11-18 10:00:00", "secs": "40"}
    await send(fresh, foreign, headers=token(made.secret))
    await send(fresh, RECORD, headers=token(made.secret))
    assert await take(fresh) == {"deliveries": 2, "accepted": 1, "refused": 1}
    (refused,) = await deliveries(fresh, "refused")
    assert refused.reason["code"] == "calls.missing_columns"
    columns = {"id": "ref", "agent": "who", "number": "tel", "start": "at", "talk_seconds": "secs"}
    await add(fresh, mapping={"columns": columns})
    async with page(fresh, "manager") as manager:
        assert (await manager.post(f"/api/calls/webhook-deliveries/{refused.id}/again")).status_code == 202
        gone = await manager.post(f"/api/calls/webhook-deliveries/{refused.id}/again")
        assert (gone.status_code, gone.json()["code"]) == (404, "calls.delivery_not_found")
    assert await take(fresh) == {"deliveries": 1, "accepted": 1, "refused": 0}
    assert (await attempts(fresh))["f1"].talk_seconds == 40


async def test_a_master_csv_is_read_with_the_words_of_asterisk(fresh):
    made = await add(fresh, name="pbx", kind="asterisk_csv")
    line = (
        '"E001","1001","13800138000","from-internal","","PJSIP/1001-00000a1b","PJSIP/carrier-00000a1c","Dial","",'
        '"2026-11-18 09:00:00","","2026-11-18 09:00:31",31,0,"BUSY","DOCUMENTATION","1794963600.2587","x.wav"\n'
    )
    await send(fresh, line.encode(), name="pbx", headers=token(made.secret))
    assert (await take(fresh, "pbx"))["accepted"] == 1
    (call,) = (await attempts(fresh)).values()
    assert (call.outcome, call.answered_at, call.recording_name) == ("busy", None, "x.wav")


async def test_too_large_a_body_is_refused(fresh):
    made = await add(fresh)
    large = await send(fresh, b" " * (4 * 1024 * 1024 + 1), headers=token(made.secret))
    assert (large.status_code, large.json()["code"]) == (413, "calls.webhook_too_large")


async def test_names_and_kinds_are_checked(fresh):
    with pytest.raises(PhoneSystemNameUnusable):
        await add(fresh, name="Büro 1")
    with pytest.raises(UnknownPhoneSystemKind):
        await add(fresh, kind="fax")


async def test_a_file_of_a_known_system_is_imported_as_it_is(fresh):
    line = (
        '"{account}","1001","{to}","from-internal","","PJSIP/1001-00000a1b","PJSIP/carrier-00000a1c","Dial","",'
        '"2026-11-18 09:00:00","2026-11-18 09:00:05","2026-11-18 09:01:00",60,55,"ANSWERED","DOCUMENTATION","{id}",""'
    )
    body = "\n".join(
        (
            line.format(account="E001", to="13800138000", id="m1"),
            line.format(account="E001", to="1002", id="m2"),
        )
    )
    kept = asdict(fresh.ports.get(FileStore).put(body.encode(), "Master.csv"))
    report = await import_file(JobContext(fresh, None), file=kept, kind="asterisk_csv")
    assert (report["rows"], report["accepted"], report["rejected"]) == (1, 1, 0)
    assert "1001 - 1002" in report["notes"][0]["zh"]
    again = await import_file(JobContext(fresh, None), file=kept, kind="asterisk_csv")
    assert (again["accepted"], again["unchanged"]) == (0, 1)
    assert [(one.system, one.talk_seconds) for one in (await attempts(fresh)).values()] == [
        ("asterisk_csv", 55)
    ]
    for kind, error in (("vicidial", WebhookUnreadable), ("fax", UnknownPhoneSystemKind)):
        with pytest.raises(error):
            await import_file(JobContext(fresh, None), file=kept, kind=kind)
