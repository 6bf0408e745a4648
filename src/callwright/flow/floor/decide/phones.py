"""Whether calls can be put through to a phone, and if not, why."""

from __future__ import annotations

from datetime import datetime, timedelta

from callwright.flow.floor.contracts import State

SILENT = "silent"
_MICROPHONES = {"denied": "microphone_denied", "none": "no_microphone"}

AT_THE_PHONE = frozenset({State.READY})
"""States that promise that a call can be put through: a phone in trouble ends them."""

AT_THE_DESK = frozenset({State.PHONE_TROUBLE, State.LOOKING_UP, State.WRONG_DATA, State.NO_LEADS})
"""States in which the page is open: when its browser stays silent for long, the person is gone."""


def trouble(
    *,
    kind: str,
    browser_id: str | None,
    registered: bool,
    microphone: str,
    last_report_at: datetime | None,
    at: datetime,
    silent_seconds: int,
) -> str:
    """What keeps calls from the phone (PHONE_TROUBLES), "" when nothing does.

    A desk phone (kind "sip") only has to register.
    """
    if kind == "sip":
        return "" if registered else "not_registered"
    if browser_id is None:
        return "no_browser"
    if last_report_at is None or at - last_report_at > timedelta(seconds=silent_seconds):
        return SILENT
    if not registered:
        return "not_registered"
    return _MICROPHONES.get(microphone, "")
