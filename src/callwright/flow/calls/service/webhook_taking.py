"""Reading what phone systems sent: good records become attempts, the rest is listed with its reason."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from callwright.flow.calls.contracts.webhook import PhoneSystem
from callwright.flow.calls.errors import PhoneSystemNotFound, WebhookUnreadable
from callwright.flow.calls.ports import PhoneSystems, SentRecords
from callwright.flow.calls.repository import webhook
from callwright.flow.calls.service.importing import import_call_records
from callwright.flow.calls.service.records_sent import mapping_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import CallwrightError, Rejection
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, TableRow
from callwright.registers.staff import service as staff

BATCH = 200


@dataclass(frozen=True)
class WebhookStep:
    """What became of some waiting bodies. `seen` 0 = none were waiting."""

    seen: int
    accepted: int
    refused: int


@dataclass(frozen=True)
class _Read:
    delivery_id: uuid.UUID
    sent: SentRecords


async def take_webhooks(
    session: Session, *, name: str, systems: PhoneSystems, now: datetime, calendar: CompanyCalendar
) -> WebhookStep:
    """Take the next waiting bodies of a phone system. A record that came before changes nothing.

    A body that is none of its kind is refused as a whole and kept; a record that cannot be used is listed with its
    body. Raises PhoneSystemNotFound (404).
    """
    system = await webhook.system(session, name)
    if system is None:
        raise PhoneSystemNotFound(name=name)
    found = await webhook.waiting(session, name, BATCH)
    readable: list[_Read] = []
    for delivery_id, body in found:
        try:
            readable.append(_Read(delivery_id, systems.read(system.kind, body)))
        except ValueError as error:
            await _refuse(session, delivery_id, WebhookUnreadable(kind=system.kind, reason=str(error)), now)
    taking = _Taking(session, system, systems, now, calendar)
    accepted, refused = 0, len(found) - len(readable)
    for alike in _alike(readable):
        more = await taking.take(alike)
        accepted, refused = accepted + more[0], refused + more[1]
    return WebhookStep(len(found), accepted, refused)


@dataclass(frozen=True)
class _Taking:
    session: Session
    system: PhoneSystem
    systems: PhoneSystems
    now: datetime
    calendar: CompanyCalendar

    async def take(self, readable: Sequence[_Read]) -> tuple[int, int]:
        """Import all records together; when they do not go together, each body alone. Returns accepted, refused."""
        if not readable:
            return 0, 0
        try:
            async with self.session.begin_nested():
                return await self._import(readable), 0
        except CallwrightError as error:
            if len(readable) == 1:
                await _refuse(self.session, readable[0].delivery_id, error, self.now)
                return 0, 1
        each = [await self.take([one]) for one in readable]
        return sum(accepted for accepted, _ in each), sum(refused for _, refused in each)

    async def _import(self, readable: Sequence[_Read]) -> int:
        table, owner = _table(readable)
        if not table.rows:
            report = ImportReport("", 0, 0, 0)
        else:
            report = await import_call_records(
                self.session,
                table=table,
                source_file=_source(self.system.name, readable),
                now=self.now,
                mapping=mapping_of(
                    {name: value for name, value in self.system.mapping.items() if name != "system"},
                    self.systems.outcomes(self.system.kind),
                    table.columns,
                    self.system.name,
                ),
                calendar=self.calendar,
                people=await self._people(),
            )
        rejected = defaultdict[uuid.UUID, list[Rejection]](list)
        for one in report.rejected:
            delivery_id, line = owner[one.line]
            rejected[delivery_id].append(replace(one, line=line))
        for read in readable:
            await self._settle(read, rejected[read.delivery_id])
        return report.accepted

    async def _settle(self, one: _Read, rejected: Sequence[Rejection]) -> None:
        values = {
            "state": "taken",
            "accepted": len(one.sent.rows) - len(rejected),
            "rejected": [rejection.to_json() for rejection in rejected],
            "skipped": list(one.sent.skipped),
            "taken_at": self.now,
        }
        await webhook.settle(self.session, one.delivery_id, values)

    async def _people(self) -> frozenset[uuid.UUID] | None:
        if self.system.department_id is None:
            return None
        people = await staff.people(self.session)
        return frozenset(one.id for one in people if one.department_id == self.system.department_id)


def _alike(readable: Sequence[_Read]) -> list[list[_Read]]:
    """Bodies whose records have the same columns: what is missing in one shape is not hidden by another."""
    shapes = defaultdict[frozenset[str], list[_Read]](list)
    for one in readable:
        shapes[frozenset(name for row in one.sent.rows for name in row)].append(one)
    return list(shapes.values())


def _table(readable: Sequence[_Read]) -> tuple[Table, dict[int, tuple[uuid.UUID, int]]]:
    """All records as one table, and in which body, as which of its records, each line came."""
    columns = list(dict.fromkeys(name for one in readable for row in one.sent.rows for name in row))
    rows: list[TableRow] = []
    owner: dict[int, tuple[uuid.UUID, int]] = {}
    for one in readable:
        for number, row in enumerate(one.sent.rows, start=1):
            line = len(rows) + 1
            owner[line] = (one.delivery_id, number)
            rows.append(TableRow(line, {name: row.get(name, "") for name in columns}))
    return Table(columns, rows, "utf-8"), owner


def _source(name: str, readable: Sequence[_Read]) -> StoredFile:
    """Where the records came from: the bodies themselves are kept with their deliveries."""
    ids = "".join(sorted(str(one.delivery_id) for one in readable))
    return StoredFile(
        key=f"webhook:{name}", sha256=hashlib.sha256(ids.encode()).hexdigest(), size=len(ids), name=name
    )


async def _refuse(session: Session, delivery_id: uuid.UUID, error: CallwrightError, now: datetime) -> None:
    reason = {"code": error.code, **error.sentence().to_json()}
    await webhook.settle(session, delivery_id, {"state": "refused", "reason": reason, "taken_at": now})
