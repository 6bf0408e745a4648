"""What every command is given: the runtime, one transaction per command, jobs with a progress bar, output."""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from callwright.app.migrate import migrate
from callwright.app.registry import import_jobs
from callwright.app.settings import Settings
from callwright.app.terminal import messages, output
from callwright.app.wiring import build_runtime
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.db.lease import is_held
from callwright.platform.events.delivery import any_waiting
from callwright.platform.jobs import find_job, submit
from callwright.platform.jobs.contracts import JobView
from callwright.platform.log import configure_logging
from callwright.platform.principal import LOCAL_OPERATOR, Principal
from callwright.platform.runtime import Edge, Runtime
from callwright.platform.worker import WORKER_ALIVE, run_worker

T = TypeVar("T")
EVENT_PATIENCE = 30.0
"""Seconds a command waits for its events to be taken."""


class JobFailed(CallwrightError):
    """A job that a command waited for ended with an error; it carries the job's own code and sentence."""

    def __init__(self, error: dict[str, Any]) -> None:
        self.code = str(error.get("code", "jobs.unexpected"))  # type: ignore[misc]  # the job's code, per instance
        self.text = Text(str(error.get("zh", "")), str(error.get("en", "")))  # type: ignore[misc]  # same
        super().__init__()
        self.details = dict(error.get("details") or {})

    def sentence(self) -> Text:
        """The job's sentence; it is filled already."""
        return self.text


class CommandContext(Edge):
    """The edge of a command. Whoever runs commands beside the data folder acts as the owner."""

    principal: Principal = LOCAL_OPERATOR

    def __init__(self, runtime: Runtime, settings: Settings) -> None:
        super().__init__(runtime)
        self.settings = settings

    async def run_job(
        self, name: str, arguments: dict[str, Any], *, key: str | None = None
    ) -> dict[str, Any]:
        """Submit a job and wait for its result; see `wait_for_job`."""
        async with self.transaction() as session:
            job_id = await submit(session, name, arguments, key=key)
        return await self.wait_for_job(job_id)

    async def wait_for_job(self, job_id: uuid.UUID) -> dict[str, Any]:
        """Wait with a progress bar. A running worker does the work; without one this process does.

        Raises JobFailed with the job's own code and sentence.
        """
        async with _own_worker_if_none(self.runtime):
            view = await self._watch(job_id)
        if view.state == "failed":
            raise JobFailed(view.error or {})
        return view.result or {}

    async def _watch(self, job_id: uuid.UUID) -> JobView:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
        )
        quiet = not sys.stderr.isatty()
        with Progress(*columns, console=messages, transient=True, disable=quiet) as bar:
            task = bar.add_task("…", total=None)
            while True:
                async with self.transaction() as session:
                    view = await find_job(session, job_id)
                note = (view.note or {}).get(self.settings.lang, view.name)
                bar.update(task, description=note, completed=view.done, total=view.total or None)
                if view.state in ("done", "failed"):
                    return view
                await asyncio.sleep(0.15)


class _own_worker_if_none:  # noqa: N801 - used like a function: `async with _own_worker_if_none(...)`
    """Runs a worker in this process while the block lasts, unless another process runs one."""

    def __init__(self, runtime: Runtime, *, events_only: bool = False) -> None:
        self._runtime = runtime
        self._events_only = events_only
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> asyncio.Task[None] | None:
        if not await is_held(self._runtime.database, WORKER_ALIVE):
            work = run_worker(self._runtime, self._stop, events_only=self._events_only)
            self._task = asyncio.create_task(work)
        return self._task

    async def __aexit__(self, *_: object) -> None:
        self._stop.set()
        if self._task is not None:
            with suppress(asyncio.CancelledError):
                await self._task


async def _deliver_events(runtime: Runtime) -> None:
    """Without a running worker, what a command published is delivered before the command ends.

    A subscriber that keeps failing is left to the next worker after a while; the doctor shows it.
    """
    async with runtime.database.transaction() as session:
        if not await any_waiting(session):
            return
    deadline = time.monotonic() + EVENT_PATIENCE
    async with _own_worker_if_none(runtime, events_only=True) as worker:
        while worker is not None and time.monotonic() < deadline:
            async with runtime.database.transaction() as session:
                if not await any_waiting(session):
                    return
            await asyncio.sleep(0.05)


def run(work: Callable[[CommandContext], Awaitable[T]], *, json_errors: bool = False) -> T:
    """Run a command's work: starts the embedded database when nothing runs, brings it up to date, reports errors.

    An error ends the program with exit code 1 and its code and sentence (as JSON when `json_errors`).
    """
    settings = Settings()
    configure_logging(level=settings.log_level)
    import_jobs()

    async def outer() -> T:
        runtime = build_runtime(settings)
        try:
            await migrate(runtime.database)
            result = await work(CommandContext(runtime, settings))
            await _deliver_events(runtime)
            return result
        finally:
            await runtime.database.dispose()

    try:
        return asyncio.run(outer())
    except CallwrightError as error:
        fail(error, settings.lang, as_json=json_errors)
    except KeyboardInterrupt:
        messages.print(
            Text(
                "已中断；重新运行同一命令会接着做。", "Interrupted; the same command goes on where it was."
            ).pick(settings.lang)
        )
        raise typer.Exit(130) from None


def fail(error: CallwrightError, language: str, *, as_json: bool) -> NoReturn:
    """Print an error and leave with exit code 1."""
    if as_json:
        details = {name: str(value) for name, value in error.details.items()}
        print(
            json.dumps(
                {"error": {"code": error.code, **error.sentence().to_json(), "details": details}},
                ensure_ascii=False,
            )
        )
    else:
        messages.print(f"[red]{error.message(language)}[/red] [dim]({error.code})[/dim]")
    raise typer.Exit(1)


def print_result(result: object, *, as_json: bool, human: Callable[[], str] | str = "") -> None:
    """Print a command's result: JSON for programs, a short text for people."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2, default=str))
    else:
        output.print(human() if callable(human) else human, markup=False)
