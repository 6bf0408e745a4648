"""What matching needs of published rows: kept per batch when it is published, put together for the next import."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from callwright.flow.lists.clean.engine import EngineLimits, engine, quoted, run, sql_of
from callwright.flow.lists.clean.match_features import FEATURES
from callwright.flow.lists.clean.work import MATCH

DECISIONS = pa.schema([("left_row_id", pa.int64()), ("right_row_id", pa.int64()), ("same", pa.bool_())])
CONTACTS = pa.schema([("row", pa.int64()), ("entity", pa.string())])
MOVES = pa.schema([("row_id", pa.int64()), ("contact_id", pa.string())])


@dataclass(frozen=True)
class KeptBatch:
    """The kept features of a published batch; its row r has the id `first_row_id + r`."""

    first_row_id: int
    features: Path


def keep_features(cleaned: Path, target: Path, contacts: pa.Table | None = None) -> None:
    """Write the features of a cleaned batch with the contact of each row (`entity`) to `target`, atomically.

    The contacts are those matching found, unless `contacts` (row, entity as text) says otherwise.
    """
    part = target.with_suffix(".part")
    with duckdb.connect(config={"threads": 1}) as con:
        matched = sql_of(con, cleaned / MATCH / "match.arrow", "match_file")
        if contacts is not None:
            con.register("contacts", contacts)
            matched = "contacts"
        run(
            con,
            f"""copy (select row, {FEATURES}, m.entity::varchar as entity
                      from {sql_of(con, cleaned / MATCH / "features.arrow", "features_file")}
                      join {matched} m using (row) order by row)
                to {quoted(part)} (format parquet, compression zstd)""",
        )
    part.replace(target)


def put_together(
    batches: Sequence[KeptBatch], moves: pa.Table, target: Path, limits: EngineLimits | None = None
) -> int:
    """Write all published rows as `KnownRows.path` wants them; answers how many. `moves` overrule kept contacts."""
    part = target.with_suffix(".part")
    with engine(target.parent / "spill", limits or EngineLimits()) as con:
        con.register("moves", moves)
        for at, batch in enumerate(batches):
            run(
                con,
                f"""create view batch_{at} as select row + {batch.first_row_id} as row_id, entity, {FEATURES}
                    from read_parquet({quoted(batch.features)})""",
            )
        everything = " union all ".join(f"select * from batch_{at}" for at in range(len(batches)))
        run(
            con,
            f"""copy (select row_id, coalesce(m.contact_id, entity) as contact_id, {FEATURES}
                      from ({everything}) left join moves m using (row_id) order by row_id)
                to {quoted(part)} (format parquet)""",
        )
        found = run(con, f"select count(*) from read_parquet({quoted(part)})")
    part.replace(target)
    return int(str(found[0][0]))
