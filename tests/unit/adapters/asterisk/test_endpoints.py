"""Trunks and phones as the switch is told them, and numbers as they are dialed."""

from __future__ import annotations

import pytest

from callwright.adapters.asterisk.control.endpoints import (
    digits_to_dial,
    phone_objects,
    phone_of,
    trunk_endpoint,
    trunk_objects,
    trunk_of,
)
from callwright.flow.calls.ports import SwitchRefused, Trunk


@pytest.mark.parametrize(
    ("e164", "country", "dialed"),
    [
        ("+8613800138000", "CN", "13800138000"),
        ("+861062223333", "CN", "01062223333"),
        ("+864008001234", "CN", "4008001234"),
        ("+16502530000", "CN", "0016502530000"),
        ("+442079460000", "GB", "02079460000"),
        ("+14155550123", "US", "14155550123"),
        ("+8613800138000", "", "+8613800138000"),
        ("4008001234", "CN", "4008001234"),
        ("10086", "CN", "10086"),
    ],
)
def test_a_number_is_dialed_as_people_of_the_country_dial_it(e164, country, dialed):
    assert digits_to_dial(e164, country) == dialed


def test_what_is_no_number_is_refused():
    with pytest.raises(SwitchRefused):
        digits_to_dial("+", "CN")


def test_a_registering_trunk_signs_in_and_shows_its_name():
    trunk = Trunk("carrier", "sip.example.com:5062", "tcp", username="u", secret="s", registers=True)
    objects = {kind: settings for kind, name, settings in trunk_objects(trunk)}
    assert objects["registration"]["server_uri"] == "sip:sip.example.com:5062;transport=tcp"
    assert objects["registration"]["outbound_auth"] == objects["endpoint"]["outbound_auth"] == "trunk-carrier"
    assert objects["auth"]["password"] == "s"
    assert objects["identify"]["match"] == "sip.example.com"


def test_sound_is_encrypted_only_where_the_signalling_is():
    def media(transport: str) -> str:
        objects = {kind: settings for kind, _, settings in trunk_objects(Trunk("t", "h", transport))}
        return objects["endpoint"].get("media_encryption", "no")

    assert [media(transport) for transport in ("udp", "tcp", "tls")] == ["no", "no", "sdes"]


def test_a_trunk_by_address_has_no_password():
    kinds = [kind for kind, _, _ in trunk_objects(Trunk("sample", "127.0.0.1:5080"))]
    assert kinds == ["aor", "endpoint", "identify"]


def test_what_is_referred_to_is_told_first():
    kinds = [kind for kind, _, _ in phone_objects("p1", "pw", webrtc=True)]
    assert kinds.index("endpoint") == len(kinds) - 1


def test_browser_phones_are_encrypted_and_plain_ones_may_be_behind_a_router():
    browser, plain = (
        next(settings for kind, _, settings in phone_objects("p1", "pw", webrtc=webrtc) if kind == "endpoint")
        for webrtc in (True, False)
    )
    assert (browser["webrtc"], browser["dtls_auto_generate_cert"]) == ("yes", "yes")
    assert plain["rewrite_contact"] == "yes"
    assert "webrtc" not in plain


def test_phones_and_trunks_are_told_apart_by_name():
    assert phone_of(trunk_endpoint("sample")) is None
    assert phone_of("agent-7") == "agent-7"
    assert trunk_of("PJSIP/trunk-a-b-0000002a") == "a-b"
    assert trunk_of("PJSIP/agent-7-0000002a") is None
