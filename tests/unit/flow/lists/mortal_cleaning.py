"""A process that cleans a list and stops where the test wants to kill it.

`python -m tests.unit.flow.lists.mortal_cleaning FOLDER LIST STEP WHERE`: says `here` when step number STEP (from 0)
has begun (`in`), has done its work but is not finished (`done`), or was just finished (`after`), and then, for
`done` and `after`, waits to be killed; for `in` it goes on working, and the test kills it when it likes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import pipeline
from callwright.flow.lists.clean.work import Work
from callwright.flow.lists.clean.workroom import Workroom

Do = Callable[[Work, Path], dict[str, object]]


def main(folder: Path, path: Path, number: int, where: str) -> None:
    """Clean until the wanted place."""
    name, work = pipeline.STEPS[number].name, pipeline.STEPS[number].work
    steps = list(pipeline.STEPS)
    steps[number] = steps[number]._replace(work=_told(work, where))
    pipeline.STEPS = tuple(steps)
    finish = Workroom.finish

    def told_finish(room: Workroom, step: str, facts: dict[str, object]) -> None:
        finish(room, step, facts)
        if where == "after" and step == name:
            _wait()

    Workroom.finish = told_finish  # type: ignore[method-assign]  # a test's own process
    pipeline.clean_files(folder, [path], stager=SpreadsheetStager())
    print("finished", flush=True)


def _told(work: Do, where: str) -> Do:
    def told(job: Work, target: Path) -> dict[str, object]:
        if where == "in":
            print("here", flush=True)
        facts = work(job, target)
        if where == "done":
            _wait()
        return facts

    return told


def _wait() -> None:
    print("here", flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
