"""FreeSWITCH's mod_json_cdr: one JSON a channel, its values perhaps URL-encoded, the whole perhaps in a form field."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from callwright.adapters.phone_systems.csv_rows import text_of
from callwright.adapters.phone_systems.sides import InternalCall, sides
from callwright.flow.calls.ports import SentRecords

FORM = "cdr="
OUTCOMES = {
    "USER_BUSY": "busy",
    "NO_ANSWER": "no_answer",
    "NO_USER_RESPONSE": "no_answer",
    "ORIGINATOR_CANCEL": "no_answer",
    "ALLOTTED_TIMEOUT": "no_answer",
    "UNALLOCATED_NUMBER": "invalid_number",
    "INVALID_NUMBER_FORMAT": "invalid_number",
    "NUMBER_CHANGED": "invalid_number",
    "SUBSCRIBER_ABSENT": "switched_off",
    "DESTINATION_OUT_OF_ORDER": "switched_off",
    "CALL_REJECTED": "refused",
}
"""What causes of an unanswered call mean; other causes say nothing about the customer."""


def read(body: bytes) -> SentRecords:
    """The record of one channel; the second leg of a call is named, not taken. ValueError when it is no such JSON."""
    content = _json_of(text_of(body).strip())
    variables = {name: unquote(str(value)) for name, value in content["variables"].items()}
    if variables.get("originating_leg_uuid") or variables.get("originator"):
        return SentRecords((), (f"second leg of {variables.get('originating_leg_uuid', '')}",))
    profile = _profile(content)
    try:
        who = sides(
            profile.get("caller_id_number", "") or variables.get("sip_from_user", ""),
            profile.get("destination_number", "") or variables.get("sip_to_user", ""),
            calling=variables.get("channel_name", ""),
            account=variables.get("cc_agent", "") or variables.get("accountcode", ""),
        )
    except InternalCall as call:
        return SentRecords((), (str(call),))
    answer = _moment(variables.get("answer_epoch", ""))
    cause = variables.get("hangup_cause", "")
    row = {
        "id": variables.get("uuid", ""),
        "agent": who.agent,
        "number": who.number,
        "direction": who.direction,
        "start": _moment(variables.get("start_epoch", "")),
        "answer": answer,
        "end": _moment(variables.get("end_epoch", "")),
        "outcome": cause if cause in OUTCOMES and not answer else "",
        "recording": variables.get("recording_name", "") or variables.get("last_record_path", ""),
        "campaign": variables.get("campaign", ""),
    }
    return SentRecords((row,), ())


def _json_of(text: str) -> dict[str, Any]:
    if text.startswith(FORM):
        text = unquote(text[len(FORM) :].replace("+", " "))
    if not text.startswith("{"):
        try:
            text = base64.b64decode(text, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise ValueError("neither JSON nor JSON in base64") from None
    content = json.loads(text)
    if not isinstance(content, dict) or not isinstance(content.get("variables"), dict):
        raise ValueError("there are no variables in it")  # noqa: TRY004 - a body that is none of this kind
    return content


def _profile(content: dict[str, Any]) -> dict[str, str]:
    """The first caller profile: callflow is a list in newer versions, one object in older ones."""
    flow = content.get("callflow") or {}
    first = flow[0] if isinstance(flow, list) else flow
    profile = first.get("caller_profile") if isinstance(first, dict) else None
    return {name: unquote(str(value)) for name, value in (profile or {}).items()}


def _moment(epoch: str) -> str:
    """Seconds since 1970 as a moment with its zone; "" for none ("0")."""
    if not epoch.isdigit() or int(epoch) == 0:
        return ""
    return datetime.fromtimestamp(int(epoch), UTC).isoformat()
