"""Messages reach whom they are for, once, and never pile up."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.platform.principal import Principal
from callwright.platform.push.hub import MOST_WAITING, Hub, Said, Screen
from callwright.platform.push.message import RESYNC, Message, decode, encode

ANNA, BERT = uuid.UUID(int=1), uuid.UUID(int=2)
ids = st.frozensets(st.uuids(), max_size=400)


def principal(person, *permissions: str):
    account = uuid.UUID(int=person.int + 100)
    return Principal(account, "x", frozenset({"agent"}), permissions=frozenset(permissions), person_id=person)


@given(ids, ids, st.sampled_from(["", "floor.board"]), st.text(max_size=20), st.text(max_size=40))
def test_a_message_survives_its_journey_whole_and_fits_the_database(accounts, people, permission, topic, id_):
    payloads = list(encode(Message(topic, id_, accounts, people, permission)))
    assert all(len(payload.encode()) < 8000 for payload in payloads)
    parts = [decode(payload) for payload in payloads]
    assert frozenset().union(*(one.account_ids for one in parts)) == accounts
    assert frozenset().union(*(one.person_ids for one in parts)) == people
    assert {one.permission for one in parts if one.permission} == ({permission} if permission else set())
    assert {(one.topic, one.id) for one in parts} <= {(topic, id_)}


@pytest.mark.parametrize("payload", ["", "x", "[]", "{}", '{"t":"a","p":["q"]}', '"t"', "null"])
def test_anything_else_on_the_channel_is_no_message(payload):
    with pytest.raises(ValueError, match=r"."):
        decode(payload)


def test_people_accounts_and_permissions_add_up_and_nobody_else_hears():
    hub = Hub()
    with hub.screen(principal(ANNA)) as anna, hub.screen(principal(BERT, "floor.board")) as bert:
        hub.deliver(Message("desk", person_ids=frozenset({ANNA})))
        hub.deliver(Message("wallboard", permission="floor.board"))
        hub.deliver(Message("task", "7", account_ids=frozenset({uuid.UUID(int=102)})))
        assert anna.take() == (Said("desk"),)
        assert bert.take() == (Said("wallboard"), Said("task", "7"))
    assert len(hub) == 0
    hub.deliver(Message("desk", person_ids=frozenset({ANNA})))


def test_a_burst_is_said_once_and_topics_not_asked_for_are_not_said():
    hub = Hub()
    with hub.screen(principal(ANNA), frozenset({"desk"})) as screen:
        for _ in range(1000):
            hub.deliver(Message("desk", person_ids=frozenset({ANNA})))
            hub.deliver(Message("list", person_ids=frozenset({ANNA})))
        assert screen.take() == (Said("desk"),)
        assert screen.take() == ()


def test_a_screen_that_falls_behind_is_told_to_fetch_everything():
    screen = Screen(principal(ANNA))
    for number in range(MOST_WAITING + 5):
        screen.tell(Said("list", str(number)))
    assert screen.take() == (Said(RESYNC),)
    screen.tell(Said("list", "1"))
    assert screen.take() == (Said("list", "1"),)
