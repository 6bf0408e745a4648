"""What Asterisk says, in the words of the port: each thing once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callwright.adapters.asterisk.control.observing import Observer, moment
from callwright.flow.calls.ports import (
    ChannelAnswered,
    ChannelDigit,
    ChannelEnded,
    ChannelProgress,
    ChannelRinging,
    InboundCall,
    MachineJudged,
    PhoneChanged,
)


def message(
    kind: str,
    second: int = 0,
    *,
    name: str = "PJSIP/trunk-sample-00000001",
    state: str = "Down",
    **more: object,
):
    channel = {"id": "c1", "name": name, "state": state, "caller": {"number": "13800000001"}}
    place = "peer" if kind == "Dial" else "channel"
    return {"type": kind, "timestamp": f"2026-11-24T03:00:{second:02d}.500+0000", place: channel, **more}


def said(observer: Observer, *messages: dict[str, object]) -> list[object]:
    return [event for one in messages for event in observer.observe(one)]


def kinds(events) -> list[type]:
    return [type(event) for event in events]


@pytest.fixture
def observer() -> Observer:
    return Observer()


def test_a_call_is_told_in_order_and_repetitions_are_dropped(observer):
    story = [
        message("Dial", dialstatus=""),
        message("Dial", 1, dialstatus="RINGING"),
        message("ChannelStateChange", 1, state="Ringing"),
        message("Dial", 2, dialstatus="PROGRESS"),
        message("ChannelStateChange", 3, state="Up"),
        message("Dial", 3, dialstatus="ANSWER"),
        message("StasisStart", 4, state="Up", args=["answered"]),
        message("ChannelDtmfReceived", 5, state="Up", digit="7"),
        message("ChannelDestroyed", 6, state="Up", cause=16, cause_txt="Normal Clearing"),
    ]
    events = said(observer, *(one for each in story for one in (each, each)))
    assert kinds(events) == [ChannelRinging, ChannelProgress, ChannelAnswered, ChannelDigit, ChannelEnded]


def test_the_answer_carries_the_moment_of_the_answer_not_of_the_hand_over(observer):
    events = said(
        observer,
        message("ChannelStateChange", 3, state="Up"),
        message("StasisStart", 9, state="Up", args=["answered"]),
    )
    assert events == [ChannelAnswered(datetime(2026, 11, 24, 3, 0, 3, 500000, tzinfo=UTC), "c1")]


def test_an_answer_that_is_judged_is_said_before_the_verdict(observer):
    observer.judge_later("c1")
    first = said(observer, message("ChannelStateChange", 3, state="Up"))
    judged = message("StasisStart", 5, state="Up", args=["judged", "MACHINE", "LONGGREETING-1500-1500"])
    assert kinds(first) == [ChannelAnswered]
    (verdict,) = said(observer, judged)
    assert isinstance(verdict, MachineJudged)
    assert (verdict.verdict, verdict.reason) == ("machine", "LONGGREETING-1500-1500")


@pytest.mark.parametrize(
    ("status", "verdict"), [("HUMAN", "human"), ("NOTSURE", "unsure"), ("HANGUP", "unsure")]
)
def test_verdicts_have_three_words(observer, status, verdict):
    events = said(observer, message("StasisStart", state="Up", args=["judged", status]))
    assert [event.verdict for event in events if isinstance(event, MachineJudged)] == [verdict]


def test_a_refused_call_keeps_both_codes(observer):
    ended = message("ChannelDestroyed", cause=1, cause_txt="Unallocated", tech_cause=604)
    (event,) = said(observer, ended)
    assert (event.cause, event.cause_text, event.sip_code) == (1, "Unallocated", 604)


@pytest.mark.parametrize(("state", "cause"), [("Up", 16), ("Ringing", 0)])
def test_hanging_up_without_a_reason_is_normal_only_after_an_answer(observer, state, cause):
    (event,) = said(observer, message("ChannelDestroyed", state=state, cause=0, cause_txt="Unknown"))
    assert event.cause == cause


def test_after_the_end_nothing_more_is_said_of_a_channel(observer):
    events = said(
        observer,
        message("ChannelDestroyed", cause=16, cause_txt=""),
        message("Dial", dialstatus="RINGING"),
        message("ChannelDestroyed", 1, cause=16, cause_txt=""),
    )
    assert kinds(events) == [ChannelEnded]


def test_a_return_call_names_trunk_caller_and_called(observer):
    (event,) = said(observer, message("StasisStart", state="Ring", args=["inbound", "4008001234"]))
    assert isinstance(event, InboundCall)
    assert (event.trunk, event.caller, event.called) == ("sample", "13800000001", "4008001234")


@pytest.mark.parametrize(
    ("arguments", "called"),
    [
        (["account", "<sip:+864008001234@carrier.example>;tag=1"], "+864008001234"),
        (["4008001234", "<sip:10086@carrier.example>"], "4008001234"),
        (["account", ""], "account"),
    ],
)
def test_the_called_number_is_found_beside_our_account(observer, arguments, called):
    (event,) = said(observer, message("StasisStart", state="Ring", args=["inbound", *arguments]))
    assert event.called == called


def test_inner_channels_of_the_switch_are_not_calls(observer):
    inner = [
        message("StasisStart", name="Snoop/c1-00000001", args=["snoop"]),
        message("ChannelDestroyed", name="Snoop/c1-00000001", cause=16, cause_txt=""),
    ]
    assert said(observer, *inner) == []


def test_phones_change_only_when_they_change_and_trunks_are_no_phones(observer):
    def peer(name: str, status: str):
        return {
            "type": "PeerStatusChange",
            "timestamp": "2026-11-24T03:00:00.500+0000",
            "endpoint": {"resource": name},
            "peer": {"peer_status": status},
        }

    observer.forget(registered=frozenset({"p1"}))
    events = said(
        observer,
        peer("p1", "Reachable"),
        peer("p1", "Unreachable"),
        peer("p1", "Unreachable"),
        peer("p1", "Reachable"),
        peer("trunk-sample", "Unreachable"),
    )
    assert all(isinstance(event, PhoneChanged) for event in events)
    assert [(event.phone, event.registered) for event in events] == [("p1", False), ("p1", True)]


def test_the_memory_of_ended_channels_is_bounded(observer):
    for number in range(6000):
        one = message("ChannelDestroyed", cause=16, cause_txt="")
        one["channel"]["id"] = f"c{number}"
        assert len(said(observer, one)) == 1
    assert len(observer._said) <= 4096


def test_times_are_utc():
    assert moment("2026-11-24T11:00:00.250+0800") == datetime(2026, 11, 24, 3, 0, 0, 250000, tzinfo=UTC)
