"""Reading goals: from a workbook, and from the register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from callwright.kernel.errors import CallwrightError
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.tables import Table, TableReader
from callwright.registers.goals.contracts import GoalCycle, GoalSheets, ManualValue
from callwright.registers.goals.decide.sheets import arrange, sheet_kind
from callwright.registers.goals.errors import GoalSheetsMissing
from callwright.registers.goals.repository import agreed as repository
from callwright.registers.goals.repository import planned


def read_sheets(reader: TableReader, path: Path) -> GoalSheets:
    """All known sheets of a goal workbook, or the one table of a CSV.

    Blocking; GoalSheetsMissing when nothing is known, and the reader's own errors for files that are no tables.
    """
    first = reader.read(path)
    others = [name for name in first.sheets if name != first.sheet]
    wanted = [name for name in others if sheet_kind(name) is not None]
    others_read = [table for name in wanted if (table := _read(reader, path, name)) is not None]
    sheets = arrange([first, *others_read])
    sheets = replace(sheets, unknown=(*sheets.unknown, *(name for name in others if name not in wanted)))
    if not given(sheets):
        raise GoalSheetsMissing(sheets="、".join(first.sheets or sheets.unknown))
    return sheets


def _read(reader: TableReader, path: Path, name: str) -> Table | None:
    """A sheet; None when it has a header and no rows, as the workbook that goes out may have."""
    try:
        return reader.read(path, sheet=name)
    except CallwrightError as error:
        if error.code == "tables.empty":
            return None
        raise


def given(sheets: GoalSheets) -> list[Table]:
    """The sheets that are there."""
    known = (sheets.posts, sheets.targets, sheets.departments, sheets.teams, sheets.company, sheets.actuals)
    return [table for table in (*known, sheets.key_work) if table is not None]


async def cycle(session: Session, month: Month) -> GoalCycle:
    """The goals of a month; empty when nothing was imported."""
    name = str(month)
    found = await repository.goals(session, month=name)
    targets = await repository.department_targets(session, [name])
    company = await repository.company_targets(session, [str(month.quarter)])
    return GoalCycle(
        month=month,
        goals=tuple(found.values()),
        department_targets={department: target for (_, department), target in targets.items()},
        company_target=company.get(str(month.quarter)),
        sealed_at=await repository.sealed_at(session, name),
        team_targets={
            team: target for (_, team), target in (await planned.team_targets(session, [name])).items()
        },
    )


async def manual_values(session: Session, month: Month) -> tuple[ManualValue, ...]:
    """Actual values that people entered for a month."""
    return await repository.manual_values_of(session, str(month))


async def months_with_goals(session: Session) -> list[Month]:
    """Months that have goals, oldest first."""
    return [Month.parse(name) for name in await repository.months(session)]
