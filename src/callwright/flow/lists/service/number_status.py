"""Verifying a sample with the answer of a number-status service (空号检测; product §2.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from callwright.flow.lists.contracts import GateView, SampleRow
from callwright.flow.lists.decide.ledger_file import e164_of
from callwright.flow.lists.decide.number_status import verdict_of_numbers
from callwright.flow.lists.errors import NoSample, UnknownProvider
from callwright.flow.lists.ports import NumberStatus
from callwright.flow.lists.repository import batches, verifying
from callwright.flow.lists.service.judging import keep_gate
from callwright.flow.lists.service.verifying import usable_batch
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.principal import Principal
from callwright.platform.tables import ImportReport
from callwright.rules.quality.number_status import StatusProvider, status_providers

NOT_A_NUMBER = Text("号码「{number}」无法识别。", "“{number}” is no phone number.")
UNKNOWN_WORD = Text(
    "状态「{word}」不在 {provider} 的对照表中。", "The status “{word}” is not in the table of {provider}."
)
OUTSIDE = Text(
    "{count} 个号码不在样本中，已记录，不计入核验。",
    "{count} numbers are outside the sample: kept, not counted.",
)
WAITING = Text("{count} 行样本仍无法判断。", "{count} sampled rows cannot be judged yet.")


@dataclass(frozen=True)
class StatusReport:
    """What became of an answer: the lines, the gate after it, words the table does not know with how often."""

    report: ImportReport
    gate: GateView
    unknown_words: dict[str, int]
    by_meaning: dict[str, int]


def number_status_provider(provider: str, *, on: date) -> StatusProvider:
    """The described service of this id; UnknownProvider (422) names those there are."""
    known = status_providers(on)
    if provider not in known:
        raise UnknownProvider(provider=provider, known=", ".join(known))
    return known[provider]


async def verify_by_status(
    session: Session,
    principal: Principal,
    *,
    batch_id: UUID,
    provider: str,
    statuses: Sequence[NumberStatus],
    file_sha256: str,
    at: datetime,
) -> StatusReport:
    """Take a service's answer: every line is kept, sampled rows whose numbers are known get a verdict.

    Words that the provider's table does not list are rejections, named in the report; the same file again changes
    nothing. Raises NoSample (409), UnknownProvider (422).
    """
    principal.demand("lists.write")
    await usable_batch(session, batch_id)
    on = at.astimezone(UTC).date()
    table = number_status_provider(provider, on=on)
    drawn = await verifying.sample(session, batch_id)
    if not drawn:
        raise NoSample
    read = _Read(table, statuses)
    fresh = await _keep_statuses(session, batch_id, table, statuses, file_sha256=file_sha256, at=at)
    verdicts = _verdicts(drawn, await verifying.number_meanings(session, batch_id))
    asked = {one.row for one in drawn if read.meanings.keys() & set(one.numbers)}
    new = await verifying.add_verdicts(
        session,
        [
            {
                "batch_id": batch_id, "row": row, "verdict": verdict, "remark": table.version,
                "file_sha256": file_sha256, "verified_by": principal.name, "verified_at": at,
            }
            for row, verdict in verdicts.items()
            if row in asked
        ],
    )  # fmt: skip
    if new:
        await batches.change(session, batch_id, verified_at=at)
    if fresh:
        details: dict[str, object] = {"provider": table.version, "lines": fresh, "verdicts": new}
        object_ = f"lists.batch:{batch_id}"
        await record(session, principal, action="lists.number_status", object=object_, details=details)
    gate = await keep_gate(session, batch_id, on=on)
    report = _report(statuses, read, fresh, file_sha256=file_sha256, notes=_notes(drawn, read, verdicts))
    return StatusReport(report, gate, dict(read.unknown.most_common()), dict(Counter(read.meanings.values())))


async def _keep_statuses(
    session: Session,
    batch_id: UUID,
    table: StatusProvider,
    statuses: Sequence[NumberStatus],
    *,
    file_sha256: str,
    at: datetime,
) -> int:
    """Keep every line of an answer as it was said and as it was understood; how many were not there yet."""
    return await verifying.add_statuses(session, [
        {"batch_id": batch_id, "file_sha256": file_sha256, "line": one.line, "e164": e164_of(one.number) or one.number,
         "provider": table.version, "word": one.word, "meaning": table.meaning(one.word) or "", "at": at}
        for one in statuses
    ])  # fmt: skip


class _Read:
    """The lines of an answer read with a provider's table."""

    def __init__(self, table: StatusProvider, statuses: Sequence[NumberStatus]) -> None:
        self.meanings: dict[str, str] = {}
        self.unknown: Counter[str] = Counter()
        self.rejected: list[Rejection] = []
        for one in statuses:
            e164, meaning = e164_of(one.number), table.meaning(one.word)
            cells = {"number": one.number, "status": one.word}
            if e164 is None:
                text = NOT_A_NUMBER.format(number=one.number)
                self.rejected.append(Rejection(one.line, "lists.bad_number", text, cells))
            elif meaning is None:
                self.unknown[one.word] += 1
                text = UNKNOWN_WORD.format(word=one.word, provider=table.id)
                self.rejected.append(Rejection(one.line, "lists.unknown_status", text, cells))
            else:
                self.meanings[e164] = meaning


def _report(
    statuses: Sequence[NumberStatus], read: _Read, fresh: int, *, file_sha256: str, notes: list[Text]
) -> ImportReport:
    """The lines of an answer: new ones, those kept before, those that say nothing that can be used."""
    accepted = max(0, fresh - len(read.rejected))
    return ImportReport(
        file_sha256=file_sha256,
        rows=len(statuses),
        accepted=accepted,
        unchanged=len(statuses) - accepted - len(read.rejected),
        rejected=read.rejected,
        notes=notes,
        already_imported=bool(statuses) and fresh == 0,
    )


def _verdicts(drawn: Sequence[SampleRow], known: dict[str, str]) -> dict[int, str]:
    """Verdicts of the sampled rows that can be judged."""
    found = {row.row: verdict_of_numbers(known.get(number) for number in row.numbers) for row in drawn}
    return {row: verdict for row, verdict in found.items() if verdict is not None}


def _notes(drawn: Sequence[SampleRow], read: _Read, verdicts: dict[int, str]) -> list[Text]:
    sampled = {number for one in drawn for number in one.numbers}
    outside, waiting = len(read.meanings.keys() - sampled), len(drawn) - len(verdicts)
    notes = [OUTSIDE.format(count=outside)] if outside else []
    return [*notes, WAITING.format(count=waiting)] if waiting else notes
