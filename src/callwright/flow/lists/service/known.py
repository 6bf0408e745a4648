"""What a new batch is matched against: all rows published before, from files kept at their publishing.

PostgreSQL says which batches there are, which rows went to another contact since, and what people decided about pairs.
A kept file that is missing is made anew from PostgreSQL alone: every row keeps its cells (`service.recovering`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq

from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.repository import batches, moves, pairs, rows
from callwright.flow.lists.repository.batches import PublishedBatch
from callwright.platform.db import Session
from callwright.platform.files import FileStore


@dataclass(frozen=True)
class KnownFacts:
    """What the database says: batches in the order of publishing, moved rows, decided pairs."""

    batches: tuple[PublishedBatch, ...]
    moves: tuple[tuple[int, str], ...]
    decisions: tuple[tuple[int, int, bool | None], ...]


async def known_facts(session: Session) -> KnownFacts:
    """What is known in this transaction."""
    return KnownFacts(
        tuple(await batches.published(session)),
        tuple(await moves.latest(session)),
        tuple(await pairs.decided(session)),
    )


def missing_features(known: KnownFacts, store: FileStore) -> list[UUID]:
    """Batches whose kept file is not there."""
    return [one.id for one in known.batches if features_path(one, store) is None]


def features_path(batch: PublishedBatch, store: FileStore) -> Path | None:
    """Where the kept file of a batch lies; None when it is gone or was never made."""
    if batch.features_key is None:
        return None
    try:
        return store.path(batch.features_key)
    except FileNotFoundError:
        return None


def write_known(
    known: KnownFacts, store: FileStore, folder: Path, again: UUID | None = None
) -> KnownRows | None:
    """Write known.parquet and decisions.parquet into `folder`; None when nothing was published yet. Blocks.

    `again`: the rows of this batch are to be matched again.
    """
    from callwright.flow.lists.clean.known_rows import (  # noqa: PLC0415 - pulls in the analytical engine
        DECISIONS,
        MOVES,
        KeptBatch,
        put_together,
    )

    if not known.batches:
        return None
    kept = []
    for batch in known.batches:
        path = features_path(batch, store)
        if path is None:
            raise FileNotFoundError(batch.features_key or str(batch.id))
        kept.append(KeptBatch(batch.first_row_id, path))
    put_together(kept, _table(known.moves, MOVES), folder / "known.parquet")
    pq.write_table(_table(known.decisions, DECISIONS), folder / "decisions.parquet")
    rows = {batch.id: (batch.first_row_id, batch.first_row_id + batch.rows) for batch in known.batches}
    return KnownRows(
        folder / "known.parquet", folder / "decisions.parquet", rows.get(again) if again else None
    )


def _table(values: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = [[one[at] for one in values] for at in range(len(schema))]
    return pa.table(columns, schema=schema)


def keep_features(
    cleaned: Path, store: FileStore, name: str, contacts: Sequence[tuple[int, str]] | None = None
) -> str:
    """Keep what matching saw of a cleaned batch's rows, with the contact of each row; answers the key. Blocks.

    `contacts` (row, contact) overrules what matching found: for a file made anew, PostgreSQL knows better.
    """
    from callwright.flow.lists.clean import known_rows  # noqa: PLC0415 - pulls in the analytical engine

    target = cleaned / "kept.parquet"
    given = None if contacts is None else _table(contacts, known_rows.CONTACTS)
    known_rows.keep_features(cleaned, target, given)
    return store.put(target, name).key


async def contacts_of_rows(session: Session, batch_id: UUID) -> list[tuple[int, str]]:
    """The contact of each row of a published batch, for a file made anew."""
    return await rows.contacts_by_row(session, batch_id)


async def remember_features(session: Session, batch_id: UUID, key: str) -> None:
    """A batch's file was made anew."""
    await batches.change(session, batch_id, features_key=key)
