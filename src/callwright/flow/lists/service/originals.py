"""From kept originals to tables: each file is read on its own, so that a bad one does not stop the good ones."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from callwright.flow.lists.clean.ports import StagedTable, TableStager
from callwright.kernel.errors import CallwrightError


@dataclass(frozen=True)
class Original:
    """One file of a batch: its position, the name the user gave it, where its kept copy lies, the wanted sheet."""

    position: int
    name: str
    path: Path
    sheet: str | Sequence[str] | None = None


@dataclass(frozen=True)
class ReadTable:
    """The facts of a staged table, kept beside it for a resumed run."""

    columns: tuple[str, ...]
    rows: int
    blank_lines: int
    encoding: str
    header_line: int
    first_line: int | None
    sheet: str | None
    other_sheets: tuple[str, ...]


@dataclass(frozen=True)
class ReadFiles:
    """What came of reading: inputs for cleaning by position, and the refusals by position."""

    inputs: dict[int, Path]
    errors: dict[int, dict[str, Any]]


def read_originals(folder: Path, files: list[Original], stager: TableStager) -> ReadFiles:
    """Read every original into `folder`; what was read before a kill is not read again."""
    inputs: dict[int, Path] = {}
    errors: dict[int, dict[str, Any]] = {}
    for file in files:
        place = folder / f"{file.position:03d}"
        place.mkdir(parents=True, exist_ok=True)
        named = place / plain_name(file.name)
        if not named.exists():
            named.symlink_to(file.path)
        try:
            _read_once(named, place, stager, file.sheet)
        except CallwrightError as error:
            errors[file.position] = error_of(error)
        else:
            inputs[file.position] = named
    return ReadFiles(inputs, errors)


def plain_name(name: str) -> str:
    """A file name that is only a name, short enough for every file system; the suffix stays."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").strip(". ") or "list"
    stem, dot, suffix = bare.rpartition(".")
    return f"{stem[:60]}{dot}{suffix[:10]}" if dot else bare[:60]


def _read_once(named: Path, place: Path, stager: TableStager, sheet: str | Sequence[str] | None) -> None:
    """Stage one file unless its facts are there already; the facts are written last."""
    facts, table = place / "facts.json", place / "table.arrow"
    if facts.exists() and table.exists():
        return
    found = stager.stage(named, table, sheet=sheet)
    written = facts.with_suffix(".part")
    plain = ReadTable(
        tuple(found.columns), found.rows, found.blank_lines, found.encoding, found.header_line,
        found.first_line, found.sheet, tuple(found.other_sheets),
    )  # fmt: skip
    written.write_text(json.dumps(asdict(plain), ensure_ascii=False), encoding="utf-8")
    written.replace(facts)


class ReadBefore:
    """The stager handed to cleaning: it gives out the tables that `read_originals` made."""

    def stage(self, source: Path, target: Path, *, sheet: str | Sequence[str] | None = None) -> StagedTable:  # noqa: ARG002 - chosen when it was read
        """Give `target` the table of `source`, which nobody changes any more, and tell its facts."""
        target.unlink(missing_ok=True)
        os.link(source.parent / "table.arrow", target)
        plain = json.loads((source.parent / "facts.json").read_text(encoding="utf-8"))
        return ReadTable(**{**plain, "columns": tuple(plain["columns"])})


def error_of(error: CallwrightError) -> dict[str, Any]:
    """An error as it is kept with a file or a batch."""
    details = {name: str(value) for name, value in error.details.items()}
    return {"code": error.code, **error.sentence().to_json(), "details": details}
