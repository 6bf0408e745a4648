"""The door of cleaning: five steps, each finished in one atomic act, so that a killed run goes on where it was."""

from __future__ import annotations

import hashlib
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from callwright.flow.lists.clean import work as names
from callwright.flow.lists.clean.contracts import CleanResult, ColumnMapping, KnownRows, StepReport
from callwright.flow.lists.clean.engine import EngineLimits, engine
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.clean.result import result_of
from callwright.flow.lists.clean.step_1_read import read
from callwright.flow.lists.clean.step_2_columns import decide_columns
from callwright.flow.lists.clean.step_3_clean import clean_rows
from callwright.flow.lists.clean.step_4_match import match
from callwright.flow.lists.clean.step_5_ledger import write_ledger
from callwright.flow.lists.clean.work import Work
from callwright.flow.lists.clean.workroom import Workroom
from callwright.flow.lists.ports import Here, Spread
from callwright.kernel.text import Text

Report = Callable[[int, int, Text], None]


FORM = "arrow 1"
"""How steps leave their files; what was left in another form by an earlier version is not gone on with."""


class Step(NamedTuple):
    """A step: its folder name, what a person reads while it runs, and what it does."""

    name: str
    title: Text
    work: Callable[[Work, Path], dict[str, object]]


STEPS: tuple[Step, ...] = (
    Step(names.READ, Text("读取文件", "Reading the files"), read),
    Step(names.COLUMNS, Text("识别列", "Recognising the columns"), decide_columns),
    Step(names.CLEAN, Text("清洗号码、名称与地址", "Cleaning numbers, names and addresses"), clean_rows),
    Step(names.MATCH, Text("匹配与合并", "Matching and merging"), match),
    Step(names.LEDGER, Text("登记每一行", "Entering every row"), write_ledger),
)


def clean_files(
    workdir: Path,
    inputs: list[Path],
    *,
    stager: TableStager,
    mapping: ColumnMapping | None = None,
    known: KnownRows | None = None,
    default_country: str = "CN",
    report: Report | None = None,
    limits: EngineLimits = EngineLimits(),  # noqa: B008 - frozen
    spread: Spread = Here(),  # noqa: B008 - frozen
) -> CleanResult:
    """Clean and match the rows of `inputs` into `workdir`/rows.arrow and contacts.arrow.

    Run again on the same folder with the same inputs (by content) it skips finished steps and gives the same
    result; with other inputs, mapping, known contacts or country it starts over. Blocks the thread and uses
    `limits.threads` cores; `spread` hands partitions to other processes, with exactly the same result; `report`
    is called before each step and at the end. Raises CallwrightError for a file that is no table (`tables.*`) or a
    mapping to a missing column (`lists.no_such_column`).
    """
    room = Workroom(workdir, _plan(inputs, mapping, known, default_country))
    steps: list[StepReport] = []
    with engine(workdir / "spill", limits) as connection:
        job = Work(connection, room, tuple(inputs), stager, mapping, known, default_country, spread)
        for done, step in enumerate(STEPS):
            if report is not None:
                report(done, len(STEPS), step.title)
            steps.append(_resumed(room, step) if room.is_done(step.name) else _done(job, step))
    for name in ("rows.arrow", "contacts.arrow"):
        _publish(room.step(names.LEDGER) / name, workdir / name)
    _publish(room.step(names.MATCH) / "pairs.arrow", workdir / "pairs.arrow")
    if report is not None:
        report(len(STEPS), len(STEPS), Text("清洗完成", "Cleaning is finished"))
    return result_of(room, workdir, tuple(steps), str(artefact()["version"]))


def _done(job: Work, step: Step) -> StepReport:
    wall, cpu = time.perf_counter(), _cpu()
    facts = step.work(job, job.room.begin(step.name))
    job.room.finish(step.name, facts)
    # what a step let go of is not held while the next one takes its own
    pa.default_memory_pool().release_unused()
    return StepReport(
        step.name, int(str(facts["rows"])), round(time.perf_counter() - wall, 3), round(_cpu() - cpu, 3)
    )


def _resumed(room: Workroom, step: Step) -> StepReport:
    return StepReport(step.name, int(str(room.facts(step.name)["rows"])), 0.0, 0.0, resumed=True)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _plan(
    inputs: list[Path], mapping: ColumnMapping | None, known: KnownRows | None, country: str
) -> dict[str, object]:
    return {
        "form": FORM,
        "inputs": [[path.name, _digest(path)] for path in inputs],
        "mapping": mapping.to_json() if mapping else None,
        "known": _digest(known.path) if known else None,
        "decisions": _digest(known.decisions_path) if known and known.decisions_path else None,
        "country": country,
        "model": artefact()["version"],
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _publish(source: Path, target: Path) -> None:
    """The step's file under its public name, by a link that appears in one act."""
    part = target.with_suffix(".tmp")
    part.unlink(missing_ok=True)
    os.link(source, part)
    part.replace(target)
