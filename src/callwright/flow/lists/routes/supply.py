"""Sources beside each other, and what may be claimed back from them (product §2.8)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel

from callwright.flow.lists import service
from callwright.flow.lists.decide.supply import BatchSupply, SourceComparison, claim_of
from callwright.flow.lists.routes.files import XLSX, as_download, new_place
from callwright.flow.lists.routes.shapes import CodeCount, Shape
from callwright.platform.audit import record
from callwright.platform.http import SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api", tags=["lists"])


class BatchSupplyOut(Shape):
    """One batch in the history of its source; `accuracy` null while its sample is not complete."""

    batch_id: UUID
    name: str
    created_at: datetime
    price: Decimal | None
    rows: int
    accepted: int
    merged: int
    duplicates: int
    rejected: int
    verified: int
    good: int
    accuracy: float | None
    judged_calls: int
    good_calls: int
    effective: int
    orders: int
    reclean_on: date | None
    released: bool
    flagged: bool


class SourceComparisonOut(Shape):
    """A source for the charts: shares are fractions of 1, money in the company's currency, null = not known.

    `lost_minutes` agents spent dialing numbers of this source that proved wrong; `decay` per month.
    """

    source_id: UUID
    name: str
    batches: int
    released: int
    flagged: int
    rows: int
    accepted: int
    merged: int
    rejected: int
    rejected_by_code: list[CodeCount]
    sampled: int
    good: int
    accuracy: float | None
    accuracy_lower: float | None
    accuracy_upper: float | None
    price: Decimal | None
    cost_per_row: Decimal | None
    cost_per_accurate_row: Decimal | None
    effective_contacts: int
    cost_per_effective_contact: Decimal | None
    orders: int
    cost_per_order: Decimal | None
    judged_calls: int
    good_calls: int
    lost_minutes: int
    decay: float | None
    decay_from: str | None
    claimable: Decimal | None
    history: list[BatchSupplyOut]

    @classmethod
    def of(cls, one: SourceComparison) -> SourceComparisonOut:
        """From the stage's own form."""
        same = {name: getattr(one, name) for name in one.__dataclass_fields__}
        same["rejected_by_code"] = [
            CodeCount(code=code, count=count, **service.reason_of(code).to_json())
            for code, count in one.rejected_by_code.items()
        ]
        same["history"] = [BatchSupplyOut.model_validate(batch) for batch in one.history]
        return cls(**same)


class ClaimLineOut(BaseModel):
    """One ground of a claim; `rows` may be a fraction when it is projected from the sample."""

    code: str
    zh: str
    en: str
    rows: Decimal
    unit_price: Decimal
    amount: Decimal
    estimated: bool


class ClaimOut(BaseModel):
    """What may be claimed back for a batch; no lines while its price is not known."""

    batch_id: UUID
    price: Decimal | None
    unit_price: Decimal | None
    lines: list[ClaimLineOut]
    total: Decimal

    @classmethod
    def of(cls, batch: BatchSupply) -> ClaimOut:
        """From the stage's own form."""
        claim = claim_of(batch)
        return cls(
            batch_id=batch.batch_id,
            price=claim.price,
            unit_price=claim.unit_price,
            lines=[
                ClaimLineOut(
                    code=line.code,
                    **line.title.to_json(),
                    rows=line.rows,
                    unit_price=line.unit_price,
                    amount=line.amount,
                    estimated=line.estimated,
                )
                for line in claim.lines
            ],
            total=claim.total,
        )


@router.get("/sources/comparison", dependencies=[require("lists.read")])
async def compare_sources(session: SessionDep) -> list[SourceComparisonOut]:
    """Every source that delivered a cleaned batch, with its batches as history for the charts."""
    return [SourceComparisonOut.of(one) for one in await service.source_comparison(session)]


@router.get("/sources/{source_id}/claim-sheet.xlsx", response_class=FileResponse)
async def download_source_claim(
    session: SessionDep, source_id: UUID, principal: Annotated[Principal, require("lists.write")]
) -> FileResponse:
    """The claim sheet of a source over all its batches."""
    path = new_place(".xlsx")
    rows = await service.write_source_claim(session, source_id, path)
    await record(
        session, principal, action="lists.claim", object=f"lists.source:{source_id}", details={"rows": rows}
    )
    return as_download(path, f"claim-{source_id}.xlsx", XLSX)


@router.get("/lists/{batch_id}/claim", dependencies=[require("lists.read")])
async def show_claim(session: SessionDep, batch_id: UUID) -> ClaimOut:
    """What may be claimed back for a batch, ground by ground."""
    return ClaimOut.of(await service.batch_supply(session, batch_id))
