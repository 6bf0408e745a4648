"""What every step of the loading uses: the job's context, the files, keeping and reading one, waiting for a job."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from callwright.app.sample.company import Company
from callwright.app.sample.files import SampleFiles
from callwright.app.sample.load.speaking import Speaking
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.jobs import JobContext, find_job, submit
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.platform.tables import ImportReport, Table, TableReader

STEWARD = replace(LOCAL_OPERATOR, name="样例公司 / sample company")
"""In whose name the sample is loaded; it stands in the audit trail."""

POLL_SECONDS = 0.3
LONGEST_WAIT_SECONDS = 900


class SampleStepFailed(CallwrightError):
    """A step of the sample could not be loaded; the steps before it stay, loading again goes on there."""

    status = 500
    code = "sample.step_failed"
    text = Text(
        "样例公司的“{step}”没有装入：{reason_zh}再次装入会从这里继续。",
        "The sample's step “{step}” was not loaded: {reason} Loading again goes on from there.",
    )


@dataclass
class Desk:
    """The loading in progress; ``done`` = result of each finished step by name.

    ``place`` = number of the present step, how many there are, its title.
    """

    context: JobContext
    company: Company
    files: SampleFiles
    done: dict[str, Any] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    speaking: Speaking | None = None
    place: tuple[int, int, Text] = (0, 1, Text("样例公司", "sample company"))

    async def tell(self, share: float) -> None:
        """Show how much of the present step is done (0…1); the bar has 100 parts a step."""
        number, total, title = self.place
        await self.context.progress(number * 100 + int(share * 100), total * 100, title)

    @property
    def now(self) -> dt.datetime:
        """The moment, aware UTC."""
        return self.context.clock.now()

    @property
    def today(self) -> dt.date:
        """The company's day."""
        return self.context.calendar.day_of(self.now)

    async def keep(self, path: Path) -> StoredFile:
        """Keep the original, as every import does."""
        store = self.context.ports.get(FileStore)
        return await asyncio.to_thread(store.put, path, path.name)

    async def read(self, path: Path, *, sheet: str | None = None) -> tuple[Table, StoredFile]:
        """Keep a file and read it as a table."""
        stored = await self.keep(path)
        reader = self.reader
        return await asyncio.to_thread(lambda: reader.read(path, sheet=sheet)), stored

    @property
    def reader(self) -> TableReader:
        """The table reader."""
        return self.context.ports.get(TableReader)

    async def run(self, name: str, arguments: dict[str, Any], step: str) -> dict[str, Any]:
        """Submit a job of a room, once for this load, and wait for its result."""
        async with self.context.transaction() as session:
            job_id = await submit(session, name, arguments, key=f"sample:{self.context.job_id}:{name}")
        return await self.wait_for(job_id, step)

    async def wait_for(self, job_id: uuid.UUID | None, step: str) -> dict[str, Any]:
        """Wait until another job ended; SampleStepFailed with its own reason when it failed."""
        waited = 0.0
        while job_id is not None and waited < LONGEST_WAIT_SECONDS:
            async with self.context.transaction() as session:
                view = await find_job(session, job_id)
            if view.state == "failed":
                error = view.error or {}
                raise SampleStepFailed(step=step, reason=error.get("en", ""), reason_zh=error.get("zh", ""))
            if view.state == "done":
                return view.result or {}
            await asyncio.sleep(POLL_SECONDS)
            waited += POLL_SECONDS
        if job_id is None:
            return {}
        raise SampleStepFailed(step=step, reason="no answer for 15 minutes.", reason_zh="15 分钟没有结果。")


def brief(report: ImportReport) -> dict[str, Any]:
    """What the job's result says about an import: the sums, and the first rejections if there are any."""
    told = {"rows": report.rows, "accepted": report.accepted, "unchanged": report.unchanged}
    if not report.rejected:
        return told
    first = [f"{one.line}: {one.code}" for one in report.rejected[:5]]
    return {**told, "rejected": len(report.rejected), "first_rejections": first}
