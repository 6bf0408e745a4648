"""The thread of the product as a list of commands, from a dirty list to a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from tests.flow.hand_company import Files
from tests.flow.program import Program


@dataclass(frozen=True)
class Step:
    """One command; its name is what failed when it fails."""

    name: str
    arguments: tuple[str | Path, ...]


def steps(files: Files, batch: str, worklist: Path) -> Iterator[Step]:
    """All commands after the import of the list, whose batch id is known."""
    yield Step("sample", ("lists", "sample", batch, "--size", "30", "-o", worklist))
    yield Step("verify", ("lists", "verify", batch, worklist))
    yield Step("release", ("lists", "release", batch))
    yield Step("assign", ("leads", "assign", "--campaign", "autumn"))
    yield Step("calls", ("calls", "import", files.calls, "--mapping", files.mapping))
    yield Step("floor", ("floor", "import", files.states))
    yield Step("recordings", ("recordings", "import", files.recordings))
    yield Step("insights", ("insights", "run"))
    yield Step("orders", ("orders", "import", files.orders))
    yield Step("goals", ("goals", "import", files.goals))
    yield Step("acknowledge", ("goals", "acknowledge", "2026-09", "--all"))
    yield Step("scores", ("scores", "close", "2026-09"))
    yield Step("pay plan", ("pay", "plan", files.pay_plan))
    yield Step("pay", ("pay", "close", "2026-09"))
    yield Step("diagnose", ("diagnose",))


def registers(files: Files) -> Iterator[Step]:
    """What stands before the first list."""
    yield Step("roster", ("staff", "import", files.roster))
    yield Step("products", ("catalog", "import", files.products))
    yield Step("campaigns", ("campaigns", "import", files.campaigns))


def import_list(files: Files) -> Step:
    """The import of the dirty list."""
    return Step("import", ("lists", "import", files.prospects, "--source", "黄页", "--campaign", "autumn"))


def mark_all_good(worklist: Path) -> None:
    """A verifier found every sampled row good."""
    book = load_workbook(worklist)
    sheet = book.active
    assert sheet is not None
    header = [str(cell.value or "") for cell in sheet[1]]
    column = next(place for place, title in enumerate(header, start=1) if title.startswith("结果"))
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = "有效"
    book.save(worklist)


def state_of(program: Program, batch: str, folder: Path) -> dict[str, object]:
    """Everything a user can see at the end, without the moments at which it was done."""
    export = folder / "export.csv"
    program.run("lists", "export", batch, "-o", export)
    people = ["E01", "E02", "E03"]
    return {
        "rows": export.read_text(encoding="utf-8-sig"),
        "leads": _without_times(program.run("leads", "list")),
        "calls": _without_times(program.run("calls", "list")),
        "statements": [_without_times(program.run("pay", "show", person, "2026-09")) for person in people],
        "doctor": _without_times(program.run("doctor")),
    }


_MOMENTS = ("_at", "_until", "at", "seconds", "_id", "id", "checked", "_from", "since")


def _without_times(value: object) -> object:
    """Drop fields that tell when something was done (and ids that are random), keep all others."""
    if isinstance(value, dict):
        return {k: _without_times(v) for k, v in value.items() if not k.endswith(_MOMENTS)}
    if isinstance(value, list):
        return sorted((_without_times(item) for item in value), key=repr)
    return value
