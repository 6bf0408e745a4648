"""Who ordered is a customer: told to the suppression ledger, so that no list sells to them anew (product §2.5)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import NewSuppression
from callwright.flow.orders.decide.order_line import OrderLine
from callwright.platform.db import Session


async def note_customer(
    session: Session, line: OrderLine, *, contact_id: UUID | None, at: dt.datetime
) -> None:
    """Tell the ledger that this contact, number and company ordered; the same order again changes nothing."""
    subjects = (
        ("contact", str(contact_id) if contact_id else ""),
        ("number", line.number or ""),
        ("company", line.company),
    )
    entries = [
        NewSuppression(
            kind="existing_customer",
            subject_kind=kind,  # type: ignore[arg-type]  # the three literals above
            subject=subject,
            source=_source(line),
            since=line.ordered_at,
            name=line.company,
            reason=line.product,
        )
        for kind, subject in subjects
        if subject.strip()
    ]
    await lists.suppress(session, entries, by="orders", at=at)


async def forget_customer(session: Session, line: OrderLine, *, at: dt.datetime) -> None:
    """A cancelled order makes nobody a customer; other orders of the same customer still do."""
    await lists.end_suppressions(session, sources=[_source(line)], at=at, by="orders", why="cancelled")


def _source(line: OrderLine) -> str:
    return f"order:{line.order_number}"
