"""The program as a user runs it: real processes, a data folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callwright.adapters.postgres.launcher import EmbeddedServer

COMMAND = [sys.executable, "-m", "callwright"]


class CommandFailed(AssertionError):
    """A command ended with an error; its output is in the message."""


@dataclass(frozen=True)
class Program:
    """`callwright` on one data folder."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "CALLWRIGHT_HOME": str(self.home), "CALLWRIGHT_LANG": "zh"}

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start a command without waiting."""
        words = [str(part) for part in arguments]
        return subprocess.Popen(
            [*COMMAND, *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str | Path, fails: bool = False) -> Any:
        """Run a command with --json and return what it printed."""
        process = self.start(*arguments, "--json")
        out, err = process.communicate(timeout=300)
        if (process.returncode != 0) != fails:
            raise CommandFailed(f"{' '.join(map(str, arguments))}\n{out[-2000:]}\n{err[-3000:]}")
        return json.loads(out) if out.strip() else None

    def stop(self) -> None:
        """Stop the database of the data folder."""
        EmbeddedServer(self.home).stop()
