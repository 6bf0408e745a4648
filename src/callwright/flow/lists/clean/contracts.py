"""What goes into cleaning and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

NumberType = Literal["mobile", "landline", "service", "virtual", "foreign"]
RowStatus = Literal["accepted", "merged", "rejected"]


@dataclass(frozen=True)
class ColumnMapping:
    """Which column (by its header) carries what; several columns may carry numbers.

    Files of one import may differ: then each mapping of `layouts` is for the files that have its columns, best
    those whose `header` (all columns, in order) is its own.
    """

    company: str | None = None
    person: str | None = None
    phones: tuple[str, ...] = ()
    address: str | None = None
    industry: str | None = None
    remark: str | None = None
    province: str | None = None
    city: str | None = None
    header: tuple[str, ...] = ()
    layouts: tuple[ColumnMapping, ...] = ()

    def for_columns(self, columns: Sequence[str]) -> ColumnMapping | None:
        """The mapping for a file with these columns: this one, or the best of the layouts; None when none fits."""
        if not self.layouts:
            return self if self.used() else None
        own = [layout for layout in self.layouts if layout.header == tuple(columns)]
        fitting = own or [layout for layout in self.layouts if set(layout.used()) <= set(columns)]
        return max(fitting, key=lambda layout: len(layout.used()), default=None)

    def used(self) -> tuple[str, ...]:
        """Every column that carries something."""
        single = (
            self.company,
            self.person,
            self.address,
            self.industry,
            self.remark,
            self.province,
            self.city,
        )
        return (*(column for column in single if column), *self.phones)

    def to_json(self) -> dict[str, object]:
        """Plain form, for storing per source and for API answers."""
        return {
            "company": self.company,
            "person": self.person,
            "phones": list(self.phones),
            "address": self.address,
            "industry": self.industry,
            "remark": self.remark,
            "province": self.province,
            "city": self.city,
            **({"header": list(self.header)} if self.header else {}),
            **({"layouts": [layout.to_json() for layout in self.layouts]} if self.layouts else {}),
        }

    @staticmethod
    def from_json(plain: dict[str, object]) -> ColumnMapping:
        """The reverse of `to_json`; unknown keys are ignored."""

        def one(key: str) -> str | None:
            value = plain.get(key)
            return str(value) if value else None

        def many(key: str) -> list[Any]:
            value = plain.get(key)
            return list(value) if isinstance(value, (list, tuple)) else []

        return ColumnMapping(
            one("company"),
            one("person"),
            tuple(str(item) for item in many("phones")),
            one("address"),
            one("industry"),
            one("remark"),
            one("province"),
            one("city"),
            tuple(str(item) for item in many("header")),
            tuple(ColumnMapping.from_json(layout) for layout in many("layouts") if isinstance(layout, dict)),
        )


@dataclass(frozen=True)
class KnownRows:
    """All rows published earlier as a Parquet file, so that two imports give what one would have given.

    Columns of `path`: row_id (bigint, unique, ascending in the order of publishing, then of rows), contact_id
    (uuid or text; the living contact the row belongs to), company_key, core, brand, trade, city, full_name,
    surname, street (street and house), room, person, address, numbers (list of E.164 text). Accepted, merged and
    rejected rows alike: they cluster too.

    Columns of `decisions_path`: left_row_id, right_row_id (bigint), same (boolean): what people decided about
    pairs. True links two rows whatever the model says, false keeps them apart, null says that a decision was
    taken back and the two should be looked at again.

    `again`: rows from the first row_id up to, not including, the second are looked at whatever is new.
    """

    path: Path
    decisions_path: Path | None = None
    again: tuple[int, int] | None = None


@dataclass(frozen=True)
class FileReport:
    """What was found in one input file. `mapping` is the given one or the sniffed one."""

    name: str
    rows: int
    blank_lines: int
    encoding: str
    sheet: str | None
    other_sheets: tuple[str, ...]
    header_line: int
    columns: tuple[str, ...]
    mapping: ColumnMapping
    sniffed: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepReport:
    """One step: rows it worked on, wall and CPU seconds (0 when it was found finished)."""

    name: str
    rows: int
    seconds: float
    cpu_seconds: float
    resumed: bool = False


@dataclass(frozen=True)
class RuleReport:
    """How often a cleaning rule changed something, with examples (before, after)."""

    code: str
    count: int
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SequenceReport:
    """Signs of a list that was counted up, not collected (product §2.6).

    `share` is the share of distinct numbers that stand in runs of three or more consecutive numbers;
    `longest_run` the length of the longest; `numbers` how many distinct numbers there are.
    """

    numbers: int
    share: float
    longest_run: int


@dataclass(frozen=True)
class CleanResult:
    """The result of cleaning; `rows == accepted + merged + rejected`."""

    rows_path: Path
    contacts_path: Path
    pairs_path: Path
    rows: int
    accepted: int
    merged: int
    rejected: int
    rejected_by_code: dict[str, int]
    merged_by_code: dict[str, int]
    blank_lines: int
    contacts_new: int
    contacts_known: int
    files: tuple[FileReport, ...]
    steps: tuple[StepReport, ...]
    rules: tuple[RuleReport, ...]
    sequence: SequenceReport
    model: str
    notes: tuple[str, ...] = field(default=())
