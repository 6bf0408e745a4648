"""Reads one campaign definition as written in a campaign file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.kernel.ids import derive_id
from callwright.registers.campaigns.contracts import Campaign, CampaignState, DialingMode, ScriptStep

DEFAULT_EFFECTIVE_TALK_SECONDS = 30
"""Product §1, effective contact: a campaign may set its own."""

_KNOWN = {"code", "name", "product", "dialing_mode", "target", "effective", "state", "script"}


def read_definition(raw: object) -> Campaign:
    """A campaign from a mapping {code, name, product, dialing_mode, target, effective, state}.

    Without `state` it runs when it has a target definition and is a draft otherwise.
    ValueError says what is wrong.
    """
    if not isinstance(raw, Mapping):
        raise ValueError(f"a campaign must be a mapping, not {type(raw).__name__}")  # noqa: TRY004 - data, not a type
    unknown = sorted(str(key) for key in raw if key not in _KNOWN)
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(unknown)}")
    code = str(raw.get("code") or "").strip()
    if not code:
        raise ValueError("code is missing")
    target = _target(raw.get("target"))
    has_target = any(target.values())
    wished = raw.get("state") or (CampaignState.RUNNING if has_target else CampaignState.DRAFT)
    state = _choice(CampaignState, wished, "state")
    if state is CampaignState.RUNNING and not has_target:
        raise ValueError(f"campaign {code} has no target definition and cannot run")
    return Campaign(
        id=derive_id("campaigns.campaign", code),
        code=code,
        name=str(raw.get("name") or code),
        product_code=str(raw["product"]) if raw.get("product") else None,
        dialing_mode=_choice(DialingMode, raw.get("dialing_mode") or DialingMode.PREVIEW, "dialing_mode"),
        target=target,
        minimum_effective_talk_seconds=_talk_seconds(raw.get("effective")),
        state=state,
        script=_script(raw.get("script")),
    )


def _choice(kind: Any, value: object, field: str) -> Any:
    try:
        return kind(str(value))
    except ValueError:
        raise ValueError(f"{field}: {value!r} is none of {', '.join(kind)}") from None


def _target(raw: object) -> dict[str, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise ValueError("target must be a mapping like {industries: [], cities: []}")  # noqa: TRY004 - data
    return {
        str(key): [str(word) for word in value] if isinstance(value, list) else value
        for key, value in raw.items()
    }


def _script(raw: object) -> tuple[ScriptStep, ...]:
    """Steps as [{step, title, text}]; `step` may be left out and is numbered then."""
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, Mapping) for one in raw):
        raise ValueError("script must be a list like [{title: …, text: …}]")
    steps = []
    for place, one in enumerate(raw, start=1):
        title, text = str(one.get("title") or "").strip(), str(one.get("text") or "").strip()
        if not title or not text:
            raise ValueError(f"script step {place} needs a title and a text")
        steps.append(ScriptStep(str(one.get("step") or place), title, text))
    return tuple(steps)


def _talk_seconds(raw: object) -> int:
    if raw is None:
        return DEFAULT_EFFECTIVE_TALK_SECONDS
    if not isinstance(raw, Mapping):
        raise ValueError("effective must be a mapping like {minimum_talk_seconds: 30}")  # noqa: TRY004 - data
    seconds = raw.get("minimum_talk_seconds", DEFAULT_EFFECTIVE_TALK_SECONDS)
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 <= seconds <= 3600:
        raise ValueError("effective.minimum_talk_seconds must be a whole number from 0 to 3600")
    return seconds
