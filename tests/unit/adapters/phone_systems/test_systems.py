"""What known phone systems write, as their documentation shows it, becomes rows of an import."""

import base64
import json
from urllib.parse import quote

import pytest

from callwright.adapters.phone_systems import threecx
from callwright.adapters.phone_systems.sides import InternalCall, is_extension, peer_of, sides
from callwright.adapters.phone_systems.systems import KnownPhoneSystems

SYSTEMS = KnownPhoneSystems()

MASTER = (
    '"","1001","013800138000","from-internal","""张三"" <1001>","PJSIP/1001-00000a1b","PJSIP/carrier-00000a1c","Dial",'
    '"PJSIP/13800138000@carrier,60","2026-11-18 09:00:00","2026-11-18 09:00:05","2026-11-18 09:01:17",77,72,'
    '"ANSWERED","DOCUMENTATION","1794963600.2587","out-13800138000-1001-20261118.wav"\n'
    '"E002","02155667788","13900139000","from-internal","<02155667788>","PJSIP/1002-00000a1d","PJSIP/carrier-00000a1e",'
    '"Dial","","2026-11-18 09:10:00","","2026-11-18 09:10:31",31,0,"NO ANSWER","DOCUMENTATION","1794964200.2590",""\n'
    '"","13700137000","600","from-trunk","","PJSIP/carrier-00000a20","PJSIP/1003-00000a21","Queue","sales",'
    '"2026-11-18 09:20:00","2026-11-18 09:20:09","2026-11-18 09:21:00",60,51,"ANSWERED","DOCUMENTATION",'
    '"1794964800.2593",""\n'
    '"","1001","1002","from-internal","","PJSIP/1001-00000a22","PJSIP/1002-00000a23","Dial","","2026-11-18 09:30:00",'
    '"","2026-11-18 09:30:02",2,0,"BUSY","DOCUMENTATION","1794965400.2596",""\n'
)


def test_a_line_of_master_csv_without_header():
    sent = SYSTEMS.read("asterisk_csv", MASTER.encode())
    first, second, third = sent.rows
    assert first == {
        "id": "1794963600.2587",
        "agent": "1001",
        "number": "013800138000",
        "direction": "outbound",
        "start": "2026-11-18 09:00:00",
        "answer": "2026-11-18 09:00:05",
        "end": "2026-11-18 09:01:17",
        "outcome": "ANSWERED",
        "recording": "out-13800138000-1001-20261118.wav",
    }
    assert (second["agent"], second["number"], second["answer"]) == ("E002", "13900139000", "")
    assert (third["agent"], third["number"], third["direction"]) == ("1003", "13700137000", "inbound")
    assert sent.skipped == ("4: 1001 - 1002",)


def test_master_csv_without_unique_ids_names_calls_by_channel_and_start():
    short = ",".join(MASTER.splitlines()[0].split(",")[:-2])
    (row,) = SYSTEMS.read("asterisk_csv", short.encode()).rows
    assert row["id"] == "PJSIP/1001-00000a1b 2026-11-18 09:00:00"


CHANNEL = {
    "core-uuid": "d0a3b8c4-0f7e-4a8f-9d5c-6a1b2c3d4e5f",
    "switchname": "pbx",
    "channel_data": {"state": "CS_REPORTING", "direction": "inbound", "state_number": "11"},
    "variables": {
        "direction": "inbound",
        "uuid": "7c1e9b0a-3d52-4f6e-8f44-0b9a7d6c5e21",
        "sip_from_user": "1001",
        "channel_name": "sofia/internal/1001@pbx.example",
        "start_stamp": "2026-11-18 09:00:00",
        "start_epoch": "1794963600",
        "answer_epoch": "1794963605",
        "end_epoch": "1794963677",
        "billsec": "72",
        "hangup_cause": "NORMAL_CLEARING",
        "recording_name": "2026/c1.wav",
    },
    "callflow": [
        {"caller_profile": {"caller_id_number": "1001", "destination_number": "13800138000", "uuid": "7c1e"}}
    ],
}


def changed(variables):
    return CHANNEL | {"variables": CHANNEL["variables"] | variables}


def encoded(channel):
    variables = {name: quote(value) for name, value in channel["variables"].items()}
    return channel | {"variables": variables}


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(CHANNEL).encode(),
        json.dumps(encoded(CHANNEL)).encode(),
        b"cdr=" + quote(json.dumps(CHANNEL)).encode(),
        b"cdr=" + quote(base64.b64encode(json.dumps(CHANNEL).encode())).encode(),
        json.dumps(CHANNEL | {"callflow": CHANNEL["callflow"][0]}).encode(),
    ],
    ids=["plain", "values encoded", "a form field", "base64 in a form field", "one callflow"],
)
def test_a_channel_of_freeswitch_however_it_is_wrapped(body):
    (row,) = SYSTEMS.read("freeswitch_json", body).rows
    assert row == {
        "id": "7c1e9b0a-3d52-4f6e-8f44-0b9a7d6c5e21",
        "agent": "1001",
        "number": "13800138000",
        "direction": "outbound",
        "start": "2026-11-18T01:00:00+00:00",
        "answer": "2026-11-18T01:00:05+00:00",
        "end": "2026-11-18T01:01:17+00:00",
        "outcome": "",
        "recording": "2026/c1.wav",
        "campaign": "",
    }


