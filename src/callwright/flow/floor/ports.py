"""What the floor needs of the outside: where a browser's phone registers, and passwords that need not be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class PhoneNetwork:
    """How browsers reach the switch; `app/wiring` fills it from the settings of telephony.

    `websocket_url` "" = the host the page came from, path /sip (the way of a single server behind one address).
    `node` is the switch that this page leads to, "" = any. `ice_servers` are STUN and TURN addresses; none are needed
    where browsers reach the switch directly.
    """

    domain: str = "callwright"
    websocket_url: str = ""
    node: str = ""
    ice_servers: tuple[str, ...] = ()

    def uri(self, phone: str) -> str:
        """The SIP address of a phone."""
        return f"sip:{phone}@{self.domain}"

    def socket(self, host: str, *, secure: bool) -> str:
        """The WebSocket address for a page that came from `host`."""
        return self.websocket_url or f"{'wss' if secure else 'ws'}://{host}/sip"


class PhoneKeys(Protocol):
    """Makes passwords of desk phones: the same name always gives the same one, on this installation only."""

    def derive(self, name: str) -> str:
        """The password for a name."""
        ...
