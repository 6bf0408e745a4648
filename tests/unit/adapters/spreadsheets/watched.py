"""A process that reads files for a test, so that a crash or a hang of native code is seen and not suffered."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from callwright.adapters.spreadsheets.contracts import StagedTable
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.kernel.errors import CallwrightError

PATIENCE = 120
"""Seconds by the wall after which a file counts as hanging, however busy the machine is."""


@dataclass(frozen=True)
class Answer:
    """What came of a file: its table or its refusal (code and both sentences); CPU seconds."""

    table: StagedTable | None
    code: str | None
    sentences: tuple[str, str]
    cpu_seconds: float


class WatchedStager:
    """Stages files in a process of its own; begins a new one after a crash."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None

    def stage(self, source: Path, target: Path) -> Answer:
        """AssertionError when the process dies, hangs, or raises anything but a refusal."""
        if self._process is None:
            self._begin()
        self._ask.send((source, target))
        try:
            if not self._told.poll(PATIENCE):
                self.end()
                raise AssertionError(f"{source.name} hangs")
            answer = self._told.recv()
        except EOFError as death:
            self.end()
            raise AssertionError(f"{source.name} kills the process") from death
        assert isinstance(answer, Answer), answer
        return answer

    def end(self) -> None:
        """Stop the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _begin(self) -> None:
        fresh = multiprocessing.get_context("spawn")
        asked, self._ask = fresh.Pipe(duplex=False)
        self._told, tell = fresh.Pipe(duplex=False)
        self._process = fresh.Process(target=_serve, args=(asked, tell), daemon=True)
        self._process.start()
        asked.close()
        tell.close()


def _serve(asked: Connection, tell: Connection) -> None:
    while True:
        source, target = asked.recv()
        begun = time.process_time()
        table, code, sentences = None, None, ("", "")
        try:
            table = SpreadsheetStager().stage(source, target)
        except CallwrightError as refusal:
            code, sentences = refusal.code, (refusal.message("zh"), refusal.message("en"))
        except BaseException as problem:  # noqa: BLE001 - told to the test
            tell.send(f"{source.name}: {problem!r}")
            continue
        tell.send(Answer(table, code, sentences, time.process_time() - begun))
