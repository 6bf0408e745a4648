"""Doubtful pairs over HTTP: the queue, one pair with its explanation, decide, undo."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.lists import service
from callwright.flow.lists.contracts import PairDetail, PairSide, PairVerdict, PairView
from callwright.flow.lists.routes.shapes import Shape, shown_numbers
from callwright.kernel.phone import PhoneNumber
from callwright.platform.http import ClockDep, Page, PageParams, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/lists/pairs", tags=["lists"])
Reader = Annotated[Principal, require("lists.read")]
Writer = Annotated[Principal, require("lists.write")]
State = Literal["open", "same", "different", "undone"]


class PairSideOut(Shape):
    """One row of a pair; numbers are masked unless the role may see them, and then `original` is left out."""

    batch_id: UUID
    batch: str
    source: str
    row: int
    file: str
    line: int
    status: str
    code: str
    contact_id: UUID | None
    company: str
    person: str
    province: str
    city: str
    district: str
    address: str
    numbers: list[str]
    original: dict[str, Any] | None

    @classmethod
    def of(cls, side: PairSide, *, reveal: bool) -> PairSideOut:
        """From the stage's own form."""
        values = {name: getattr(side, name) for name in cls.model_fields}
        values["numbers"] = shown_numbers(side.numbers, reveal=reveal)
        values["original"] = side.original if reveal else None
        return cls(**values)


class PairOut(BaseModel):
    """Two rows that may be one contact; see the contract for `weight` and `same_contact`."""

    id: UUID
    batch_id: UUID
    state: State
    probability: float
    weight: float
    same_contact: bool
    left: PairSideOut
    right: PairSideOut
    decided_by: str
    decided_at: datetime | None
    reason: str
    found_at: datetime

    @classmethod
    def of(cls, pair: PairView, *, reveal: bool) -> PairOut:
        """From the stage's own form."""
        values = {name: getattr(pair, name) for name in cls.model_fields if name not in ("left", "right")}
        left, right = (PairSideOut.of(side, reveal=reveal) for side in (pair.left, pair.right))
        return cls(**values, left=left, right=right)


class TextOut(Shape):
    """A sentence in both languages."""

    zh: str
    en: str


class PairReasonOut(Shape):
    """One bar of the waterfall, in bits: above zero it speaks for one contact, below for two."""

    field: TextOut
    level: TextOut
    left: str
    right: str
    bits: float


class PairExplanationOut(Shape):
    """The waterfall: `prior_bits` and all bars add up to `bits`; from `threshold` on a pair is merged unasked."""

    prior_bits: float
    reasons: list[PairReasonOut]
    bits: float
    probability: float
    threshold: float
    names: TextOut
    rule: TextOut
    passed: bool
    model: str


class PairDetailOut(PairOut):
    """A pair with the waterfall of what speaks for and against it; null when it was not kept."""

    explanation: PairExplanationOut | None

    @classmethod
    def of_detail(cls, detail: PairDetail, *, reveal: bool) -> PairDetailOut:
        """From the stage's own form; numbers in the bars are masked like all others."""
        shown = None
        if detail.explanation is not None:
            shown = PairExplanationOut.model_validate(detail.explanation)
            for reason in () if reveal else shown.reasons:
                reason.left, reason.right = masked(reason.left), masked(reason.right)
        return cls(**PairOut.of(detail.pair, reveal=reveal).model_dump(), explanation=shown)


def masked(text: str) -> str:
    """A text whose E.164 numbers nobody can read."""
    return re.sub(r"\+[1-9][0-9]{3,15}", lambda found: PhoneNumber(found[0]).masked, text)


class PairVerdictOut(PairOut):
    """The pair after a decision or an undo; `changed` is false when it was so already."""

    changed: bool

    @classmethod
    def of_verdict(cls, verdict: PairVerdict, *, reveal: bool) -> PairVerdictOut:
        """From the stage's own form."""
        return cls(**PairOut.of(verdict.pair, reveal=reveal).model_dump(), changed=verdict.changed)


class PairPage(Page[PairOut]):
    """A page of pairs, and how many there are in each state."""

    counts: dict[str, int]


class DecideIn(BaseModel):
    """What the person decided, and why."""

    decision: Literal["same", "different"]
    reason: str = Field(default="", max_length=2000)


class UndoIn(BaseModel):
    """Why the decision is taken back."""

    reason: str = Field(default="", max_length=2000)


@router.get("")
async def list_pairs(
    session: SessionDep,
    page: PageParams,
    principal: Reader,
    state: State | Literal["all"] = "open",
    batch: UUID | None = None,
) -> PairPage:
    """Pairs whose doubt costs most first; filtered by state and by the batch of either side."""
    found, total = await service.pairs_page(
        session,
        state=None if state == "all" else state,
        batch_id=batch,
        page=page.page,
        size=page.size,
    )
    reveal = principal.may("numbers.reveal")
    items = [PairOut.of(one, reveal=reveal) for one in found]
    counts = await service.pair_counts(session)
    return PairPage(items=items, total=total, page=page.page, size=page.size, counts=counts)


@router.get("/{pair_id}")
async def show_pair(session: SessionDep, pair_id: UUID, principal: Reader) -> PairDetailOut:
    """One pair, both sides, and the waterfall."""
    detail = await service.pair(session, pair_id)
    return PairDetailOut.of_detail(detail, reveal=principal.may("numbers.reveal"))


@router.post("/{pair_id}/decide")
async def decide_pair(
    session: SessionDep, clock: ClockDep, pair_id: UUID, wanted: DecideIn, principal: Writer
) -> PairVerdictOut:
    """Decide: same (both contacts are merged, undoable) or different. 409 when decided the other way."""
    verdict = await service.decide_pair(
        session, principal, pair_id=pair_id, decision=wanted.decision, at=clock.now(), reason=wanted.reason
    )
    return PairVerdictOut.of_verdict(verdict, reveal=principal.may("numbers.reveal"))


@router.post("/{pair_id}/undo")
async def undo_pair(
    session: SessionDep, clock: ClockDep, pair_id: UUID, wanted: UndoIn, principal: Writer
) -> PairVerdictOut:
    """Take the decision back; 409 when there is none."""
    verdict = await service.undo_pair(
        session, principal, pair_id=pair_id, at=clock.now(), reason=wanted.reason
    )
    return PairVerdictOut.of_verdict(verdict, reveal=principal.may("numbers.reveal"))
