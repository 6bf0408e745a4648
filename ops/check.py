"""`make test` and `make check`: the same checks everywhere, each with its own line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

Command = list[Path | str]


def _own_memory(name: str) -> Command:
    """Where pytest remembers what failed: checks that run side by side must not share it."""
    return ["-o", f"cache_dir=.pytest_cache/{name}"]


# A file stays with one process: its tests share a database. The long ones begin first.
TWO_AT_ONCE: Command = ["-n", "2", "--dist", "loadfile"]
QUICK: list[tuple[str, Command]] = [
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("lint", [BIN / "ruff", "check", "."]),
    ("types", [BIN / "mypy"]),
    ("imports", [BIN / "lint-imports", "--no-cache"]),
    ("unit", [BIN / "pytest", "-q", *TWO_AT_ONCE, "tests/unit", "tests/architecture"]),
]
REST: list[tuple[str, Command]] = [
    ("web", [sys.executable, ROOT / "ops" / "build_web.py", "--check"]),
    ("stages", ["nice", BIN / "pytest", "-q", *TWO_AT_ONCE, "tests/flow", "tests/db", "tests/golden"]),
    ("browser", [BIN / "pytest", "-q", *_own_memory("browser"), *TWO_AT_ONCE, "tests/browser"]),
]
# Calls mostly wait, so they are made while the stages are tested; a call comes before a stage when both want a core.
MEANWHILE: dict[str, tuple[str, Command]] = {
    "stages": ("telephone", [BIN / "pytest", "-q", *_own_memory("telephone"), "tests/telephony"])
}
# Real phones and browsers wait for real seconds, and what else runs here can take those: what failed is run once
# more, alone. A fault fails both times; what failed once is printed all the same.
AGAIN_ALONE: dict[str, Command] = {
    name: [
        BIN / "pytest",
        "-q",
        *_own_memory(name),
        "--last-failed",
        "--last-failed-no-failures",
        "none",
        tests,
    ]
    for name, tests in (("telephone", "tests/telephony"), ("browser", "tests/browser"))
}


def main(which: str) -> None:
    """Run the checks in order; the first failure ends the run with its output above."""
    for name, command in QUICK + (REST if which == "all" else []):
        if name not in MEANWHILE:
            _check(name, partial(_run, command))
            continue
        other, beside = MEANWHILE[name]
        with _meanwhile(other, beside) as wait:
            _check(name, partial(_run, command))
            _check(other, wait)


def _check(name: str, work: Callable[[], int]) -> None:
    """Say what is checked and how it went."""
    begun = time.monotonic()
    print(f"── {name}", flush=True)
    if work() != 0 and not _passes_alone(name):
        sys.exit(f"── {name}: failed")
    print(f"── {name}: ok, {time.monotonic() - begun:.0f} s", flush=True)


def _passes_alone(name: str) -> bool:
    """Whether everything that failed in a check of real seconds passes with the machine to itself."""
    if name not in AGAIN_ALONE:
        return False
    print(f"── {name}: what failed, once more and alone", flush=True)
    return _run(AGAIN_ALONE[name]) == 0


def _run(command: Command) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode


@contextmanager
def _meanwhile(name: str, command: Command) -> Iterator[Callable[[], int]]:
    """Run a check beside another one; calling what is given waits for its end and prints what it had to say."""
    print(f"── {name}: begins", flush=True)
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, stdout=said, stderr=said, start_new_session=True
        )

        def wait() -> int:
            code = child.wait()
            said.seek(0)
            print(said.read(), end="", flush=True)
            return code

        try:
            yield wait
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
                child.wait()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "all")
