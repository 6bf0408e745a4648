"""Taking a roster: departments, teams, people, grades, leaders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from callwright.kernel.errors import Rejection
from callwright.kernel.ids import derive_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, match_columns
from callwright.registers.staff import repository
from callwright.registers.staff.contracts import (
    DepartmentMove,
    Grade,
    GradeChange,
    Person,
    PersonResolver,
)
from callwright.registers.staff.decide.roster import (
    COLUMNS,
    REQUIRED,
    RosterLine,
    Unreadable,
    read_roster_line,
)
from callwright.registers.staff.decide.stays import told_moves
from callwright.registers.staff.errors import RosterColumnsMissing
from callwright.registers.staff.events import GradeChanged, PersonLeft


async def import_roster(
    session: Session,
    *,
    table: Table,
    source_file: StoredFile,
    today: dt.date,
    overrides: Mapping[str, str] | None = None,
) -> ImportReport:
    """Create and update people from a roster; one bad row never stops the others.

    A new person's grade counts from the hiring day, a changed one from the column 职级生效日期 or `today`; another
    department counts from the column 部门生效日期 or `today`.
    The same file twice changes nothing and says so. A leader who is not on the roster becomes a note.
    """
    columns = match_columns(table.columns, COLUMNS, overrides)
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in columns]
    if missing:
        raise RosterColumnsMissing(columns="、".join(missing))
    seen = await repository.roster_seen(session, file_sha256=source_file.sha256)
    lines, rejected = read_lines(table, columns)
    before = {one.id: one for one in await repository.people(session)}
    await _save_groups(session, lines)
    changed = [line for line in lines if _differs(line, before.get(person_id(line)))]
    if changed:
        await repository.save_people(session, [_values(line) for line in changed])
    moved = await _save_moves(session, lines, before, today)
    graded = await _save_grades(session, lines, today)
    notes, led = await _save_leaders(session, lines)
    await _tell_leavers(session, changed, before)
    touched = {line.line for line in changed} | moved | graded | led
    await repository.remember_roster(
        session,
        file_sha256=source_file.sha256,
        name=source_file.name,
        file_key=source_file.key,
        rows=len(table.rows),
        accepted=len(touched),
        rejected=len(rejected),
    )
    return ImportReport(
        file_sha256=source_file.sha256,
        rows=len(table.rows),
        accepted=len(touched),
        unchanged=len(lines) - len(touched),
        rejected=rejected,
        notes=notes,
        already_imported=seen,
    )


def person_id(line: RosterLine) -> UUID:
    """A person's id follows from the employee number."""
    return derive_id("staff.person", line.employee_number)


def read_lines(table: Table, columns: Mapping[str, str]) -> tuple[list[RosterLine], list[Rejection]]:
    """Readable lines and rejections; the second row of one employee number is a rejection."""
    lines: list[RosterLine] = []
    rejected: list[Rejection] = []
    taken: dict[str, int] = {}
    for row in table.rows:
        try:
            line = read_roster_line(row.line, {f: row.cells.get(c, "") for f, c in columns.items()})
            _refuse_twice(line.employee_number, taken)
        except Unreadable as problem:
            rejected.append(Rejection(row.line, problem.code, problem.text, dict(row.cells)))
            continue
        taken[line.employee_number] = row.line
        lines.append(line)
    return lines, rejected


def _refuse_twice(employee_number: str, taken: Mapping[str, int]) -> None:
    if employee_number in taken:
        text = Text(zh="工号与第 {line} 行重复。", en="Same employee number as line {line}.")
        raise Unreadable("staff.employee_number_twice", text.format(line=taken[employee_number]))


def _department_id(line: RosterLine) -> UUID:
    return derive_id("staff.department", line.department)


def _team_id(line: RosterLine) -> UUID | None:
    return derive_id("staff.team", line.department, line.team) if line.team else None


