"""The refusal ledger: final and immediate; there is no function that takes a refusal back (product §2.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import Refusal
from callwright.registers.contacts.errors import NotAPhoneNumber
from callwright.registers.contacts.repository import refusals as ledger

_E164 = re.compile(r"\+[1-9][0-9]{3,15}")


async def refuse(session: Session, *, e164: str, reason: str, source: str, at: datetime) -> bool:
    """Enter a number's refusal; True when it is new. A number that already refused keeps its first entry.

    Raises NotAPhoneNumber (422) unless `e164` is E.164. Whoever asks `refused` after the commit sees it.
    """
    return await refuse_all(session, [Refusal(e164, reason, source, at)]) == 1


async def refuse_all(session: Session, entries: Sequence[Refusal]) -> int:
    """Enter many refusals; returns how many numbers are new in the ledger."""
    for entry in entries:
        if not _E164.fullmatch(entry.e164):
            raise NotAPhoneNumber
    first: dict[str, Refusal] = {}
    for entry in entries:
        first.setdefault(entry.e164, entry)
    return await ledger.add_refusals(session, [first[e164] for e164 in sorted(first)])


async def refused(session: Session, e164s: Sequence[str]) -> set[str]:
    """Which of these numbers may never be called again."""
    return {refusal.e164 for refusal in await refusals(session, e164s)}


async def refusals(session: Session, e164s: Sequence[str]) -> list[Refusal]:
    """The ledger entries of these numbers, with reason, source and time."""
    return await ledger.load_refusals(session, e164s) if e164s else []
