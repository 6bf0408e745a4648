"""What a carrier's answer to an unanswered dial means: Q.850 causes and SIP codes in our words."""

from __future__ import annotations

from callwright.flow.calls.contracts.live import EndedReason
from callwright.flow.calls.contracts.records import Outcome

_BY_SIP = {
    404: EndedReason.INVALID_NUMBER,
    410: EndedReason.INVALID_NUMBER,
    484: EndedReason.INVALID_NUMBER,
    485: EndedReason.INVALID_NUMBER,
    604: EndedReason.INVALID_NUMBER,
    486: EndedReason.BUSY,
    600: EndedReason.BUSY,
    603: EndedReason.DECLINED,
    607: EndedReason.DECLINED,
    608: EndedReason.DECLINED,
    408: EndedReason.NO_ANSWER,
    487: EndedReason.NO_ANSWER,
    480: EndedReason.SWITCHED_OFF,
}
_BY_CAUSE = {
    1: EndedReason.INVALID_NUMBER,
    3: EndedReason.INVALID_NUMBER,
    22: EndedReason.INVALID_NUMBER,
    28: EndedReason.INVALID_NUMBER,
    17: EndedReason.BUSY,
    18: EndedReason.NO_ANSWER,
    19: EndedReason.NO_ANSWER,
    20: EndedReason.SWITCHED_OFF,
    21: EndedReason.DECLINED,
    16: EndedReason.NO_ANSWER,
    0: EndedReason.NO_ANSWER,
}
_OUTCOMES = {
    EndedReason.BUSY: Outcome.BUSY,
    EndedReason.INVALID_NUMBER: Outcome.INVALID_NUMBER,
    EndedReason.SWITCHED_OFF: Outcome.SWITCHED_OFF,
    EndedReason.MACHINE: Outcome.ANSWERING_MACHINE,
}

NOBODY_WAS_CALLED = frozenset({EndedReason.NETWORK, EndedReason.NOT_DIALED})
"""Ends that are the network's or ours: the customer's phone never rang, so the try does not count against it."""


def reason_unanswered(cause: int, sip_code: int, *, heard: bool) -> EndedReason:
    """Why nobody answered. The far end's SIP code says more than the cause a gateway made of it.

    A 480 with a ring-out cause (19) is a phone that rang, not one that is off; what is in neither table is the
    network's trouble (503, 34, 38, 41, 42, …). `heard`: a ring or a sound came from the far end. Where nothing came
    until our patience was over, nobody is behind the trunk: no phone rang in vain.
    """
    ring_out = sip_code == 480 and cause in (18, 19)
    reason = (None if ring_out else _BY_SIP.get(sip_code)) or _BY_CAUSE.get(cause, EndedReason.NETWORK)
    return EndedReason.NETWORK if reason is EndedReason.NO_ANSWER and not heard else reason


def reached_nobody(reason: str, *, rang: bool) -> bool:
    """Whether an attempt ended before the customer's phone rang by the network's or our own fault."""
    return reason in NOBODY_WAS_CALLED and not rang


def automatic_outcome(reason: EndedReason, *, answered: bool) -> Outcome:
    """The outcome an attempt has before, or without, an agent's disposition."""
    if reason in _OUTCOMES:
        return _OUTCOMES[reason]
    return Outcome.ANSWERED if answered else Outcome.NO_ANSWER