def _values(line: RosterLine) -> dict[str, Any]:
    return {
        "id": person_id(line),
        "employee_number": line.employee_number,
        "name": line.name,
        "department_id": _department_id(line),
        "team_id": _team_id(line),
        "role": str(line.role),
        "market_type": str(line.market_type) if line.market_type else None,
        "market": line.market,
        "hired_on": line.hired_on,
        "left_on": line.left_on,
        "shift_start": line.shift_start,
        "shift_end": line.shift_end,
        "rest_minutes": line.rest_minutes,
    }


async def _save_moves(
    session: Session, lines: list[RosterLine], before: Mapping[UUID, Person], today: dt.date
) -> set[int]:
    """Lines that say something new about where a person belongs, or from which day."""
    past = await repository.moves(session)
    told: set[int] = set()
    for line in lines:
        known = before.get(person_id(line))
        if known is None:
            continue
        moves = told_moves(
            known.id,
            before=known.department_id,
            now=_department_id(line),
            since=line.department_effective_on,
            past=past.get(known.id, ()),
            today=today,
        )
        if moves:
            told.add(line.line)
            await repository.add_moves(session, [(_move_id(move), move) for move in moves])
    return told


def _move_id(move: DepartmentMove) -> UUID:
    return derive_id("staff.department_move", move.person_id, move.effective_on, move.to_department_id)


def _differs(line: RosterLine, known: Person | None) -> bool:
    return known is None or any(getattr(known, name) != value for name, value in _values(line).items())


async def _save_groups(session: Session, lines: list[RosterLine]) -> None:
    departments = {
        _department_id(line): {"id": _department_id(line), "name": line.department} for line in lines
    }
    teams = {
        _team_id(line): {
            "id": _team_id(line),
            "department_id": _department_id(line),
            "name": line.team,
        }
        for line in lines
        if line.team
    }
    await repository.save_groups(
        session,
        department_rows=list(departments.values()),
        team_rows=list(teams.values()),
    )


async def _save_grades(
    session: Session,
    lines: list[RosterLine],
    today: dt.date,
) -> set[int]:
    """Lines whose grade became a new entry of the history."""
    history = await repository.grade_history(session, person_ids=[person_id(line) for line in lines])
    added: set[int] = set()
    for line in lines:
        key, grade = person_id(line), line.grade or Grade.JUNIOR
        past = history.get(key, [])
        if past and (
            line.grade is None or repository.grade_at(past, line.grade_effective_on or today) == grade
        ):
            continue
        effective = line.grade_effective_on or (today if past else line.hired_on)
        change = GradeChange(key, grade, effective, "roster")
        if await repository.add_grade(
            session,
            row_id=derive_id("staff.grade_change", key, effective, grade),
            change=change,
        ):
            added.add(line.line)
            if past:
                await publish(session, GradeChanged(key, str(grade), effective), subject=str(key))
    return added


async def _save_leaders(session: Session, lines: list[RosterLine]) -> tuple[list[Text], set[int]]:
    """Link leaders by number or name; returns notes about those not found and the lines that changed."""
    everybody = await repository.people(session)
    find, known = PersonResolver(everybody), {one.id: one for one in everybody}
    notes: list[Text] = []
    changed: set[int] = set()
    for line in lines:
        leader = find.find(line.leader) if line.leader else None
        if line.leader and (leader is None or leader.id == person_id(line)):
            why = find.why_not(line.leader) if leader is None else _OWN_LEADER
            notes.append(
                Text(
                    zh=f"第 {line.line} 行的上级未登记：{why.zh}",
                    en=f"Line {line.line}, leader: {why.en}",
                )
            )
            continue
        wanted = leader.id if leader else None
        if wanted != known[person_id(line)].leader_id:
            await repository.set_leader(session, person_id=person_id(line), leader_id=wanted)
            changed.add(line.line)
    return notes, changed


_OWN_LEADER = Text(zh="不能是自己的上级。", en="nobody leads themselves.")


async def _tell_leavers(session: Session, lines: list[RosterLine], before: Mapping[UUID, Person]) -> None:
    for line in lines:
        known = before.get(person_id(line))
        if line.left_on is not None and (known is None or known.left_on != line.left_on):
            await publish(
                session,
                PersonLeft(person_id(line), line.left_on),
                subject=str(person_id(line)),
            )
