"""Taking a goal workbook: each row ends as accepted, unchanged or a listed rejection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from callwright.kernel.errors import Rejection
from callwright.kernel.ids import new_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport
from callwright.registers.goals.contracts import Directory, GoalChange, GoalSheets, PersonGoals
from callwright.registers.goals.decide.figures import (
    Figure,
    read_actuals,
    read_company_targets,
    read_department_targets,
    read_key_work,
    read_posts,
    read_team_targets,
)
from callwright.registers.goals.decide.personal import Draft, read_targets
from callwright.registers.goals.repository import agreed as repository
from callwright.registers.goals.repository import planned
from callwright.registers.goals.service.reading import given
from callwright.rules.appraisal.formulas.warnings import goal_warnings, uneven_posts
from callwright.rules.appraisal.indicators import PostKind

Key = TypeVar("Key")


@dataclass
class _Tally:
    """What became of the rows so far."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


async def import_goals(
    session: Session,
    *,
    sheets: GoalSheets,
    directory: Directory,
    source_file: StoredFile,
    at: datetime,
    by: str = "",
) -> ImportReport:
    """Take every sheet of a workbook.

    A person's month is taken whole or not at all; the same again is `unchanged`; a change of what a person agreed to
    needs a reason, is kept, and takes the acknowledgement back; rows of a closed month are rejected unless they say
    what stands there already.
    """
    tally = _Tally()
    posts = await _take_posts(session, sheets, tally)
    await _take_targets(session, sheets, directory, posts, tally, (by, at))
    await _take_departments(session, sheets, directory, tally)
    await _take_teams(session, sheets, directory, tally)
    await _take_company(session, sheets, tally)
    await _take_actuals(session, sheets, directory, tally)
    await _take_key_work(session, sheets, directory, tally, by)
    rows = sum(len(table.rows) for table in given(sheets))
    for name in sheets.unknown:
        tally.notes.append(Text("工作表“{name}”未使用。", "Sheet “{name}” was not used.").format(name=name))
    new = await repository.remember_file(session, stored=source_file, rows=rows, rejected=len(tally.rejected))
    return ImportReport(
        file_sha256=source_file.sha256,
        rows=rows,
        accepted=tally.accepted,
        unchanged=tally.unchanged,
        rejected=sorted(tally.rejected, key=lambda each: (each.original.get("工作表", ""), each.line)),
        notes=tally.notes,
        already_imported=not new,
    )


async def _take_posts(session: Session, sheets: GoalSheets, tally: _Tally) -> dict[str, str]:
    """Role descriptions; returns all that are known afterwards."""
    stored = await repository.posts(session)
    found, rejected = read_posts(sheets.posts) if sheets.posts else ({}, [])
    tally.rejected += rejected
    changed = _changed(found, stored, tally, lambda _: False)
    await repository.save_posts(session, changed)
    return {**stored, **changed}


async def _take_targets(
    session: Session,
    sheets: GoalSheets,
    directory: Directory,
    posts: Mapping[str, str],
    tally: _Tally,
    who: tuple[str, datetime],
) -> None:
    if sheets.targets is None:
        return
    drafts, rejected = read_targets(sheets.targets, directory, posts)
    tally.rejected += rejected
    sealed = await repository.lock_months(session, {str(draft.month) for draft in drafts})
    for month in sorted({str(draft.month) for draft in drafts}):
        stored = await repository.goals(session, month=month)
        for draft in (each for each in drafts if str(each.month) == month):
            known = stored.get(draft.person.person_id)
            if known is not None and _same(known, draft):
                tally.unchanged += len(draft.rows)
            elif month in sealed:
                tally.rejected += [row.rejected("goals.month_closed", _SEALED) for row in draft.rows]
            elif known is not None and known.acknowledged_at is not None and not draft.reason:
                tally.rejected += [row.rejected("goals.reason_missing", _REASON) for row in draft.rows]
            else:
                await _put(session, draft, known, *who)
                tally.accepted += len(draft.rows)
    tally.notes += _warnings(drafts)


_SEALED = Text("该月已关账，目标不再更改。", "The month is closed; its goals do not change any more.")


_REASON = Text(
    "此人已确认目标；更改须在“变更原因”列写明原因。",
    "This person acknowledged the goals; a change needs its reason in the column “变更原因” (reason).",
)


def _same(known: PersonGoals, draft: Draft) -> bool:
    agreed = (known.post, frozenset(known.indicators))
    return agreed == (draft.post, frozenset(draft.targets))


