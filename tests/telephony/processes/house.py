"""A company that runs as it does in earnest: a switch, customers, and our processes, which die and come back."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from tests.telephony.opening import TEN
from tests.telephony.parts import CUSTOMERS_SOUND, free_ports
from tests.telephony.processes.at_ten import AHEAD

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.customers.behaviours import customers_script
from callwright.adapters.asterisk.customers.simulation import Simulator
from callwright.adapters.asterisk.customers.voices import prepare_voices
from callwright.adapters.asterisk.installation.programs import Programs
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.flow.calls.ports import Trunk
from callwright.platform.db import Database

ROOT = Path(__file__).resolve().parents[3]
_COMPILED = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "callwright-tests" / "compiled"
"""As with a user, a process that is started again finds its programs compiled."""
RESTART_SECONDS = 1.0
"""What the supervisor of `callwright up` waits before it starts a dead process again."""


@dataclass
class Worked:
    """A process of ours under one name; `deaths` counts how often it was killed."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    starts_at: float = 0.0
    deaths: int = 0
    seconds: float = 0.0
    """CPU seconds of those that died."""
    log_from: int = 0
    """Where in its log the one that runs now began."""

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class House:
    """The company in a folder. `ahead` is what its clock is ahead of the machine's: it begins at ten on a Monday."""

    folder: Path
    database: Database
    programs: Programs
    node: str = "main"
    talk_seconds: float = 4.0
    log_level: str = "INFO"
    calls_of_sound: int = 200
    ahead: timedelta = field(init=False)
    port: int = field(init=False)
    switch: SwitchProcess = field(init=False)
    simulator: Simulator = field(init=False)
    works: dict[str, Worked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        base = free_ports()
        self.ahead = TEN - datetime.now(UTC)
        self.port = base + 950
        ports = SwitchPorts.beginning_at(base, calls=self.calls_of_sound)
        plan = SwitchPlan(self.folder / "telephony", node=self.node, ports=ports)
        self.switch = SwitchProcess(plan, self.programs)
        self.simulator = Simulator(self.programs, self.folder / "customers")

    def now(self) -> datetime:
        """The time in this company."""
        return datetime.now(UTC) + self.ahead

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def messages(self) -> Path:
        """Every SIP message the customers got and sent."""
        return self.folder / "customers" / "messages.log"

    @property
    def trunk(self) -> Trunk:
        """The trunk that leads to the customers."""
        return Trunk("sample", f"127.0.0.1:{self.switch.plan.ports.http + 900}", country="CN")

    @property
    def environment(self) -> dict[str, str]:
        """What every process of ours is told."""
        ports = self.switch.plan.ports
        return {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": str(_COMPILED),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            AHEAD: str(self.ahead.total_seconds()),
            "CALLWRIGHT_HOME": str(self.folder),
            "CALLWRIGHT_DATABASE_URL": self.database.url,
            "CALLWRIGHT_SUPERVISOR": str(os.getpid()),
            "CALLWRIGHT_LOG_LEVEL": self.log_level,
            "CALLWRIGHT_SWITCH_NODE": self.node,
            "CALLWRIGHT_SWITCH_HTTP_PORT": str(ports.http),
            "CALLWRIGHT_SWITCH_HTTPS_PORT": str(ports.https),
            "CALLWRIGHT_SWITCH_MANAGER_PORT": str(ports.manager),
            "CALLWRIGHT_SWITCH_SIP_PORT": str(ports.sip),
        }

    async def open(self, *, trace: bool = True) -> None:
        """Switch and customers are up; `trace` keeps what the customers' side of the network saw."""
        await self.switch.start()
        await self.answer(trace=trace)

    async def answer(self, *, trace: bool) -> None:
        """Let the customers answer, as `SimulatedCustomers` does, and keep their side of the story."""
        base = self.switch.plan.ports.http
        voices = await asyncio.to_thread(prepare_voices, self.simulator.folder / "voices", None)
        script = customers_script(voices, talk_seconds=self.talk_seconds)
        ports = ("-p", str(base + 900), "-mp", str(base + CUSTOMERS_SOUND))
        traced = ("-trace_msg", "-message_file", str(self.messages)) if trace else ()
        await self.simulator.start(script, "customers", *ports, *traced)

    def run(self, name: str, *arguments: str, instead: str = "") -> Worked:
        """Start a process of ours: api, worker, dialer. `instead` names a second one of the same kind."""
        work = self.works.setdefault(instead or name, Worked(instead or name, (name, *arguments)))
        with (self.folder / f"{work.name}.log").open("ab") as log:
            work.log_from = log.tell()
            work.process = subprocess.Popen(
                [sys.executable, "-m", "tests.telephony.processes.at_ten", *work.arguments],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip
        return work

    def kill(self, name: str) -> None:
        """SIGKILL, as a power cut or the kernel's memory killer would; started again by `mend`."""
        work = self.works[name]
        if work.process is not None and work.alive:
            work.seconds += cpu_seconds(work.process.pid)
            work.process.send_signal(signal.SIGKILL)
            work.process.wait()
            work.deaths += 1
        work.starts_at = time.monotonic() + RESTART_SECONDS

    def mend(self) -> None:
        """Start again what is dead, as the supervisor does."""
        for work in self.works.values():
            if not work.alive and time.monotonic() >= work.starts_at:
                self.run(work.arguments[0], *work.arguments[1:], instead=work.name)

    async def page_answers(self, seconds: float = 60) -> None:
        """Wait until the page is served."""
        async with asyncio.timeout(seconds), httpx.AsyncClient(base_url=self.address) as client:
            while True:
                try:
                    if (await client.get("/api/company")).status_code == 200:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.2)

    def said(self, name: str) -> str:
        """What a process has written into its log since it was started last."""
        with (self.folder / f"{name}.log").open("rb") as log:
            log.seek(self.works[name].log_from)
            return log.read().decode(errors="replace")

    def leads(self, name: str) -> bool:
        """Whether this dialer is the one that dials, and hears the switch."""
        return self.works[name].alive and "switch connected" in self.said(name)

    async def close(self) -> None:
        """Stop everything in order."""
        running = [work.process for work in self.works.values() if work.process and work.alive]
        for process in running:
            process.terminate()
        for process in running:
            await asyncio.to_thread(_wait, process)
        await self.simulator.stop()
        await self.switch.stop()


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_seconds(pid: int) -> float:
    """CPU seconds of one process so far; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def until(ask: Callable[[], object], seconds: float = 20) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(seconds):
        while not ask():  # noqa: ASYNC110 - processes say nothing when they change
            await asyncio.sleep(0.1)