def test_an_unanswered_channel_says_why_and_the_second_leg_is_not_a_second_call():
    busy = changed({"answer_epoch": "0", "hangup_cause": "USER_BUSY", "cc_agent": "E001"})
    (row,) = SYSTEMS.read("freeswitch_json", json.dumps(busy).encode()).rows
    assert (row["outcome"], row["answer"], row["agent"]) == ("USER_BUSY", "", "E001")
    assert SYSTEMS.outcomes("freeswitch_json")["USER_BUSY"] == "busy"
    leg = SYSTEMS.read("freeswitch_json", json.dumps(changed({"originating_leg_uuid": "7c1e"})).encode())
    assert (leg.rows, leg.skipped) == ((), ("second leg of 7c1e",))


VICIDIAL_HEAD = (
    "call_date\tphone_number_dialed\tstatus\tuser\tfull_name\tcampaign_id\tvendor_lead_code\tlead_id"
    "\tlength_in_sec\tlist_name\tstatus_name\trecording_filename\tuniqueid"
)
VICIDIAL_ROWS = (
    "2026-11-18 09:00:00 13800138000 SALE E001 张三 SPRING - 77 312 November Sold rec-77.mp3 1794963600.1",
    "2026-11-18 09:06:00 13900139000 NA E001 张三 SPRING - 78 25 November Silent - 1794963960.2",
    "2026-11-18 09:07:00 13700137000 DROP VDAD Auto SPRING - 79 4 November Dropped - 1794964020.3",
)
VICIDIAL = "\r\n".join(
    (
        VICIDIAL_HEAD,
        *(row.replace(" ", "\t").replace("\t", " ", 1).replace("-\t", "\t") for row in VICIDIAL_ROWS),
    )
)


def test_the_export_of_vicidial():
    sent = SYSTEMS.read("vicidial", VICIDIAL.encode())
    sale, unanswered = sent.rows
    assert (sale["id"], sale["agent"], sale["talk_seconds"], sale["outcome"]) == (
        "1794963600.1",
        "E001",
        "312",
        "SALE",
    )
    assert (sale["campaign"], sale["recording"]) == ("SPRING", "rec-77.mp3")
    assert (unanswered["talk_seconds"], unanswered["duration_seconds"]) == ("0", "25")
    assert sent.skipped == ("4: DROP without an agent",)
    assert SYSTEMS.outcomes("vicidial")["SALE"] == "ordered"


THREECX = (
    "Call 112,00000A1B2C3D4E5F_112,00:01:12,2026/11/18 01:00:00,2026/11/18 01:00:05,2026/11/18 01:01:17,"
    "TerminatedByDst,Ext.101,13800138000,101,10000,13800138000,,13800138000,10000,,,,,Chain: Ext.101;,Extension,"
    "ExternalLine,ExternalLine,张三,,,\n"
    "Call 113,00000A1B2C3D4E5F_113,,2026/11/18 01:10:00,,2026/11/18 01:10:20,TerminatedBySrc,13900139000,Ext.102,10000,"
    "102,,,,,,,,,,,,,,,,\n"
)


HEADER = ",".join(threecx.COLUMNS) + "\n"


@pytest.mark.parametrize("header", ["", HEADER])
def test_the_log_of_3cx_with_and_without_a_header(header):
    out, back = SYSTEMS.read("3cx", (header + THREECX).encode()).rows
    assert (out["id"], out["agent"], out["number"], out["direction"]) == (
        "112",
        "101",
        "13800138000",
        "outbound",
    )
    assert (out["start"], out["answer"]) == ("2026-11-18T01:00:00+00:00", "2026-11-18T01:00:05+00:00")
    assert (back["agent"], back["number"], back["direction"], back["answer"]) == (
        "102",
        "13900139000",
        "inbound",
        "",
    )


@pytest.mark.parametrize(
    "body",
    [
        '{"call": {"id": 7, "agent": "E001"}, "number": "13800138000"}',
        '[{"call": {"id": 7, "agent": "E001"}, "number": "13800138000"}]',
        '{"records": [{"call": {"id": 7, "agent": "E001"}, "number": "13800138000"}]}',
        '{"call": {"id": 7, "agent": "E001"}, "number": "13800138000"}\n',
    ],
)
def test_any_json_of_records(body):
    sent = SYSTEMS.read("json", body.encode())
    assert sent.rows == ({"call.id": "7", "call.agent": "E001", "number": "13800138000"},)


@pytest.mark.parametrize("kind", SYSTEMS.kinds())
@pytest.mark.parametrize(
    "body",
    [b"", b"{}" * 3, b"\xff\xfe\x00\x80", b"[1, 2]", b"a,b,c\n1,2,3\n", b"[" * 100_000],
)
def test_what_is_none_of_a_kind_is_said_and_never_breaks(kind, body):
    with pytest.raises(ValueError, match=r"."):
        SYSTEMS.read(kind, body)


def test_only_short_numbers_are_extensions():
    assert [is_extension(one) for one in ("1001", "600", "13800138000", "", "+8610")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [peer_of(one) for one in ("PJSIP/1001-0a", "SIP/carrier-0a", "sofia/internal/1002@pbx", "x")] == [
        "1001",
        "",
        "1002",
        "",
    ]
    with pytest.raises(InternalCall):
        sides("13800138000", "13900139000")
