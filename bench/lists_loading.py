"""Loading a cleaned list into PostgreSQL, as multiples of a bare COPY of the same rows in the same run.

`python -m bench.lists_loading [ROWS]` (default 100000). CPU seconds are those of this process and of all processes of
the server (Linux); the least of three runs. The floor is COPY of ready-made files into tables without any index,
constraint or trigger; beside it the same COPY into tables with all of ours, so that one sees where the rest goes.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
from bench.clock import cpu
from sqlalchemy import text
from tests.factories.dirty_lists import NORMAL, make, write_csv

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.app.migrate import migrate
from callwright.flow.lists.clean.contracts import CleanResult
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.repository.rows import replace_rows
from callwright.flow.lists.service.cleaned import cleaned_contacts, cleaned_rows
from callwright.platform.db import Database
from callwright.registers.contacts import service as contacts

RUNS = 3
TABLES = ("lists.row", "contacts.contact", "contacts.number")
AT = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Spent:
    """CPU seconds of this process and of the server, and wall seconds."""

    client: float
    server: float
    wall: float

    @property
    def cpu(self) -> float:
        return self.client + self.server


class Bench:
    """A server of its own, and a fresh database for every run."""

    def __init__(self, server: EmbeddedServer, result: CleanResult, folder: Path) -> None:
        self.server, self.result, self.folder = server, result, folder

    async def spent(self, work: Callable[[], Awaitable[object]]) -> Spent:
        """What a piece of work costs. A checkpoint before keeps earlier work out of it."""
        await self.administer("CHECKPOINT")
        client, server, wall = cpu(), self.server_cpu(), time.perf_counter()
        await work()
        return Spent(cpu() - client, self.server_cpu() - server, time.perf_counter() - wall)

    def server_cpu(self) -> float:
        """CPU seconds of the server's processes, the ended ones included."""
        first = self.server._pid()  # noqa: SLF001 - the first process is the parent of all
        ticks = 0
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                if int(entry.name) == first:
                    ticks += sum(map(int, fields[11:15]))
                elif int(fields[1]) == first:
                    ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    async def administer(self, statement: str) -> None:
        connection = await self.connect("postgres")
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    async def connect(self, database: str) -> asyncpg.Connection:
        address = self.server.address
        host = str(address.socket_folder)
        return await asyncpg.connect(host=host, port=address.port, user=address.user, database=database)

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[Database]:
        """An empty migrated database with an open connection: that of the floor is open as well."""
        name = f"bench_{uuid4().hex[:8]}"
        await self.administer(f"CREATE DATABASE {name} TEMPLATE bench_template")
        database = Database(self.server.address.url(name))
        async with database.transaction() as session:
            await session.execute(text("SELECT 1"))
        yield database
        await database.dispose()
        await self.administer(f"DROP DATABASE {name} WITH (FORCE)")


async def load(database: Database, result: CleanResult, batch_id: UUID) -> None:
    """What publishing does with rows and contacts: one transaction."""
    async with database.transaction() as session:
        await contacts.save_contact_batches(
            session, partial(cleaned_contacts, result.contacts_path), source="bench", at=AT
        )
        await replace_rows(session, batch_id, cleaned_rows(batch_id, result.rows_path, ["list.csv"]))


async def index_names(database: Database) -> None:
    more = True
    while more:
        async with database.transaction() as session:
            more = await contacts.index_names(session)


async def measure(bench: Bench) -> dict[str, list[Spent]]:
    """All figures of RUNS runs."""
    found: dict[str, list[Spent]] = {}
    for run in range(RUNS):
        async with bench.fresh() as database:
            spent = await bench.spent(partial(load, database, bench.result, uuid4()))
            found.setdefault("loading", []).append(spent)
            spent = await bench.spent(partial(index_names, database))
            found.setdefault("names made findable, afterwards", []).append(spent)
            connection = await database.connect()
            try:
                for form in ("text", "binary"):
                    if run == 0:
                        await write_files(bench, connection, form)
                    for kind, like in (("bare", ""), ("with our indexes", "INCLUDING ALL")):
                        await make_tables(connection, like)
                        spent = await bench.spent(partial(copy_files, bench, connection, form))
                        found.setdefault(f"COPY {form}, {kind}", []).append(spent)
            finally:
                await connection.close()
    return found


async def write_files(bench: Bench, connection: asyncpg.Connection, form: str) -> None:
    for table in TABLES:
        schema, name = table.split(".")
        target = bench.folder / f"{name}.{form}"
        await connection.copy_from_table(name, schema_name=schema, output=target, format=form)


async def make_tables(connection: asyncpg.Connection, like: str) -> None:
    await connection.execute("DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor")
    for table in TABLES:
        await connection.execute(f"CREATE TABLE floor.{table.split('.')[1]} (LIKE {table} {like})")


async def copy_files(bench: Bench, connection: asyncpg.Connection, form: str) -> None:
    async with connection.transaction():
        for table in TABLES:
            name = table.split(".")[1]
            source = bench.folder / f"{name}.{form}"
            await connection.copy_to_table(name, schema_name="floor", source=source, format=form)


async def run(rows: int, folder: Path) -> dict[str, float]:
    path = folder / "list.csv"
    write_csv(make(rows, 77, NORMAL), path)
    result = clean_files(folder / "work", [path], stager=SpreadsheetStager())
    server = EmbeddedServer(folder)
    server.start()
    try:
        bench = Bench(server, result, folder)
        await bench.administer("CREATE DATABASE bench_template")
        database = Database(server.address.url("bench_template"))
        await migrate(database)
        await database.dispose()
        found = await measure(bench)
    finally:
        server.stop()
    return report(rows, {name: min(each, key=lambda one: one.cpu) for name, each in found.items()})


def report(rows: int, found: dict[str, Spent]) -> dict[str, float]:
    """Print every figure as multiples of both bare COPYs; answer the ratios of loading."""
    text, binary = found["COPY text, bare"], found["COPY binary, bare"]
    print(f"{rows} rows with their contacts and numbers, CPU s of client + server")
    print(
        f"{'':34}{'client':>8}{'server':>8}{'sum':>8}{'wall':>8}  x bare text  x bare binary  wall x bare text"
    )
    for name, one in found.items():
        ratios = f"{one.cpu / text.cpu:13.2f}{one.cpu / binary.cpu:15.2f}{one.wall / text.wall:18.2f}"
        print(f"{name:34}{one.client:8.2f}{one.server:8.2f}{one.cpu:8.2f}{one.wall:8.2f}{ratios}")
    loading = found["loading"]
    return {"bare text": loading.cpu / text.cpu, "bare binary": loading.cpu / binary.cpu}


def main(rows: int = 100_000) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return asyncio.run(run(rows, Path(folder)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
