"""What leaves the lists stage: frozen views of batches, rows, samples and the gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from callwright.kernel.text import Text

RowStatus = Literal["accepted", "merged", "rejected"]
GateState = Literal["not_measured", "passed", "failed", "overridden"]
BatchState = Literal["received", "cleaning", "cleaned", "failed"]
Verdict = Literal["good", "invalid_number", "unreachable", "wrong_entity", "outside_target"]


@dataclass(frozen=True)
class BatchSummary:
    """One import of one source. rows = accepted + merged + rejected once `state` is "cleaned".

    Shares are fractions of 1; `price` is what the whole batch cost; times are UTC.
    """

    id: UUID
    source: str
    name: str
    campaign_code: str | None
    state: BatchState
    rows: int
    accepted: int
    merged: int
    rejected: int
    rejected_by_code: dict[str, int]
    blank_lines: int
    accuracy_point: float | None
    accuracy_lower: float | None
    gate: GateState
    released_at: datetime | None
    override_reason: str | None
    flagged_at: datetime | None
    sequential_share: float | None
    nameless_share: float | None
    price: Decimal | None
    created_at: datetime
    seconds: float | None
    reclean_on: date | None = None
    monthly_decay: float | None = None
    decay_from: str | None = None


@dataclass(frozen=True)
class FileView:
    """One original file of a batch; `error` {code, zh, en} says why a refused one could not be used."""

    name: str
    sha256: str
    size: int
    state: Literal["received", "cleaned", "refused", "already_imported"]
    rows: int
    details: dict[str, Any]
    error: dict[str, Any] | None


@dataclass(frozen=True)
class StepView:
    """One finished step of the import job."""

    name: str
    finished_at: datetime
    details: dict[str, Any]


@dataclass(frozen=True)
class GateView:
    """What the gate sees now (product §2.7).

    `needed` is the sample size that passes if the batch is as good as `expected`, at most all `population` contacts;
    `least_good` of them must be good. `lower` and `upper` are the Wilson bounds of `point`. `refusals` are the codes
    that stand against a release; `reclean_on` is the day the accuracy is expected to fall below the threshold, with
    the decay of the rule, the batch or its source.
    """

    state: GateState
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
    population: int = 0
    least_good: int | None = None
    monthly_decay: float | None = None
    decay_from: str = "rule"
    upper: float | None = None


@dataclass(frozen=True)
class BatchView:
    """Everything about one batch for its page and for `lists show`."""

    summary: BatchSummary
    files: tuple[FileView, ...]
    steps: tuple[StepView, ...]
    gate: GateView
    mapping: dict[str, Any]
    examples: list[dict[str, Any]]
    error: dict[str, Any] | None


@dataclass(frozen=True)
class RowView:
    """One input row and what became of it; `original` is the row as it came.

    `merged_into_place` is file and line of the row `merged_into`, as people find it; None where it was not looked up.
    `entity` of a rejected row is the contact it would belong to, for matching; that contact may not exist.
    """

    row: int
    file: str
    line: int
    status: RowStatus
    code: str
    entity: UUID | None
    merged_into: int | None
    company: str
    person: str
    city: str
    numbers: tuple[str, ...]
    original: dict[str, str]
    merged_into_place: tuple[str, int] | None = None


@dataclass(frozen=True)
class ImportTicket:
    """A received import: the batch, the job that cleans it, and whether these files were known already."""

    batch_id: UUID
    job_id: UUID | None
    already_imported: bool


@dataclass(frozen=True)
class SampleRow:
    """One row to be verified; `verdict` is None until somebody verified it."""

    row: int
    company: str
    person: str
    city: str
    numbers: tuple[str, ...]
    verdict: Verdict | None


@dataclass(frozen=True)
class Sample:
    """The drawn sample of a batch; `population` are the accepted rows, `needed` see GateView."""

    batch_id: UUID
    size: int
    population: int
    needed: int | None
    rows: tuple[SampleRow, ...] = ()


@dataclass(frozen=True)
class ReleaseView:
    """How a batch was released; `already_released` when this request changed nothing.

    `suppressed` contacts of it must not be called as of that moment and become no callable leads.
    """

    batch_id: UUID
    gate: GateState
    at: datetime
    released_by: str
    override_reason: str | None
    refusals: tuple[str, ...]
    already_released: bool
    suppressed: int = 0


@dataclass(frozen=True)
class SourceSummary:
    """A list source with its batches added up; costs are per unit in the company's currency (product §2.8)."""

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
    mapping: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ContactOutcome:
    """What real calls said about a contact: `good` = reached, right entity, inside the target group. `at` UTC.

    `effective`: one of its calls was an effective contact; `lost_seconds` were spent on dials of wrong data.
    """

    contact_id: UUID
    good: bool
    at: datetime
    effective: bool = False
    lost_seconds: int = 0


