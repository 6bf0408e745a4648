"""A house whose processes are real, on the test run's PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.telephony.processes.house import House

from callwright.adapters.asterisk.installation.programs import Programs
from callwright.platform.db import Database


@pytest.fixture
async def house(database: Database, programs: Programs) -> AsyncIterator[House]:
    """Switch and customers are up, nothing of ours runs yet; everything is stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="callwright-house-"))
    house = House(folder, database, programs)
    try:
        await house.open()
        yield house
    finally:
        await house.close()
        shutil.rmtree(folder, ignore_errors=True)
