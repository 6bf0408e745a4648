"""One category per test (its first folder), and the real parts tests stand on."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck, settings

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import FixedClock
from callwright.platform.db import Database, Session
from callwright.platform.ports import Ports
from callwright.platform.runtime import Runtime

ROOT = Path(__file__).parent
CATEGORIES = ("unit", "db", "flow", "telephony", "browser", "golden", "architecture")
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)

# How fast an example runs says how busy the machine is, not whether the property holds.
settings.register_profile("callwright", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("callwright")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT).parts[0]
        if folder not in CATEGORIES:
            raise pytest.UsageError(f"{item.path} stands in no known category {CATEGORIES}")
        item.add_marker(getattr(pytest.mark, folder))
        if folder == "unit":
            item.add_marker(pytest.mark.disable_socket)
            item.add_marker(pytest.mark.allow_hosts([]))


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """A real PostgreSQL for the whole run; fsync is off because its data is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="callwright-test-"))
    server = EmbeddedServer(folder, settings={"fsync": "off", "max_connections": "200"})
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
async def template(server: EmbeddedServer) -> str:
    """A migrated, empty database that every test module starts from."""
    name = "template_callwright"
    await _administer(server, f"CREATE DATABASE {name}")
    database = Database(server.address.url(name))
    await migrate(database)
    await database.dispose()
    return name


@pytest.fixture(scope="module")
async def database(server: EmbeddedServer, template: str) -> AsyncIterator[Database]:
    """A fresh company database for one test module."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    await _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    database = Database(server.address.url(name))
    yield database
    await database.dispose()
    await _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def session(database: Database) -> AsyncIterator[Session]:
    """One transaction that is rolled back after the test."""
    async with database.engine.connect() as connection:
        transaction = await connection.begin()
        async with Session(bind=connection, expire_on_commit=False) as session:
            yield session
        await transaction.rollback()


@pytest.fixture
def clock() -> FixedClock:
    """It is 12:00 in Shanghai on 20 November 2026."""
    return FixedClock(NOW)


@pytest.fixture
def calendar() -> CompanyCalendar:
    return CompanyCalendar("Asia/Shanghai")


@pytest.fixture
def runtime(database: Database, clock: FixedClock, calendar: CompanyCalendar, tmp_path: Path) -> Runtime:
    """A process's runtime on the test database, with every real adapter wired to a temporary folder."""
    from callwright.app.settings import Settings
    from callwright.app.wiring import build_ports

    ports: Ports = build_ports(Settings(home=tmp_path))
    return Runtime(database=database, ports=ports, clock=clock, calendar=calendar, data_folder=tmp_path)


async def _administer(server: EmbeddedServer, statement: str) -> None:
    address = server.address
    connection = await asyncpg.connect(
        host=str(address.socket_folder), port=address.port, user=address.user, database="postgres"
    )
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


os.environ.setdefault("CALLWRIGHT_LANG", "zh")
