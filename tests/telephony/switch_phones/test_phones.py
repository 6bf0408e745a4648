"""Phones of agents: they register, ring, are refused when they are not there, and their leaving is noticed."""

from __future__ import annotations

import pytest
from tests.telephony.parts import channel

from callwright.flow.calls.ports import ChannelAnswered, ChannelEnded, PhoneChanged, SwitchRefused


async def test_a_phone_registers_rings_and_goes(heard, switch, phones):
    password = {"p100": "secret-100"}
    await switch.set_phone("p100", "secret-100", webrtc=False)
    await switch.set_phone("p100", "secret-100", webrtc=False)
    assert "p100" not in (await switch.snapshot()).phones
    await phones.register(password)
    assert (await heard.until(PhoneChanged)).registered
    assert "p100" in (await switch.snapshot()).phones
    leg = channel()
    await switch.dial_phone(leg, "p100", caller="13800000000", ring_seconds=10)
    await heard.until(ChannelAnswered, channel_id=leg)
    before = len(heard.said)
    await phones["p100"].register(seconds=0)
    gone = await heard.until(PhoneChanged, after=before)
    assert (gone.phone, gone.registered) == ("p100", False), "noticed although the leg is still up"
    await switch.hang_up(leg)
    await heard.until(ChannelEnded, channel_id=leg)
    assert heard.of(leg).count("ChannelAnswered") == 1


async def test_a_phone_that_is_not_registered_is_refused_at_once(heard, switch):
    await switch.set_phone("p101", "secret-101", webrtc=False)
    with pytest.raises(SwitchRefused, match="p101"):
        await switch.dial_phone(channel(), "p101", caller="", ring_seconds=10)


async def test_a_wrong_password_does_not_register(heard, switch, phones):
    await switch.set_phone("p102", "right", webrtc=False)
    with pytest.raises(ConnectionError):
        await phones.register({"p102": "wrong"})
    assert "p102" not in (await switch.snapshot()).phones


async def test_a_new_password_replaces_the_old_one(heard, switch, phones):
    await switch.set_phone("p103", "old", webrtc=False)
    await switch.set_phone("p103", "new", webrtc=False)
    with pytest.raises(ConnectionError):
        await phones.register({"p103": "old"})
    await phones.register({"p103": "new"})
    await heard.until(PhoneChanged, where=lambda event: event.phone == "p103")


async def test_a_removed_phone_cannot_be_rung(heard, switch, phones):
    await switch.set_phone("p104", "secret", webrtc=False)
    await phones.register({"p104": "secret"})
    await heard.until(PhoneChanged, where=lambda event: event.phone == "p104")
    await switch.remove_phone("p104")
    with pytest.raises(SwitchRefused):
        await switch.dial_phone(channel(), "p104", caller="", ring_seconds=10)
    assert "p104" not in (await switch.snapshot()).phones


async def test_a_browsers_phone_is_set_up_for_encrypted_sound(heard, switch):
    await switch.set_phone("p105", "secret", webrtc=True)
    told = await switch._requests.get("asterisk/config/dynamic/res_pjsip/endpoint/p105")
    values = {one["attribute"]: one["value"] for one in told}
    assert (values["webrtc"], values["dtls_auto_generate_cert"], values["media_encryption"]) == (
        "yes",
        "Yes",
        "dtls",
    )
    with pytest.raises(SwitchRefused):
        await switch.dial_phone(channel(), "p105", caller="", ring_seconds=10)


async def test_an_agent_can_hang_up_from_the_phone(heard, agent, phones):
    leg = await agent("p106")
    phones["p106"].hang_up()
    ended = await heard.until(ChannelEnded, channel_id=leg)
    assert ended.cause == 16


async def test_a_phone_that_vanishes_ends_its_leg_within_fifteen_seconds_and_not_the_customers(
    heard, dial, agent, phones, switch
):
    leg, bridge = await agent("p107"), channel()
    customer = await dial("04")
    await heard.until(ChannelAnswered, channel_id=customer)
    await switch.join(bridge, (leg, customer))
    phones["p107"].vanish()
    await heard.until(ChannelEnded, channel_id=leg, seconds=17)
    assert (await switch.snapshot()).channel(customer).bridge_id == bridge
