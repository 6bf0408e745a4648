"""Runs simulated customers: SIPp processes beside a switch, on this machine only."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from callwright.adapters.asterisk.configuration.plan import LOCAL
from callwright.adapters.asterisk.customers.behaviours import customers_script
from callwright.adapters.asterisk.customers.calling import calling_script
from callwright.adapters.asterisk.customers.practising import prepare_practice
from callwright.adapters.asterisk.customers.voices import Voices, prepare_voices
from callwright.adapters.asterisk.errors import SwitchNotInstalled
from callwright.adapters.asterisk.installation.programs import Programs
from callwright.flow.calls.ports import Trunk


class Simulator:
    """Starts SIPp scenarios and ends them. `folder` holds scripts, sounds and what SIPp complains about."""

    def __init__(self, programs: Programs, folder: Path) -> None:
        if not programs.sipp:
            raise SwitchNotInstalled(missing="sipp")
        self._sipp = programs.sipp
        self.folder = folder
        self._running: list[asyncio.subprocess.Process] = []

    async def start(self, script: str, name: str, *arguments: str) -> asyncio.subprocess.Process:
        """Start a scenario in the background."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name}.xml"
        path.write_text(script)
        errors = self.folder / f"{name}.errors.log"
        process = await asyncio.create_subprocess_exec(
            *self._sipp,
            *(
                "-sf",
                str(path),
                "-i",
                LOCAL,
                "-mi",
                LOCAL,
                "-nostdin",
                "-trace_err",
                "-error_file",
                str(errors),
            ),
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=self.folder,
            start_new_session=True,
        )
        self._running.append(process)
        return process

    async def stop(self) -> None:
        """End everything at once."""
        for process in self._running:
            await end(process)
        self._running.clear()


async def end(process: asyncio.subprocess.Process) -> None:
    """End one scenario; its calls are not told."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    await process.wait()


@dataclass
class SimulatedCustomers:
    """A test trunk: customers of every kind behind one SIP port; see `behaviours` for the last two digits.

    Those to practise with are among them; `practice_spoken` holds their lines as CODE.wav.
    """

    simulator: Simulator
    port: int
    rtp_port: int
    talk_seconds: float = 60.0
    spoken: Path | None = None
    practice_spoken: Path | None = None
    _voices: Voices | None = field(default=None, init=False)

    @property
    def trunk(self) -> Trunk:
        """The trunk that leads to them."""
        return Trunk(name="sample", address=f"{LOCAL}:{self.port}", country="CN")

    async def start(self) -> None:
        """Begin answering."""
        folder = self.simulator.folder / "voices"
        self._voices = await asyncio.to_thread(prepare_voices, folder, self.spoken)
        practice = await asyncio.to_thread(prepare_practice, folder, self.practice_spoken)
        script = customers_script(self._voices, talk_seconds=self.talk_seconds, practice=practice)
        await self.simulator.start(script, "customers", "-p", str(self.port), "-mp", str(self.rtp_port))

    async def call_in(
        self, caller: str, called: str, *, switch_port: int, stays_seconds: float = 10.0
    ) -> asyncio.subprocess.Process:
        """A customer calls us back; the process ends with 0 after a proper call."""
        assert self._voices is not None, "start first"
        folder, name = self.simulator.folder, f"caller-{caller}"
        (folder / f"{name}.csv").write_text(f"SEQUENTIAL\n{caller};{called}\n")
        script = calling_script(self._voices.tone, stays_seconds=stays_seconds)
        arguments = (
            "-inf",
            f"{name}.csv",
            "-m",
            "1",
            "-p",
            str(self.port + 1),
            "-mp",
            str(self.rtp_port + 2000),
        )
        return await self.simulator.start(script, name, *arguments, f"{LOCAL}:{switch_port}")
