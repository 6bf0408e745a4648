"""Finding contacts by two characters of a name: an index of bigrams, filled after the contacts are there.

Until it is filled, the backlog says which contacts a search has to look at one by one, so none is ever missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, text, union_all, update
from sqlalchemy.orm import aliased

from callwright.platform.db import Session
from callwright.registers.contacts.models import Contact as ContactRow
from callwright.registers.contacts.models import NameBacklog, NameIndex

_OLDEST = """
SELECT id, created_at, after FROM contacts.name_backlog ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_BIGRAMS = r"""
coalesce((
  SELECT array_agg(DISTINCT substr(form, at, 2))
  FROM (VALUES (lower(regexp_replace(normalize(left(company, 300), NFKC), '\s', '', 'g'))),
               (lower(regexp_replace(normalize(left(person, 300), NFKC), '\s', '', 'g')))) AS names (form),
       generate_series(1, greatest(length(form) - 1, 1)) AS at
  WHERE form <> ''), '{}')
"""
"""What the function contacts.bigrams says: a call per contact takes four times as long as this within a statement."""
_FILL = """
WITH following AS (
  SELECT id, company, person FROM contacts.contact
  WHERE created_at = :created_at AND id > :after ORDER BY id LIMIT :size
), filled AS (
  INSERT INTO contacts.name_index (contact_id, bigrams)
  SELECT id, {bigrams} FROM following ON CONFLICT DO NOTHING
)
SELECT (array_agg(id ORDER BY id DESC))[1] AS last, count(*) AS done FROM following
"""
_NONE = UUID(int=0)


async def add_to_backlog(session: Session, *, created_at: datetime) -> None:
    """The contacts of this moment are not in the index yet."""
    session.add(NameBacklog(created_at=created_at))
    await session.flush()


async def fill(session: Session, *, size: int) -> int | None:
    """Put up to `size` contacts of the oldest backlog into the index; None when nothing is left to do."""
    oldest = (await session.execute(text(_OLDEST))).one_or_none()
    if oldest is None:
        return None
    where = {"created_at": oldest.created_at, "after": oldest.after or _NONE, "size": size}
    filled = (await session.execute(text(_FILL.format(bigrams=_BIGRAMS)), where)).one()
    backlog = NameBacklog.id == oldest.id
    if filled.done < size:
        await session.execute(delete(NameBacklog).where(backlog))
    else:
        await session.execute(update(NameBacklog).where(backlog).values(after=filled.last))
    return int(filled.done)


def with_bigrams(pairs: Sequence[str]) -> ColumnElement[bool]:
    """Contacts whose names have all these bigrams, and those the index does not know yet."""
    indexed = select(NameIndex.contact_id).where(NameIndex.bigrams.contains(list(pairs)))
    other = aliased(ContactRow)
    waiting = select(other.id).where(other.created_at.in_(select(NameBacklog.created_at)))
    return ContactRow.id.in_(union_all(indexed, waiting))
