"""Who called whom: the extension is the agent, the long number the customer."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_EXTENSION = 6
_PEER = re.compile(r"^(?:SIP|PJSIP|IAX2|Local|sofia/[^/]+)/([A-Za-z0-9_.+]+)", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:ext\.?|sip:|tel:)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Sides:
    """The agent's extension (or account), the customer's number and the direction, in the words of an import."""

    agent: str
    number: str
    direction: str


class InternalCall(ValueError):
    """Both sides are extensions, or neither is: no customer, or no agent."""


def cleaned(party: str) -> str:
    """A party without the decoration of its system: `Ext.101` is 101, `sip:1001@host` is 1001."""
    return _PREFIX.sub("", party.strip()).split("@", 1)[0].split(";", 1)[0]


def is_extension(party: str) -> bool:
    """Whether a number is so short that it is one of the house."""
    return party.isdigit() and len(party) <= LONGEST_EXTENSION


def peer_of(channel: str) -> str:
    """The extension in a channel name such as `PJSIP/1001-00000a1b`; "" when there is none."""
    match = _PEER.match(channel)
    name = match[1].split("-", 1)[0] if match else ""
    return name if is_extension(name) else ""


def sides(caller: str, callee: str, *, calling: str = "", called: str = "", account: str = "") -> Sides:
    """Tell agent and customer apart; raises InternalCall when there is only one kind.

    `calling` and `called` are channel names: an agent who shows the company's number as caller is known by its
    channel, and so is the one who took a call from a queue. `account`, where the system has one, names the
    agent better than the extension.
    """
    caller, callee = cleaned(caller), cleaned(callee)
    from_agent = peer_of(calling) or (caller if is_extension(caller) else "")
    to_agent = peer_of(called) or (callee if is_extension(callee) else "")
    if from_agent and not is_extension(callee):
        return Sides(account or from_agent, callee, "outbound")
    if to_agent and not is_extension(caller):
        return Sides(account or to_agent, caller, "inbound")
    raise InternalCall(f"{caller} - {callee}")
