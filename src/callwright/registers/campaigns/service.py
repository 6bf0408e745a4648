"""The door of the campaigns register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import yaml

from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport
from callwright.registers.campaigns import repository
from callwright.registers.campaigns.contracts import Campaign, CampaignState
from callwright.registers.campaigns.decide.definition import read_definition
from callwright.registers.campaigns.errors import CampaignFileUnreadable, CampaignNotFound, TargetMissing


async def campaigns(session: Session) -> list[Campaign]:
    """All campaigns by code."""
    return await repository.campaigns(session)


async def campaign(session: Session, code: str) -> Campaign:
    """The campaign with this code; CampaignNotFound otherwise."""
    found = await repository.campaigns(session, code=code)
    if not found:
        raise CampaignNotFound(campaign=code)
    return found[0]


async def start(session: Session, *, code: str) -> Campaign:
    """Let a campaign run; TargetMissing without a target definition (product §2.6)."""
    found = await campaign(session, code)
    if not found.has_target:
        raise TargetMissing(campaign=code)
    await repository.set_state(session, campaign_id=found.id, state=CampaignState.RUNNING)
    return await campaign(session, code)


async def import_campaigns(session: Session, *, content: bytes, source_file: StoredFile) -> ImportReport:
    """Create and update campaigns from a YAML or JSON file; a wrong one is listed, the others are taken.

    The file holds a list of definitions, or one. `line` of a rejection is the place in the list, from 1.
    A campaign without a target definition is kept as a draft, with a note (product §2.6).
    """
    entries = _entries(content)
    known = {one.code: one for one in await repository.campaigns(session)}
    read, rejected = _read(entries, known)
    changed = [one for one in read if known.get(one.code) != one]
    for one in changed:
        await repository.save_campaign(
            session, asdict(one) | {"dialing_mode": str(one.dialing_mode), "state": str(one.state)}
        )
    return ImportReport(
        file_sha256=source_file.sha256,
        rows=len(entries),
        accepted=len(changed),
        unchanged=len(read) - len(changed),
        rejected=rejected,
        notes=[_draft_note(one) for one in read if not one.has_target],
        already_imported=bool(read) and not changed,
    )


def _entries(content: bytes) -> list[object]:
    try:
        parsed = yaml.safe_load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as problem:
        raise CampaignFileUnreadable(reason=str(problem)) from None
    entries = parsed if isinstance(parsed, list) else [parsed]
    if not entries or entries == [None]:
        raise CampaignFileUnreadable(reason="empty")
    return entries


def _read(entries: Sequence[object], known: Mapping[str, Campaign]) -> tuple[list[Campaign], list[Rejection]]:
    read: dict[str, Campaign] = {}
    rejected: list[Rejection] = []
    for place, raw in enumerate(entries, 1):
        try:
            one = read_definition(raw)
            if isinstance(raw, Mapping) and not raw.get("state") and one.has_target and one.code in known:
                one = replace(one, state=known[one.code].state)
            _refuse_twice(one.code, read)
        except ValueError as problem:
            text = Text(zh=f"活动定义有误：{problem}", en=f"Wrong campaign definition: {problem}")
            rejected.append(Rejection(place, "campaigns.definition_wrong", text, {"definition": str(raw)}))
        else:
            read[one.code] = one
    return list(read.values()), rejected


def _refuse_twice(code: str, read: Mapping[str, Campaign]) -> None:
    if code in read:
        raise ValueError(f"code {code} appears twice")


def _draft_note(one: Campaign) -> Text:
    details: dict[str, Any] = {"campaign": one.code}
    return TargetMissing(**details).sentence()
