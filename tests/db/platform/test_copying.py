"""Arrow batches reach PostgreSQL as they are: every type, nulls, empty lists, signs it cannot keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, text

from callwright.platform.db import Session, copy_batches
from callwright.platform.db.binary_rows import binary_rows

TYPES = {
    "words": (pa.string(), "text"),
    "plain": (pa.string(), "json"),
    "small": (pa.int32(), "integer"),
    "big": (pa.int64(), "bigint"),
    "yes": (pa.bool_(), "boolean"),
    "id": (pa.binary(16), "uuid"),
    "many": (pa.list_(pa.string()), "text[]"),
    "at": (pa.timestamp("us", tz="UTC"), "timestamptz"),
}
TARGET = Table("copied", MetaData(), *(Column(name) for name in TYPES))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
ROW = st.fixed_dictionaries(
    {
        "words": st.none() | WORDS,
        "plain": st.none() | st.just('{"b": "\\"x\\n", "a": 1}'),
        "small": st.none() | st.integers(-(2**31), 2**31 - 1),
        "big": st.none() | st.integers(-(2**63), 2**63 - 1),
        "yes": st.none() | st.booleans(),
        "id": st.none() | st.uuids().map(lambda one: one.bytes),
        "many": st.none() | st.lists(WORDS, max_size=4),
        "at": st.none() | MOMENTS,
    }
)


def as_kept(value: object) -> object:
    """What PostgreSQL gives back: no NUL signs, ids as UUID."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, bytes):
        return UUID(bytes=value)
    return [as_kept(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=12), cut=st.integers(0, 12))
async def test_what_is_copied_is_read_back(session: Session, rows: list[dict[str, object]], cut: int) -> None:
    async with session.begin_nested() as savepoint:
        columns = ", ".join(f'"{name}" {kind}' for name, (_, kind) in TYPES.items())
        await session.execute(text(f"CREATE TEMP TABLE copied (number serial, {columns})"))
        schema = pa.schema([(name, kind) for name, (kind, _) in TYPES.items()])
        whole = pa.RecordBatch.from_pylist(rows, schema)
        count = await copy_batches(session, TARGET, [whole.slice(0, cut), whole.slice(cut)])
        assert count == len(rows)
        names = ", ".join("plain::text AS plain" if name == "plain" else f'"{name}"' for name in TYPES)
        found = await session.execute(text(f"SELECT {names} FROM pg_temp.copied ORDER BY number"))
        assert [row._asdict() for row in found] == [
            {name: as_kept(value) for name, value in row.items()} for row in rows
        ]
        await savepoint.rollback()


async def test_nothing_is_no_rows(session: Session) -> None:
    assert await copy_batches(session, TARGET, []) == 0


@pytest.mark.parametrize(
    "column", [pa.array([1.5]), pa.array([timedelta(1)]), pa.array([b"x" * 3], pa.binary(3))]
)
def test_a_type_without_a_binary_form_is_refused(column: pa.Array) -> None:
    with pytest.raises(TypeError):
        binary_rows(pa.RecordBatch.from_arrays([column], ["x"]))
