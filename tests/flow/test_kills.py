"""Killed anywhere, twenty times, the company ends up the same.

Every command of the thread runs in a process that is its own worker; the process is killed with SIGKILL after a
random part of the time it needs, started again with the same words, and so on until all kills are spent.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from tests.flow.hand_company import Files, speak, write_files
from tests.flow.program import Program
from tests.flow.thread import Step, import_list, mark_all_good, registers, state_of, steps

KILLS = 20
SEED = 20261012


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    files = write_files(tmp_path_factory.mktemp("company"))
    speak(files)
    return files


class Killer:
    """Spends its kills evenly over the steps, at random moments of each."""

    def __init__(self, program: Program, kills: int, steps_to_come: int) -> None:
        self._program = program
        self._random = random.Random(SEED)
        self._left = kills
        self._steps_left = steps_to_come
        self.killed: list[tuple[str, float]] = []

    def run(self, step: Step) -> dict[str, object]:
        """Run a step to its end; before that, kill it as often as its share of the kills."""
        share = -(-self._left // self._steps_left)
        self._steps_left -= 1
        for _ in range(share):
            self._kill_once(step)
        return self._program.run(*step.arguments)

    def _kill_once(self, step: Step) -> None:
        process = self._program.start(*step.arguments, "--json")
        pause = self._random.uniform(1.0, 4.5)
        deadline = time.monotonic() + pause
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        if process.poll() is None:
            process.kill()
            self.killed.append((step.name, pause))
            self._left -= 1
        process.communicate()


def _walk(program: Program, files: Files, folder: Path, killer: Killer | None) -> dict[str, object]:
    """The whole thread; with a killer every step is killed on the way."""
    run = killer.run if killer else lambda step: program.run(*step.arguments)
    for step in registers(files):
        run(step)
    batch = str(run(import_list(files))["batch_id"])
    worklist = folder / "worklist.xlsx"
    for step in steps(files, batch, worklist):
        run(step)
        if step.name == "sample":
            mark_all_good(worklist)
    return state_of(program, batch, folder)


def test_twenty_kills_change_nothing(files: Files, tmp_path_factory: pytest.TempPathFactory):
    calm = Program(tmp_path_factory.mktemp("calm"))
    stormy = Program(tmp_path_factory.mktemp("stormy"))
    killer = Killer(stormy, KILLS, steps_to_come=19)
    try:
        expected = _walk(calm, files, calm.home, None)
        found = _walk(stormy, files, stormy.home, killer)
    finally:
        calm.stop()
        stormy.stop()
    assert len(killer.killed) >= KILLS - 4, killer.killed
    for part, value in expected.items():
        assert found[part] == value, f"{part} differs after {killer.killed}"
