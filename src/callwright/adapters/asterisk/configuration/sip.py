"""SIP: where the switch listens. Trunks and phones are told to it while it runs, so no secret stands in a file."""

from __future__ import annotations

from callwright.adapters.asterisk.configuration.plan import SwitchPlan
from callwright.adapters.asterisk.configuration.sections import Section, Value, render

_TOLD_WHILE_RUNNING = {
    "res_pjsip": ("endpoint", "auth", "aor"),
    "res_pjsip_endpoint_identifier_ip": ("identify",),
    "res_pjsip_outbound_registration": ("registration",),
}


def pjsip(plan: SwitchPlan) -> str:
    """The file pjsip.conf: transports UDP, TCP, TLS and websocket.

    Phones are recognised by their name before addresses are looked at: a phone and a trunk may share an address.
    """
    outside: dict[str, Value] = {}
    if plan.public_address:
        outside = {
            "external_media_address": plan.public_address,
            "external_signaling_address": plan.public_address,
            "local_net": plan.own_networks,
        }
    ports, address = plan.ports, plan.sip_address
    tls: dict[str, Value] = {
        "cert_file": str(plan.certificates / "switch.crt"),
        "priv_key_file": str(plan.certificates / "switch.key"),
        "method": "tlsv1_2",
    }
    return render(
        Section(
            "global",
            {
                "type": "global",
                "user_agent": "Callwright",
                "endpoint_identifier_order": "username,ip,auth_username",
                "unidentified_request_count": 20,
            },
        ),
        Section("udp", {"type": "transport", "protocol": "udp", "bind": f"{address}:{ports.sip}", **outside}),
        Section("tcp", {"type": "transport", "protocol": "tcp", "bind": f"{address}:{ports.sip}", **outside}),
        Section(
            "tls",
            {"type": "transport", "protocol": "tls", "bind": f"{address}:{ports.sip_tls}", **tls, **outside},
        ),
        Section("ws", {"type": "transport", "protocol": "ws", "bind": address, **outside}),
        Section("wss", {"type": "transport", "protocol": "wss", "bind": address, **outside}),
    )


def sorcery() -> str:
    """The file sorcery.conf: what may be told while running is kept in memory only."""
    return render(*(
        Section(module, dict.fromkeys(kinds, "memory")) for module, kinds in _TOLD_WHILE_RUNNING.items()
    ))  # fmt: skip
