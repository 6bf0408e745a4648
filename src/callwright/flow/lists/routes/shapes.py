"""The JSON shapes of the lists API."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from callwright.flow.lists.contracts import BatchView, RowView, SampleRow
from callwright.flow.lists.service.exporting import reason_of
from callwright.kernel.phone import PhoneNumber


class Shape(BaseModel):
    """Read from the stage's frozen dataclasses."""

    model_config = ConfigDict(from_attributes=True)


class BatchOut(Shape):
    """One batch in a list; shares are fractions of 1, `seconds` the time of its cleaning."""

    id: UUID
    source: str
    name: str
    campaign_code: str | None
    state: str
    rows: int
    accepted: int
    merged: int
    rejected: int
    blank_lines: int
    accuracy_point: float | None
    accuracy_lower: float | None
    gate: str
    released_at: datetime | None
    override_reason: str | None
    flagged_at: datetime | None
    sequential_share: float | None
    nameless_share: float | None
    price: Decimal | None
    created_at: datetime
    seconds: float | None
    reclean_on: date | None
    monthly_decay: float | None
    decay_from: str | None


class FileOut(Shape):
    """One original file; `error` {code, zh, en} when it was refused."""

    name: str
    sha256: str
    size: int
    state: str
    rows: int
    details: dict[str, Any]
    error: dict[str, Any] | None


class StepOut(Shape):
    """One finished step of the import."""

    name: str
    finished_at: datetime
    details: dict[str, Any]


class GateOut(Shape):
    """The gate of a batch (product §2.7); see `needed` for the sample size to plan."""

    state: str
    threshold: float
    measure: str
    confidence: float
    expected: float
    needed: int | None
    sample_size: int
    verified: int
    good: int
    point: float | None
    lower: float | None
    aged: float | None
    reclean_on: date | None
    refusals: tuple[str, ...]
    by_verdict: dict[str, int]
    population: int
    least_good: int | None
    monthly_decay: float | None
    decay_from: str
    upper: float | None


class CodeCount(BaseModel):
    """Rejected rows of one code, with its sentence."""

    code: str
    count: int
    zh: str
    en: str


class BatchDetailOut(BatchOut):
    """One batch with its files, steps, gate, mapping and before/after examples per cleaning rule."""

    rejected_by_code: list[CodeCount]
    files: list[FileOut]
    steps: list[StepOut]
    accuracy: float | None
    gate_view: GateOut
    mapping: dict[str, Any]
    examples: list[dict[str, Any]]
    error: dict[str, Any] | None

    @classmethod
    def of(cls, view: BatchView, *, reveal: bool) -> BatchDetailOut:
        """From the stage's own form; numbers in the examples are masked unless the role may see them."""
        codes = [
            CodeCount(code=code, count=count, **reason_of(code).to_json())
            for code, count in sorted(
                view.summary.rejected_by_code.items(), key=lambda one: (-one[1], one[0])
            )
        ]
        return cls(
            **BatchOut.model_validate(view.summary).model_dump(),
            rejected_by_code=codes,
            files=[FileOut.model_validate(one) for one in view.files],
            steps=[StepOut.model_validate(one) for one in view.steps],
            accuracy=view.gate.point,
            gate_view=GateOut.model_validate(view.gate),
            mapping=view.mapping,
            examples=view.examples if reveal else [_masked_rule(rule) for rule in view.examples],
            error=view.error,
        )


def _masked_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule with its examples, numbers unreadable."""
    shown = [{side: masked_digits(text) for side, text in one.items()} for one in rule["examples"]]
    return {**rule, "examples": shown}


class RowOut(BaseModel):
    """One input row; numbers are masked unless the role may see them, and then `original` is left out."""

    row: int
    file: str
    line: int
    status: str
    code: str
    zh: str
    en: str
    entity: UUID | None
    merged_into: int | None
    company: str
    person: str
    city: str
    numbers: list[str]
    original: dict[str, Any] | None

    @classmethod
    def of(cls, row: RowView, *, reveal: bool) -> RowOut:
        """From the stage's own form."""
        sentence = reason_of(row.code) if row.code else None
        filled = {"row": _place(row)}
        return cls(
            row=row.row,
            file=row.file,
            line=row.line,
            status=row.status,
            code=row.code,
            zh=sentence.zh.format(**filled) if sentence else "",
            en=sentence.en.format(**filled) if sentence else "",
            entity=row.entity,
            merged_into=row.merged_into,
            company=row.company,
            person=row.person,
            city=row.city,
            numbers=shown_numbers(row.numbers, reveal=reveal),
            original=row.original if reveal else None,
        )


def _place(row: RowView) -> str:
    """Where the row stands that this one was merged into: its line, and its file when it is another one."""
    if row.merged_into_place is None:
        return "–"
    file, line = row.merged_into_place
    return str(line) if file == row.file else f"{line} ({file})"


class SampleRowOut(BaseModel):
    """One row to verify."""

    row: int
    company: str
    person: str
    city: str
    numbers: list[str]
    verdict: str | None

    @classmethod
    def of(cls, row: SampleRow, *, reveal: bool) -> SampleRowOut:
        """From the stage's own form."""
        return cls(
            row=row.row,
            company=row.company,
            person=row.person,
            city=row.city,
            numbers=shown_numbers(row.numbers, reveal=reveal),
            verdict=row.verdict,
        )


class SampleOut(BaseModel):
    """The drawn sample; `needed` is the size that is planned for."""

    size: int
    population: int
    needed: int | None
    rows: list[SampleRowOut]


class RematchOut(BaseModel):
    """The job that matches a batch again; its result says `looked_at`, `moved` and `doubtful_pairs`."""

    job_id: UUID


class ImportOut(Shape):
    """A received import; ask /api/jobs/{job_id} how far it is (none when the files were known)."""

    batch_id: UUID
    job_id: UUID | None
    already_imported: bool


class ReleaseOut(Shape):
    """How the batch was released."""

    batch_id: UUID
    gate: str
    at: datetime
    released_by: str
    override_reason: str | None
    refusals: tuple[str, ...]
    already_released: bool
    suppressed: int


class SourceOut(Shape):
    """A source with its batches added up; money in the company's currency."""

    id: UUID
    name: str
    batches: int
    rows: int
    accepted: int
    merged: int
    rejected: int
    price: Decimal | None
    accuracy_point: float | None
    cost_per_accurate_row: Decimal | None
    mapping: dict[str, Any]


def shown_numbers(numbers: tuple[str, ...], *, reveal: bool) -> list[str]:
    """Numbers as this reader may see them."""
    return list(numbers) if reveal else [PhoneNumber(one).masked for one in numbers]


def masked_digits(text: str) -> str:
    """A cell as it came, its middle digits hidden when it has as many as a number has (7 or more)."""
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    hidden = set(places[3:-4]) if len(places) >= 8 else set(places[:-4]) if len(places) == 7 else set()
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))
