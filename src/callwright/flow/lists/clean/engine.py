"""The analytical engine of cleaning: DuckDB with a memory limit, spilling into the work folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

FORMAT = "format parquet, compression lz4_raw, dictionary_size_limit 1"
"""Files between the steps are read once or twice and thrown away: written quickly rather than small."""


@dataclass(frozen=True)
class EngineLimits:
    """What one cleaning may use; above the memory limit DuckDB writes to the work folder."""

    memory: str = "2GB"
    threads: int = 2


@contextmanager
def engine(spill: Path, limits: EngineLimits) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own database in memory; closed at the end."""
    spill.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": limits.threads, "memory_limit": limits.memory}) as connection:
        connection.execute("set temp_directory = $spill", {"spill": str(spill)}).fetchall()
        connection.execute("set preserve_insertion_order = false").fetchall()
        yield connection


@contextmanager
def as_written(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Statements are carried out as they are written, without looking for a better plan."""
    run(connection, "pragma disable_optimizer")
    try:
        yield
    finally:
        run(connection, "pragma enable_optimizer")


def quoted(text: object) -> str:
    """A SQL string literal."""
    return "'" + str(text).replace("'", "''") + "'"


def run(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    """Execute and fetch everything (an unfetched result would block the next statement)."""
    return connection.execute(sql).fetchall()


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The single whole number a query answers."""
    return int(str(run(connection, sql)[0][0] or 0))


def hold(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Make these rows the temp table `name`, all at once: row by row DuckDB takes longer than cleaning a short list."""
    connection.register("handed_over", rows)
    run(connection, f"create or replace temp table {name} as select * from handed_over")  # noqa: S608 - own names
    connection.unregister("handed_over")


def sql_of(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> str:
    """SQL of a file in Parquet, or in the form of `tables`; this one is registered on the connection as `name`."""
    if path.suffix == ".parquet":
        return f"read_parquet({quoted(path)})"
    con.register(name, ds.dataset(path, format="ipc"))
    return name
