"""A house for benches: with a PostgreSQL of its own that writes through to the disk, as in earnest."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.telephony.processes.house import House

from callwright.adapters.asterisk.installation.installing import install
from callwright.adapters.asterisk.installation.programs import Programs, find_programs
from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.app.registry import import_jobs
from callwright.platform.db import Database


def cached_programs() -> Programs:
    """Asterisk and SIPp, fetched once per machine."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "callwright-tests" / "telephony"
    install(home, say=lambda text: print(text.en))
    return find_programs(home / "programs")


@asynccontextmanager
async def earnest_house(folder: Path, *, trace: bool = True, **more: Any) -> AsyncIterator[House]:
    """Open it, with the switch and the customers up; everything is stopped at the end."""
    import_jobs()
    folder.chmod(0o755)
    server = EmbeddedServer(folder / "server")
    server.start()
    database = Database(server.address.url("postgres"))
    house = House(folder, database, cached_programs(), **more)
    try:
        await migrate(database)
        await house.open(trace=trace)
        yield house
    finally:
        await house.close()
        await database.dispose()
        server.stop()
