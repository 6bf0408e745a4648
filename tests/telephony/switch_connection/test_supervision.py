"""Who looks after the switch restarts it, stops it in order, and leaves it running when itself orphaned."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from tests.telephony.parts import free_ports

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.running import SwitchProcess

LOOK_AFTER = """
import asyncio
from callwright.app.settings import Settings
from callwright.app.telephony import run_switch
asyncio.run(run_switch(Settings()))
"""
SUPERVISOR = f"""
import os, subprocess
child = subprocess.Popen(
    [{sys.executable!r}, "-c", {LOOK_AFTER!r}],
    env={{**os.environ, "CALLWRIGHT_SUPERVISOR": str(os.getpid())}},
)
print(child.pid, flush=True)
child.wait()
"""


@pytest.fixture
async def house(tmp_path, programs):
    """A data folder with the programs, and the environment of its switch: (environment, its process)."""
    (tmp_path / "telephony").mkdir()
    (tmp_path / "telephony" / "programs").symlink_to(programs.shared.parents[2])
    ports = SwitchPorts.beginning_at(free_ports())
    numbers = {
        "HTTP_PORT": ports.http,
        "HTTPS_PORT": ports.https,
        "MANAGER_PORT": ports.manager,
        "SIP_PORT": ports.sip,
        "SIP_TLS_PORT": ports.sip_tls,
        "RTP_FIRST": ports.rtp[0],
        "RTP_LAST": ports.rtp[1],
    }
    environment = {**os.environ, **{f"CALLWRIGHT_SWITCH_{name}": str(port) for name, port in numbers.items()}}
    process = SwitchProcess(SwitchPlan(tmp_path / "telephony", ports=ports), programs)
    yield {**environment, "CALLWRIGHT_HOME": str(tmp_path)}, process
    await process.stop()


async def pid_of(process: SwitchProcess, *, other_than: int | None = None) -> int:
    async with asyncio.timeout(40):
        while (pid := process.pid) in {None, other_than}:  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.05)
    return pid


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


async def test_an_orphaned_supervisor_ends_and_leaves_the_switch_to_the_next(house):
    environment, process = house
    first = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SUPERVISOR, env=environment, stdout=asyncio.subprocess.PIPE
    )
    child = int((await first.stdout.readline()).decode())
    switch = await pid_of(process)
    await process.start()
    first.kill()
    await first.wait()
    async with asyncio.timeout(10):
        while is_running(child):  # noqa: ASYNC110 - same
            await asyncio.sleep(0.05)
    assert process.pid == switch, "calls go on"
    second = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "callwright.app.process",
        "switch",
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    await asyncio.wait_for(second.stderr.readline(), 40)
    assert process.pid == switch, "taken over, not started again"
    os.kill(switch, signal.SIGKILL)
    again = await pid_of(process, other_than=switch)
    await process.start()
    assert is_running(again)
    second.terminate()
    await asyncio.wait_for(second.wait(), 30)
    assert process.pid is None
