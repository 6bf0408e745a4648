"""What a job handler is given."""

from __future__ import annotations

import uuid

from sqlalchemy import update

from callwright.kernel.text import Text
from callwright.platform.jobs.models import JobRow
from callwright.platform.runtime import Edge, Runtime


class JobContext(Edge):
    """The edge of a job: its transactions, its progress, and the ports of the process that runs it."""

    def __init__(self, runtime: Runtime, job_id: uuid.UUID | None) -> None:
        super().__init__(runtime)
        self.job_id = job_id

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
