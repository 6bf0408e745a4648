"""The real product as a company runs it: `callwright up` on a data folder of its own."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from tests.flow.program import COMMAND, Program

ROOT = Path(__file__).resolve().parents[2]
BUILT_PAGE = ROOT / "src" / "callwright" / "webui" / "index.html"
PASSWORD = "long enough, 够长"
_START_SECONDS = 240


def build_page() -> None:
    """Build the page when there is none; a built one is taken as it is."""
    if not BUILT_PAGE.is_file():
        subprocess.run([sys.executable, ROOT / "ops" / "build_web.py"], check=True)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Product:
    """One running house: page, worker and database, and what it printed when it started."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    clients: list[httpx.Client] = field(default_factory=list)
    telephony: dict[str, str] | None = None
    """Environment of a switch of its own; none goes without."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def program(self) -> Program:
        """The command line on the same data."""
        return Program(self.home)

    @property
    def said(self) -> str:
        return (self.home / "up.stderr").read_text(encoding="utf-8")

    def start(self) -> None:
        """Start without waiting."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "up.stderr").open("wb") as err, (self.home / "up.stdout").open("wb") as out:
            self.process = subprocess.Popen(
                [
                    *COMMAND,
                    "up",
                    "--port",
                    str(self.port),
                    *(["--sample", "--telephony"] if self.telephony else []),
                ],
                env={**self.program.environment, **(self.telephony or {})},
                stdout=out,
                stderr=err,
            )

    def wait(self) -> None:
        """Wait until the page answers and `callwright up` has said where it is, with the link for a first owner."""
        last = time.monotonic() + _START_SECONDS
        while time.monotonic() < last:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.address}/api/company").status_code == 200 and "Ctrl+C" in self.said:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"`callwright up` did not come up:\n{self.said[-3000:]}")

    def first_owner_link(self) -> str | None:
        """The one-time link it printed to standard error; none when the company has an owner."""
        found = re.search(r"https?://\S+/first-owner\?token=\S+", self.said)
        return found[0] if found else None

    def client(self) -> httpx.Client:
        """A client of its HTTP API, closed with the product."""
        self.clients.append(httpx.Client(base_url=self.address, timeout=60))
        return self.clients[-1]

    def stop(self) -> None:
        """Stop as Ctrl+C does; the database of the folder stops as well."""
        for client in self.clients:
            client.close()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.program.stop()
