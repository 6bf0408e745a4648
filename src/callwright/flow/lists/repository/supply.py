"""What is stored about each batch, for the comparison of sources and for claims (product §2.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.flow.lists.contracts import RowView
from callwright.flow.lists.decide.supply import BatchSupply
from callwright.platform.db import Session

_SUPPLY = """
WITH wanted AS (
  SELECT b.*, s.name AS source FROM lists.batch b JOIN lists.source s ON s.id = b.source_id
  WHERE b.state = 'cleaned'
    AND (CAST(:source_id AS uuid) IS NULL OR b.source_id = CAST(:source_id AS uuid))
    AND (CAST(:batch_id AS uuid) IS NULL OR b.id = CAST(:batch_id AS uuid))
), latest AS (
  SELECT DISTINCT ON (v.batch_id, v.row) v.batch_id, v.verdict
  FROM lists.verification v JOIN wanted w ON w.id = v.batch_id
  ORDER BY v.batch_id, v.row, v.id DESC
), verified AS (
  SELECT batch_id, count(*) AS verified, count(*) FILTER (WHERE verdict = 'good') AS good
  FROM latest GROUP BY batch_id
), sampled AS (
  SELECT r.batch_id, count(*) AS sampled FROM lists.sample_row r JOIN wanted w ON w.id = r.batch_id GROUP BY 1
), repeated AS (
  SELECT r.batch_id, count(*) AS duplicates FROM lists.row r JOIN wanted w ON w.id = r.batch_id
  WHERE r.status = 'merged' AND r.merged_into IS NOT NULL GROUP BY 1
), called AS (
  SELECT o.batch_id, count(*) AS judged, count(*) FILTER (WHERE o.good) AS good_calls,
         count(*) FILTER (WHERE o.effective) AS effective, sum(o.lost_seconds) AS lost_seconds
  FROM lists.outcome o JOIN wanted w ON w.id = o.batch_id GROUP BY 1
), ordered AS (
  SELECT r.batch_id, count(DISTINCT s.source) AS orders
  FROM lists.suppression s
  JOIN lists.row r ON r.entity = CAST(s.subject AS uuid) AND r.status = 'accepted'
  JOIN wanted w ON w.id = r.batch_id
  WHERE s.kind = 'existing_customer' AND s.subject_kind = 'contact' AND s.source LIKE 'order:%'
    AND s.ended_at IS NULL AND s.since >= w.created_at
  GROUP BY 1
)
SELECT w.id AS batch_id, w.source_id, w.source, w.name, w.created_at, w.price, w.rows, w.accepted, w.merged,
       coalesce(d.duplicates, 0) AS duplicates, w.rejected, w.rejected_by_code,
       coalesce(p.sampled, 0) AS sampled, coalesce(v.verified, 0) AS verified, coalesce(v.good, 0) AS good,
       coalesce(c.judged, 0) AS judged_calls, coalesce(c.good_calls, 0) AS good_calls,
       coalesce(c.effective, 0) AS effective, coalesce(o.orders, 0) AS orders,
       coalesce(c.lost_seconds, 0) AS lost_seconds, w.monthly_decay, w.decay_from, w.reclean_on,
       w.released_at IS NOT NULL AS released, w.flagged_at IS NOT NULL AS flagged
FROM wanted w
LEFT JOIN verified v ON v.batch_id = w.id LEFT JOIN sampled p ON p.batch_id = w.id
LEFT JOIN repeated d ON d.batch_id = w.id LEFT JOIN called c ON c.batch_id = w.id
LEFT JOIN ordered o ON o.batch_id = w.id
ORDER BY w.source, w.created_at, w.id
"""
_BAD = """
SELECT r.row, r.file, r.line, r.status, r.code, r.entity, r.merged_into, r.company, r.person, r.city, r.numbers,
       r.original, v.verdict, v.remark
FROM (SELECT DISTINCT ON (row) row, verdict, remark FROM lists.verification
      WHERE batch_id = :batch_id ORDER BY row, id DESC) v
JOIN lists.row r ON r.batch_id = :batch_id AND r.row = v.row
WHERE v.verdict <> 'good' ORDER BY r.row
"""


async def supplies(
    session: Session, *, source_id: UUID | None = None, batch_id: UUID | None = None
) -> list[BatchSupply]:
    """Every cleaned batch (of a source, or one) with all that is known about it, by source and time."""
    found = await session.execute(text(_SUPPLY), {"source_id": source_id, "batch_id": batch_id})
    return [BatchSupply(**row) for row in found.mappings()]


async def bad_sampled(session: Session, batch_id: UUID) -> Sequence[tuple[RowView, str, str]]:
    """The sampled rows whose newest verdict is not good: the row, the verdict, the remark."""
    found = await session.execute(text(_BAD), {"batch_id": batch_id})
    return [_bad(row) for row in found.mappings()]


def _bad(row: Any) -> tuple[RowView, str, str]:
    values = {name: row[name] for name in RowView.__dataclass_fields__ if name in row}
    values["numbers"] = tuple(values["numbers"])
    return RowView(**values), row["verdict"], row["remark"]
