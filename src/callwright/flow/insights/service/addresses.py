"""Which addresses masked words may go to: encrypted ones, and those inside the company."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def usable_address(address: str) -> bool:
    """Https anywhere; http only to this machine, a private address, or a name without a dot (a host of the house)."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and inside(parts.hostname))


def inside(host: str) -> bool:
    """Whether a host is this machine or one of the company's own network."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))
    return found.is_private or found.is_loopback
