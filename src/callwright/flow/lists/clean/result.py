"""The result of a cleaning, put together from what the steps noted."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from callwright.flow.lists.clean import work as names
from callwright.flow.lists.clean.contracts import (
    CleanResult,
    ColumnMapping,
    FileReport,
    RuleReport,
    SequenceReport,
    StepReport,
)
from callwright.flow.lists.clean.workroom import Workroom

Plain = dict[str, Any]


def result_of(room: Workroom, workdir: Path, steps: tuple[StepReport, ...], model: str) -> CleanResult:
    """Counts, files, rules and examples of a finished cleaning."""
    ledger = room.facts(names.LEDGER)
    states = cast("list[list[Any]]", ledger["states"])
    files = _files(room)
    sequence = cast("Plain", ledger["sequence"])
    return CleanResult(
        rows_path=workdir / "rows.arrow",
        contacts_path=workdir / "contacts.arrow",
        pairs_path=workdir / "pairs.arrow",
        rows=int(str(ledger["rows"])),
        accepted=_sum(states, "accepted"),
        merged=_sum(states, "merged"),
        rejected=_sum(states, "rejected"),
        rejected_by_code={str(code): n for status, code, n in states if status == "rejected"},
        merged_by_code={str(code): n for status, code, n in states if status == "merged"},
        blank_lines=sum(file.blank_lines for file in files),
        contacts_new=int(str(ledger["contacts_new"])),
        contacts_known=int(str(ledger["contacts_known"])),
        files=files,
        steps=steps,
        rules=_rules(room),
        sequence=SequenceReport(sequence["numbers"], sequence["share"], sequence["longest_run"]),
        model=model,
        notes=tuple("no_number_column" for file in files if not file.mapping.phones),
    )


def _sum(states: list[list[Any]], status: str) -> int:
    return sum(int(n) for found, _, n in states if found == status)


def _files(room: Workroom) -> tuple[FileReport, ...]:
    columns = room.facts(names.COLUMNS)
    read = cast("list[Plain]", room.facts(names.READ)["files"])
    mappings = cast("list[Plain]", columns["mappings"])
    sniffed = cast("list[list[str]]", columns["sniffed"])
    return tuple(
        FileReport(
            name=file["name"],
            rows=file["rows"],
            blank_lines=file["blank_lines"],
            encoding=file["encoding"],
            sheet=file["sheet"],
            other_sheets=tuple(file["other_sheets"]),
            header_line=file["header_line"],
            columns=tuple(file["columns"]),
            mapping=ColumnMapping.from_json(mapping),
            sniffed=tuple(guessed),
        )
        for file, mapping, guessed in zip(read, mappings, sniffed, strict=True)
    )


def _rules(room: Workroom) -> tuple[RuleReport, ...]:
    found: list[RuleReport] = []
    for rule in cast("list[Plain]", room.facts(names.CLEAN)["rules"]):
        examples = tuple((str(before), str(after)) for before, after in rule["examples"])
        found.append(RuleReport(rule["code"], rule["count"], examples))
    links = cast("dict[str, int]", room.facts(names.MATCH)["links"])
    found += [RuleReport(f"match_{rule}", n) for rule, n in sorted(links.items())]
    return tuple(found)
