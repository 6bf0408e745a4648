"""The work folder of one cleaning. A step's folder exists when, and only when, the step is finished."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

MARK = "step.json"


class Workroom:
    """Finished steps by name; `plan` identifies inputs and settings: another plan starts over, None only looks."""

    def __init__(self, folder: Path, plan: dict[str, object] | None) -> None:
        self.folder = folder
        if plan is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        planned = hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()
        plan_file = folder / "plan.txt"
        if not plan_file.exists() or plan_file.read_text() != planned:
            for child in folder.iterdir():
                if child.is_dir():
                    shutil.rmtree(child)
            _write(plan_file, planned)

    def step(self, name: str) -> Path:
        """The folder of a step (finished or not)."""
        return self.folder / name

    def is_done(self, name: str) -> bool:
        """Whether the step ran to its end."""
        return (self.folder / name / MARK).exists()

    def begin(self, name: str) -> Path:
        """An empty folder to work in; what an interrupted run left there is removed."""
        part = self.folder / f"{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        return part

    def finish(self, name: str, facts: dict[str, object]) -> None:
        """Everything of the step is written: its folder gets its name in one atomic act."""
        part = self.folder / f"{name}.part"
        _write(part / MARK, json.dumps(facts, ensure_ascii=False))
        for child in part.iterdir():
            _sync(child)
        _sync(part)
        part.rename(self.folder / name)
        _sync(self.folder)

    def facts(self, name: str) -> dict[str, object]:
        """What the step noted at its end."""
        found: dict[str, object] = json.loads((self.folder / name / MARK).read_text(encoding="utf-8"))
        return found


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".tmp")
    part.write_text(text, encoding="utf-8")
    _sync(part)
    part.replace(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
