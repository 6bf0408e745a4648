"""What a job handler is given."""

from __future__ import annotations

import uuid
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from sqlalchemy import update

from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import Clock
from callwright.kernel.text import Text
from callwright.platform.db import Database, Session
from callwright.platform.jobs.models import JobRow
from callwright.platform.ports import Ports
from callwright.platform.runtime import Runtime


class JobContext:
    """The edge of a job: its transactions, its progress, and the ports of the process that runs it."""

    def __init__(self, runtime: Runtime, job_id: uuid.UUID | None) -> None:
        self.runtime = runtime
        self.job_id = job_id

    @property
    def database(self) -> Database:
        """The database."""
        return self.runtime.database

    @property
    def ports(self) -> Ports:
        """The wired ports."""
        return self.runtime.ports

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self.runtime.clock

    @property
    def calendar(self) -> CompanyCalendar:
        """The company's calendar."""
        return self.runtime.calendar

    @property
    def data_folder(self) -> Path:
        """The company's data folder."""
        return self.runtime.data_folder

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """One transaction, committed when the block ends. One step of the job = one transaction."""
        return self.runtime.database.transaction()

    async def progress(self, done: int, total: int, note: Text) -> None:
        """Tell how far the job is, in its own units; visible at once, also when the step later rolls back."""
        if self.job_id is None:
            return
        async with self.transaction() as session:
            await session.execute(
                update(JobRow)
                .where(JobRow.id == self.job_id)
                .values(done=done, total=total, note=note.to_json())
            )
