"""Starting, watching and ending Asterisk as a child process.

Ending is SIGTERM and patience: it hangs up politely and completes its recordings; while it ends it still answers, so
only the process itself says when it is gone.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import aiohttp

from callwright.adapters.asterisk.configuration.plan import SwitchPlan
from callwright.adapters.asterisk.configuration.writing import write_configuration
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.errors import SwitchDidNotStart, SwitchPortsTaken
from callwright.adapters.asterisk.installation.programs import Programs

_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 10.0
"""Seconds before a start that failed is tried again."""
_STOP_PATIENCE = 20.0
"""Seconds until an ending switch is killed; measured 1.2-2.5, once more than 15."""


class SwitchProcess:
    """One Asterisk of our own. One that outlived its supervisor is found again and kept: its calls go on."""

    def __init__(self, plan: SwitchPlan, programs: Programs) -> None:
        self.plan = plan
        self._programs = programs
        self._child: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        if self._child is not None:
            return self._child.pid if self._child.returncode is None else None
        return self._survivor()

    async def start(self, *, timeout: float = 30) -> float:
        """Have it running and answering; returns the seconds that took.

        Raises SwitchPortsTaken before, SwitchDidNotStart when it ends or does not answer within `timeout` seconds.
        """
        begun = time.monotonic()
        if self.pid is None:
            await self._launch()
        try:
            await self._until_it_answers(begun + timeout)
        except SwitchDidNotStart:
            await self.stop()
            raise
        return time.monotonic() - begun

    async def wait(self) -> None:
        """Wait until it has ended by itself or was killed."""
        if self._child is not None:
            await self._child.wait()
        while self.pid is not None:  # noqa: ASYNC110 - a process that is not our child tells nobody
            await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """End it politely; kill it only when it does not go. Harmless when it does not run."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.wait(), _STOP_PATIENCE)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """SIGKILL: far ends are not told, the last two seconds of recordings are lost. For tests and last resorts."""
        self._signal(signal.SIGKILL)
        await self.wait()

    async def _launch(self) -> None:
        taken = self.plan.taken_ports()
        if taken:
            raise SwitchPortsTaken(ports=", ".join(taken))
        configuration = write_configuration(self.plan, self._programs)
        for name in ("asterisk.pid", "asterisk.ctl"):
            (self.plan.folder / "run" / name).unlink(missing_ok=True)
        with (self.plan.folder / "log" / "console.log").open("ab") as console:
            self._child = await asyncio.create_subprocess_exec(
                *self._programs.asterisk,
                "-C",
                str(configuration),
                "-f",
                stdin=asyncio.subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                cwd=self.plan.folder,
                start_new_session=True,
                preexec_fn=_raise_limits,
            )

    def _signal(self, number: signal.Signals) -> None:
        pid = self.pid
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def _survivor(self) -> int | None:
        """The process that an earlier supervisor left running in this folder."""
        try:
            pid = int((self.plan.folder / "run" / "asterisk.pid").read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return pid if str(self.plan.etc).encode() in command else None

    async def _until_it_answers(self, deadline: float) -> None:
        address = SwitchAddress.of_plan(self.plan)
        url = f"{address.url}/ari/asterisk/info"
        async with aiohttp.ClientSession(headers=address.login) as session:
            while time.monotonic() < deadline:
                if self.pid is None:
                    raise SwitchDidNotStart(reason=self._last_words(), log=str(self.plan.log))
                with suppress(aiohttp.ClientError, TimeoutError):
                    async with session.get(url, timeout=aiohttp.ClientTimeout(2)) as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.05)
        raise SwitchDidNotStart(reason="no answer in time", log=str(self.plan.log))

    def _last_words(self) -> str:
        path = self.plan.folder / "log" / "console.log"
        lines = path.read_text(errors="replace").strip().splitlines() if path.exists() else []
        return lines[-1][-300:] if lines else "it ended at once"


def _raise_limits() -> None:
    """As many open files as allowed: a recorded, bridged call holds eleven."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def keep_running(
    process: SwitchProcess,
    stop: asyncio.Event,
    *,
    on_start: Callable[[float], None],
    may_stay: Callable[[], bool],
) -> None:
    """Keep a switch running until `stop`: started again with growing pauses when it ends.

    At the end it is stopped, unless `may_stay` says that the supervisor itself was killed: then calls go on without us
    and the next supervisor finds it. Raises SwitchPortsTaken or SwitchDidNotStart when even the
    first start fails.
    """
    pause = _FIRST_PAUSE
    on_start(await process.start())
    stopping = asyncio.create_task(stop.wait())
    while not stop.is_set():
        ending = asyncio.create_task(process.wait())
        begun = time.monotonic()
        await asyncio.wait({stopping, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if stop.is_set():
            break
        pause = _FIRST_PAUSE if time.monotonic() - begun > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
        with suppress(SwitchDidNotStart, SwitchPortsTaken):
            on_start(await process.start())
            continue
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
    if not may_stay():
        await process.stop()
