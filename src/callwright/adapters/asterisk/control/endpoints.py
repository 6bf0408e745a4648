"""Trunks and phones as Asterisk's SIP objects. Trunks are called trunk-NAME there, so that a phone can never be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from callwright.flow.calls.ports import SwitchRefused, Trunk

_PREFIX = "trunk-"
_PHONE_SILENCE = "12"
"""Seconds without sound after which an agent's leg counts as gone (browser crashed, network lost)."""
_TRUNK_SILENCE = "60"
Objects = Iterator[tuple[str, str, dict[str, str]]]
"""Kind, name and settings, in the order they must be told."""


def trunk_endpoint(name: str) -> str:
    """What the switch calls a trunk."""
    return _PREFIX + name


def trunk_of(channel_name: str) -> str | None:
    """The trunk of a channel named like PJSIP/trunk-NAME-00000001; None for a phone's."""
    found = re.fullmatch(rf"PJSIP/{_PREFIX}(.+)-[0-9a-f]+", channel_name)
    return found[1] if found else None


def phone_of(endpoint: str) -> str | None:
    """The phone with this name on the switch; None when it is a trunk."""
    return None if endpoint.startswith(_PREFIX) else endpoint


def phone_objects(phone: str, password: str, *, webrtc: bool) -> Objects:
    """A phone that registers; the one that registers last wins."""
    yield "auth", phone, {"auth_type": "userpass", "username": phone, "password": password}
    yield "aor", phone, {"max_contacts": "1", "remove_existing": "yes", "minimum_expiration": "30"}
    media = {"webrtc": "yes", "dtls_auto_generate_cert": "yes", "allow": "!all,opus,alaw,ulaw"}
    plain = {
        "allow": "!all,alaw,ulaw",
        "rtp_symmetric": "yes",
        "force_rport": "yes",
        "rewrite_contact": "yes",
    }
    yield (
        "endpoint",
        phone,
        {
            "context": "phones",
            "auth": phone,
            "aors": phone,
            "direct_media": "no",
            "send_connected_line": "no",
            "rtp_timeout": _PHONE_SILENCE,
            **(media if webrtc else plain),
        },
    )


def trunk_objects(trunk: Trunk) -> Objects:
    """A trunk: where to send calls, whose calls are its own, and how to sign in."""
    name, scheme = (
        trunk_endpoint(trunk.name),
        f";transport={trunk.transport}" if trunk.transport != "udp" else "",
    )
    contact = f"sip:{trunk.address}{scheme}"
    if trunk.username:
        yield "auth", name, {"auth_type": "userpass", "username": trunk.username, "password": trunk.secret}
    yield "aor", name, {"contact": contact}
    endpoint = {
        "context": "inbound",
        "transport": trunk.transport,
        "aors": name,
        "allow": "!all,alaw,ulaw",
        "direct_media": "no",
        "rtp_symmetric": "yes",
        "rtp_timeout": _TRUNK_SILENCE,
        "send_pai": "yes",
        "send_connected_line": "no",
    }
    if trunk.transport == "tls":  # encrypted sound where the carrier can, plain where it cannot
        endpoint |= {"media_encryption": "sdes", "media_encryption_optimistic": "yes"}
    sign_in = {"outbound_auth": name, "from_user": trunk.username} if trunk.username else {}
    yield "endpoint", name, {**endpoint, **sign_in}
    if trunk.takes_calls:
        yield "identify", name, {"endpoint": name, "match": trunk.address.rsplit(":", 1)[0]}
    if trunk.registers:
        yield (
            "registration",
            name,
            {
                "transport": trunk.transport,
                "outbound_auth": name,
                "server_uri": contact,
                "client_uri": f"sip:{trunk.username}@{trunk.address}",
                "contact_user": trunk.username,
                "retry_interval": "20",
                "max_random_initial_delay": "0",
            },
        )


def fields(settings: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """Settings in the form of the REST interface."""
    return {"fields": [{"attribute": key, "value": value} for key, value in settings.items()]}


def digits_to_dial(e164: str, country: str) -> str:
    """A number as people of `country` dial it ("CN": 13800138000, 01062223333, 0016502530000); "" keeps +E.164.

    What is not E.164 (a short number, a carrier's own form) is left as it is.
    """
    if not country or not e164.startswith("+"):
        return e164
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException as error:
        raise SwitchRefused(reason="not a number that can be dialed") from error
    spoken = phonenumbers.format_out_of_country_calling_number(number, country)
    return re.sub(r"\D", "", spoken)
