"""Measuring a batch: draw a sample, take back its verdicts (product §2.7, §2.9)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from callwright.flow.lists.contracts import GateView, Sample
from callwright.flow.lists.decide.verdicts import verdict_of
from callwright.flow.lists.decide.worklist import FIELDS
from callwright.flow.lists.errors import (
    BadSampleSize,
    ImportFailed,
    NoSample,
    ResultColumnMissing,
    UnknownBatch,
)
from callwright.flow.lists.models import BatchRow
from callwright.flow.lists.repository import batches, verifying
from callwright.flow.lists.service.judging import keep_gate, needed_size
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.principal import Principal
from callwright.platform.tables import ImportReport, Table, match_columns

NOT_SAMPLED = Text("第 {row} 行不在样本中。", "Row {row} is not in the sample.")
BAD_ROW = Text("行号「{row}」不是数字。", "“{row}” is no row number.")
BAD_RESULT = Text("无法识别核验结果「{result}」。", "The result “{result}” is not known.")


async def usable_batch(session: Session, batch_id: UUID) -> BatchRow:
    """The batch, locked, if it is cleaned; UnknownBatch (404), ImportFailed (409)."""
    batch = await batches.get(session, batch_id, for_update=True)
    if batch is None:
        raise UnknownBatch(batch=batch_id)
    if batch.state != "cleaned":
        raise ImportFailed(state=batch.state)
    return batch


async def draw_sample(
    session: Session, principal: Principal, *, batch_id: UUID, size: int | None, at: datetime
) -> Sample:
    """Draw `size` rows (default: the needed size) at random; the seed is the batch id.

    A sample only grows: drawing fewer later changes nothing, so nobody can draw until the result pleases. More
    than the batch has means all of it. Raises BadSampleSize (422) for less than one row or an empty batch.
    """
    principal.demand("lists.write")
    await usable_batch(session, batch_id)
    available = await verifying.population(session, batch_id)
    needed = await needed_size(session, on=at.astimezone(UTC).date(), population=available)
    wanted = size if size is not None else needed or available
    if wanted < 1 or available == 0:
        raise BadSampleSize(size=wanted, population=available)
    await verifying.draw(session, batch_id, size=min(wanted, available), at=at)
    drawn = await sample(session, batch_id=batch_id, on=at.astimezone(UTC).date())
    await batches.change(session, batch_id, sampled_at=at)
    await keep_gate(session, batch_id, on=at.astimezone(UTC).date())
    details: dict[str, object] = {"size": drawn.size}
    await record(session, principal, action="lists.sample", object=f"lists.batch:{batch_id}", details=details)
    return drawn


async def sample(session: Session, *, batch_id: UUID, on: date) -> Sample:
    """The drawn sample with its newest verdicts; empty before it was drawn."""
    rows = await verifying.sample(session, batch_id)
    population = await verifying.population(session, batch_id)
    needed = await needed_size(session, on=on, population=population)
    return Sample(batch_id=batch_id, size=len(rows), population=population, needed=needed, rows=tuple(rows))


async def verify(
    session: Session, principal: Principal, *, batch_id: UUID, table: Table, file_sha256: str, at: datetime
) -> tuple[ImportReport, GateView]:
    """Take the verdicts of a filled worklist (columns row, 结果/result, optionally 备注/remark).

    Rows without a result wait; rows outside the sample and unknown words are listed rejections. A later verdict
    on a row replaces the earlier one, which stays recorded. The same file again changes nothing.
    Raises NoSample (409), ResultColumnMissing (422).
    """
    principal.demand("lists.write")
    await usable_batch(session, batch_id)
    columns = match_columns(table.columns, FIELDS)
    for field, header in (("row", "row"), ("result", "结果")):
        if field not in columns:
            raise ResultColumnMissing(column=header)
    drawn = {row.row for row in await verifying.sample(session, batch_id)}
    if not drawn:
        raise NoSample
    verdicts, waiting, rejected = _read(table, columns, drawn)
    records = [
        {
            "batch_id": batch_id,
            "file_sha256": file_sha256,
            "verified_by": principal.name,
            "verified_at": at,
            **one,
        }
        for one in verdicts.values()
    ]
    new = await verifying.add_verdicts(session, records)
    if new:
        await batches.change(session, batch_id, verified_at=at)
        details: dict[str, object] = {"verdicts": new, "file": file_sha256}
        await record(
            session, principal, action="lists.verify", object=f"lists.batch:{batch_id}", details=details
        )
    gate = await keep_gate(session, batch_id, on=at.astimezone(UTC).date())
    report = ImportReport(
        file_sha256=file_sha256,
        rows=len(table.rows),
        accepted=new,
        unchanged=len(table.rows) - new - len(rejected),
        rejected=rejected,
        notes=[Text(f"{waiting} 行尚无结果。", f"{waiting} rows have no result yet.")] if waiting else [],
        already_imported=bool(verdicts) and new == 0,
    )
    return report, gate


def _read(
    table: Table, columns: dict[str, str], drawn: set[int]
) -> tuple[dict[int, dict[str, Any]], int, list[Rejection]]:
    """Verdicts by row (the last line of a row counts), how many lines have none, and the rejected lines."""
    verdicts: dict[int, dict[str, Any]] = {}
    waiting = 0
    rejected: list[Rejection] = []
    for line in table.rows:
        number, word = line.cells[columns["row"]].strip(), line.cells[columns["result"]]
        number = number.removesuffix(".0")
        try:
            verdict = verdict_of(word)
        except ValueError:
            reason = BAD_RESULT.format(result=word.strip())
            rejected.append(Rejection(line.line, "lists.unknown_result", reason, line.cells))
            continue
        if not number.isascii() or not number.isdigit():
            rejected.append(
                Rejection(line.line, "lists.bad_row_number", BAD_ROW.format(row=number), line.cells)
            )
        elif int(number) not in drawn:
            reason = NOT_SAMPLED.format(row=number)
            rejected.append(Rejection(line.line, "lists.not_in_sample", reason, line.cells))
        elif verdict is None:
            waiting += 1
        else:
            remark = line.cells[columns["remark"]].strip() if "remark" in columns else ""
            verdicts[int(number)] = {"row": int(number), "verdict": verdict, "remark": remark}
    return verdicts, waiting, rejected
