"""Changes to one person: grade, account."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.staff import repository
from callwright.registers.staff.contracts import Grade, GradeChange
from callwright.registers.staff.errors import AlreadyLinked, GradeUnknown
from callwright.registers.staff.events import GradeChanged
from callwright.registers.staff.service.reading import person


async def change_grade(
    session: Session, *, person_id: UUID, grade: str, effective_on: dt.date, reason: str
) -> bool:
    """Append a grade valid from `effective_on`; False when it was already so. History is never rewritten."""
    await person(session, person_id)
    try:
        wanted = Grade(grade)
    except ValueError:
        raise GradeUnknown(grade=grade) from None
    change = GradeChange(person_id, wanted, effective_on, reason)
    row_id = derive_id("staff.grade_change", person_id, effective_on, wanted)
    added = await repository.add_grade(session, row_id=row_id, change=change)
    if added:
        await publish(
            session,
            GradeChanged(person_id, str(wanted), effective_on),
            subject=str(person_id),
        )
    return added


async def link_account(session: Session, person_id: UUID, account_id: UUID) -> None:
    """Let an account sign in as this person; a person has one account. Linking twice the same is fine."""
    found = await person(session, person_id)
    if found.account_id == account_id:
        return
    if found.account_id is not None:
        raise AlreadyLinked(employee_number=found.employee_number)
    await repository.set_account(session, person_id=person_id, account_id=account_id)