SuppressionKind = Literal[
    "do_not_call", "opted_out", "complained", "existing_customer", "competitor", "cool_down", "protected"
]
"""Why a contact must not be called (product §2.5). The first three are final refusals of the contacts register."""


@dataclass(frozen=True)
class NewSuppression:
    """A line for the ledger. `subject` is an E.164 number, a contact's id or a company's name; `until` None = for good.

    Kind, subject and `source` ("order:A-17") are its identity: told again, it is prolonged or ended, not doubled.
    """

    kind: SuppressionKind
    subject_kind: Literal["number", "contact", "company"]
    subject: str
    source: str
    since: datetime
    until: datetime | None = None
    reason: str = ""
    name: str = ""
    campaign_code: str | None = None
    person_id: UUID | None = None


@dataclass(frozen=True)
class SuppressionSubject:
    """A contact as the ledger is asked about it."""

    contact_id: UUID
    company: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Suppression:
    """Why a contact must not be called now; `until` None = for good; `person_id` may call a protected one."""

    contact_id: UUID
    kind: SuppressionKind
    until: datetime | None
    reason: str
    source: str
    person_id: UUID | None = None
    final: bool = False
    campaign_code: str | None = None


@dataclass(frozen=True)
class ContactFit:
    """Fit of a contact to a campaign's target, 0…1, None when nothing could be judged; `parts` see `decide.fit`."""

    score: Decimal | None
    parts: tuple[str, ...]


@dataclass(frozen=True)
class OrderedFile:
    """A kept original that an import job has to read."""

    position: int
    name: str
    store_key: str


@dataclass(frozen=True)
class ImportOrder:
    """What the import job needs to know about a batch; `mapping` is {} unless a person gave one."""

    batch_id: UUID
    source_id: UUID
    source: str
    state: BatchState
    mapping: dict[str, Any]
    source_mapping: dict[str, Any]
    files: tuple[OrderedFile, ...]
    started_at: datetime | None


PairState = Literal["open", "same", "different", "undone"]
PairDecision = Literal["same", "different"]


@dataclass(frozen=True)
class PairSide:
    """One row of a doubtful pair and what was read from it; `contact_id` is the living contact it belongs to."""

    batch_id: UUID
    batch: str
    source: str
    row: int
    file: str
    line: int
    status: RowStatus
    code: str
    contact_id: UUID | None
    company: str
    person: str
    province: str
    city: str
    district: str
    address: str
    numbers: tuple[str, ...]
    original: dict[str, str]


@dataclass(frozen=True)
class PairView:
    """Two rows that may be one contact. `left` was imported first.

    `probability` is the model's; `weight` orders the queue: the chance that a guess is wrong times the usable
    rows of both contacts. `same_contact` says whether both stand for one contact now. `decided_*` and `reason`
    belong to the last decision or undo.
    """

    id: UUID
    batch_id: UUID
    state: PairState
    probability: float
    weight: float
    same_contact: bool
    left: PairSide
    right: PairSide
    decided_by: str
    decided_at: datetime | None
    reason: str
    found_at: datetime


@dataclass(frozen=True)
class PairReason:
    """One bar of the waterfall: what was compared, how near it came (in words), both values, and what it adds.

    `bits` is the log2 of the Bayes factor: above zero it speaks for one contact, below for two.
    """

    field: Text
    level: Text
    left: str
    right: str
    bits: float


@dataclass(frozen=True)
class PairExplanation:
    """Why the model doubts: `prior_bits` and the bits of all `reasons` add up to `bits`, and so `probability`.

    `names` says how near the names are, `rule` what else must agree for names so near, `passed` whether it does;
    from `threshold` on a pair that passes is merged without asking. `model` is the version of the artefact.
    """

    prior_bits: float
    reasons: tuple[PairReason, ...]
    bits: float
    probability: float
    threshold: float
    names: Text
    rule: Text
    passed: bool
    model: str


@dataclass(frozen=True)
class PairDetail:
    """A pair with its explanation; None when what the model saw was not kept."""

    pair: PairView
    explanation: PairExplanation | None


@dataclass(frozen=True)
class PairVerdict:
    """What a decision or an undo did; `changed` is false when it was so already."""

    pair: PairView
    changed: bool
