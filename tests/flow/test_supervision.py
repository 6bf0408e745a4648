"""`callwright up` keeps the product alive: what dies comes back, and nothing stays behind when it dies itself."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.flow.program import Program


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path)
    yield program
    program.stop()


def test_a_killed_worker_is_started_again_and_a_killed_supervisor_leaves_nothing(program: Program, port: int):
    supervisor = program.start("up", "--port", str(port))
    try:
        _until(lambda: _answers(port))
        worker = _child(supervisor.pid, "worker")
        os.kill(worker, signal.SIGKILL)
        _until(lambda: _child(supervisor.pid, "worker") not in (0, worker))
        children = [_child(supervisor.pid, "api"), _child(supervisor.pid, "worker")]
    finally:
        supervisor.kill()
        supervisor.communicate()
    _until(lambda: not any(_alive(child) for child in children))
    assert program.run("lists", "list") == []


def _until(reached: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "not reached in time"
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/company").status_code == 200
    except httpx.HTTPError:
        return False


def _child(parent: int, kind: str) -> int:
    """The process number of the supervisor's api or worker; 0 while there is none."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            status = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(status[1]) == parent and b"callwright.app.process" in words and kind.encode() in words:
            return int(folder.name)
    return 0


def _alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