async def _put(session: Session, draft: Draft, known: PersonGoals | None, by: str, at: datetime) -> None:
    person_id, month = draft.person.person_id, draft.month
    await repository.replace_goals(
        session, month=str(month), person_id=person_id, post=draft.post, targets=draft.targets, at=at
    )
    if known is None:
        return
    told = known.acknowledged_at is not None
    before, after = known.indicators, draft.targets
    change = GoalChange(
        new_id(), month, person_id, month, before, after, told, draft.reason or "—", by or "—", at
    )
    await planned.add_change(session, change)


def _warnings(drafts: list[Draft]) -> list[Text]:
    """Second looks: rep indicators, posts with uneven indicators (product §9.3)."""
    found: list[Text] = []
    for draft in drafts:
        names = [target.indicator for target in draft.targets]
        for warning in goal_warnings(PostKind(draft.person.kind), names, on=draft.month.start):
            who = draft.person.name
            found.append(
                Text(f"{who}（{draft.month}）：{warning.zh}", f"{who} ({draft.month}): {warning.en}")
            )
    sets = [(each.post, frozenset(target.indicator for target in each.targets)) for each in drafts]
    return found + uneven_posts(sets)


async def _take_departments(
    session: Session, sheets: GoalSheets, directory: Directory, tally: _Tally
) -> None:
    if sheets.departments is None:
        return
    found, rejected = read_department_targets(sheets.departments, directory)
    tally.rejected += rejected
    months = {key[0] for key in found}
    sealed = await repository.lock_months(session, months)
    stored = await repository.department_targets(session, months)
    changed: dict[Any, Decimal] = _changed(found, stored, tally, lambda key: key[0] in sealed)
    await repository.save_department_targets(session, changed)


async def _take_teams(session: Session, sheets: GoalSheets, directory: Directory, tally: _Tally) -> None:
    if sheets.teams is None:
        return
    found, rejected = read_team_targets(sheets.teams, directory)
    tally.rejected += rejected
    months = {key[0] for key in found}
    sealed = await repository.lock_months(session, months)
    stored = await planned.team_targets(session, months)
    changed: dict[Any, Decimal] = _changed(found, stored, tally, lambda key: key[0] in sealed)
    await planned.save_team_targets(session, changed)


_PLANNED = Text("此人该月已有同名重点工作，日期不同。", "The person has this key work with another date.")


async def _take_key_work(
    session: Session, sheets: GoalSheets, directory: Directory, tally: _Tally, by: str
) -> None:
    """New pieces are planned; one that stands there with another date is rejected, never moved silently."""
    if sheets.key_work is None:
        return
    found, rejected = read_key_work(sheets.key_work, directory)
    tally.rejected += rejected
    months = {key[0] for key in found}
    sealed = await repository.lock_months(session, months)
    known = await planned.key_work(session, months=months)
    stored = {(str(each.month), each.person_id, each.title): each.due_on for each in known}
    for key, figure in list(found.items()):
        if key in stored and stored[key] != figure.value:
            tally.rejected.append(figure.row.rejected("goals.key_work_twice", _PLANNED))
            del found[key]
    changed: dict[Any, Any] = _changed(found, stored, tally, lambda key: key[0] in sealed)
    for (month, person_id, title), due in changed.items():
        await planned.add_key_work(
            session, month=month, person_id=person_id, title=title, due_on=due, by=by or "—"
        )


async def _take_company(session: Session, sheets: GoalSheets, tally: _Tally) -> None:
    if sheets.company is None:
        return
    found, rejected = read_company_targets(sheets.company)
    tally.rejected += rejected
    stored = await repository.company_targets(session, found)
    changed: dict[str, Decimal] = _changed(found, stored, tally, lambda _: False)
    await repository.save_company_targets(session, changed)


async def _take_actuals(session: Session, sheets: GoalSheets, directory: Directory, tally: _Tally) -> None:
    if sheets.actuals is None:
        return
    found, rejected = read_actuals(sheets.actuals, directory)
    tally.rejected += rejected
    months = {key[0] for key in found}
    sealed = await repository.lock_months(session, months)
    stored = await repository.manual_values(session, months)
    changed: dict[Any, Decimal] = _changed(found, stored, tally, lambda key: key[0] in sealed)
    await repository.save_manual_values(session, changed)


def _changed(
    found: Mapping[Key, Figure], stored: Mapping[Key, object], tally: _Tally, sealed: Callable[[Key], bool]
) -> dict[Key, Any]:
    """Values that differ from what is stored, counted; those of a closed month are rejected."""
    changed: dict[Key, Any] = {}
    for key, figure in found.items():
        if stored.get(key) == figure.value:
            tally.unchanged += 1
        elif sealed(key):
            tally.rejected.append(figure.row.rejected("goals.month_closed", _SEALED))
        else:
            changed[key] = figure.value
            tally.accepted += 1
    return changed
