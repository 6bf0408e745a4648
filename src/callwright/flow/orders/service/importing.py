"""Taking order files: new orders, and new dated facts about known ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import LeadState
from callwright.flow.orders import repository
from callwright.flow.orders.decide.facts import CANCELLED, RETURNED, Fact, OrderState, news
from callwright.flow.orders.decide.order_line import COLUMNS, REQUIRED, OrderLine, Unreadable, read_order_line
from callwright.flow.orders.errors import OrderColumnsMissing
from callwright.flow.orders.events import OrderCancelled, OrderPlaced, OrderReturned
from callwright.flow.orders.service import customers
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import Rejection
from callwright.kernel.ids import derive_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, match_columns
from callwright.registers.catalog import service as catalog
from callwright.registers.catalog.contracts import Product
from callwright.registers.contacts import service as contacts
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, PersonResolver


@dataclass(frozen=True)
class _Entry:
    """A readable row with the people and the product it means."""

    line: OrderLine
    agent: Person
    closer: Person | None
    product: Product | None


async def import_orders(
    session: Session,
    *,
    table: Table,
    source_file: StoredFile,
    now: dt.datetime,
    calendar: CompanyCalendar,
    overrides: Mapping[str, str] | None = None,
) -> ImportReport:
    """Take an order file; rows of known orders add dated facts where they differ, nothing is rewritten.

    The same file again only adds rows that were rejected before (an agent who was not on the roster yet); an old
    file never overwrites what a newer one said. A product that is not in the catalog becomes a note.
    """
    columns = match_columns(table.columns, COLUMNS, overrides)
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in columns]
    if missing:
        raise OrderColumnsMissing(columns="、".join(missing))
    await repository.lock_imports(session)
    seen = await repository.file_seen(session, file_sha256=source_file.sha256)
    entries, rejected = await _read(session, table, columns, calendar)
    numbers = [entry.line.order_number for entry in entries]
    known = await repository.orders_by_number(session, numbers)
    changed = await _save_new(
        session, [e for e in entries if e.line.order_number not in known], source_file, now
    )
    if not seen:
        old = [entry for entry in entries if entry.line.order_number in known]
        changed += await _save_changes(
            session, old, {n: row.id for n, row in known.items()}, source_file, now
        )
    await repository.remember_file(
        session, file_sha256=source_file.sha256, name=source_file.name, file_key=source_file.key
    )
    return ImportReport(
        file_sha256=source_file.sha256,
        rows=len(table.rows),
        accepted=changed,
        unchanged=len(entries) - changed,
        rejected=rejected,
        notes=_product_notes(entries),
        already_imported=seen,
    )


async def _read(
    session: Session, table: Table, columns: Mapping[str, str], calendar: CompanyCalendar
) -> tuple[list[_Entry], list[Rejection]]:
    people = await staff.resolver(session)
    products = {key: one for one in await catalog.products(session) for key in (one.name, one.code)}
    entries: dict[str, _Entry] = {}
    rejected: list[Rejection] = []
    for row in table.rows:
        try:
            cells = {field: row.cells.get(column, "") for field, column in columns.items()}
            line = read_order_line(row.line, cells, calendar.parse_local)
            entry = _entry(line, people, products, entries)
        except Unreadable as problem:
            rejected.append(Rejection(row.line, problem.code, problem.text, dict(row.cells)))
        else:
            entries[line.order_number] = entry
    return list(entries.values()), rejected


def _entry(
    line: OrderLine, people: PersonResolver, products: Mapping[str, Product], before: Mapping[str, _Entry]
) -> _Entry:
    if line.order_number in before:
        text = Text(zh="订单号与第 {line} 行重复。", en="Same order number as line {line}.")
        raise Unreadable("orders.number_twice", text.format(line=before[line.order_number].line.line))
    agent = people.find(line.agent)
    if agent is None:
        raise Unreadable("orders.agent_unknown", people.why_not(line.agent))
    closer = people.find(line.closer) if line.closer else None
    if line.closer and closer is None:
        raise Unreadable("orders.closer_unknown", people.why_not(line.closer))
    return _Entry(line, agent, closer, products.get(line.product))


async def _save_new(
    session: Session, entries: Sequence[_Entry], source_file: StoredFile, now: dt.datetime
) -> int:
    await repository.add_orders(session, [_order_values(entry) for entry in entries])
    rows: list[dict[str, Any]] = []
    for entry in entries:
        fresh = news(entry.line, OrderState(), now=now)
        rows += [_fact_values(order_id(entry.line), fact, source_file) for fact in fresh]
    await repository.add_facts(session, rows)
    for entry in entries:
        line = entry.line
        placed = OrderPlaced(order_id(line), line.order_number, entry.agent.id, line.amount, line.ordered_at)
        await publish(session, placed, subject=str(placed.order_id))
        await _advance_lead(session, line, now)
        await _tell(session, line, news(line, OrderState(), now=now))
    return len(entries)


async def _save_changes(
    session: Session,
    entries: Sequence[_Entry],
    ids: Mapping[str, UUID],
    source_file: StoredFile,
    now: dt.datetime,
) -> int:
    states = await repository.states(session, list(ids.values()))
    changed = 0
    for entry in entries:
        known = ids[entry.line.order_number]
        fresh = news(entry.line, states.get(known, OrderState()), now=now)
        if fresh:
            await repository.add_facts(session, [_fact_values(known, fact, source_file) for fact in fresh])
            await _tell(session, entry.line, fresh)
            changed += 1
    return changed


async def _tell(session: Session, line: OrderLine, fresh: Sequence[Fact]) -> None:
    key = order_id(line)
    for fact in fresh:
        if fact.kind == CANCELLED:
            await publish(session, OrderCancelled(key, line.order_number, fact.at), subject=str(key))
            await customers.forget_customer(session, line, at=fact.at)
        elif fact.kind == RETURNED:
            refund = fact.amount if fact.amount is not None else line.amount
            await publish(session, OrderReturned(key, line.order_number, fact.at, refund), subject=str(key))


async def _advance_lead(session: Session, line: OrderLine, now: dt.datetime) -> None:
    """The customer's lead becomes an order; without a number there is nothing to find it by."""
    contact = await contacts.find_by_number(session, line.number) if line.number else None
    await customers.note_customer(session, line, contact_id=contact.id if contact else None, at=now)
    if contact is not None:
        await leads.advance(
            session, contact_ids=[contact.id], to=LeadState.ORDERED, at=now, day=line.ordered_at.date()
        )


def order_id(line: OrderLine) -> UUID:
    """An order's id follows from its number."""
    return derive_id("orders.order", line.order_number)


def _order_values(entry: _Entry) -> dict[str, Any]:
    line, product = entry.line, entry.product
    return {
        "id": order_id(line),
        "order_number": line.order_number,
        "agent_id": entry.agent.id,
        "closer_id": entry.closer.id if entry.closer else None,
        "company": line.company,
        "customer_key": "".join(line.company.split()).casefold() or (line.number or ""),
        "number": line.number,
        "product": line.product,
        "product_code": product.code if product else None,
        "main_push": product.main_push if product else False,
        "quantity": line.quantity,
        "ordered_at": line.ordered_at,
    }


def _fact_values(order: UUID, fact: Fact, source_file: StoredFile) -> dict[str, Any]:
    return {
        "order_id": order,
        "kind": fact.kind,
        "at": fact.at,
        "amount": fact.amount,
        "margin": fact.margin,
        "details": fact.details,
        "source_file": source_file.sha256,
    }


def _product_notes(entries: Sequence[_Entry]) -> list[Text]:
    unknown = sorted(
        {entry.line.product for entry in entries if entry.product is None and entry.line.product}
    )
    return [
        Text(zh=f"产品目录里没有“{name}”，无法判断主推。", en=f"“{name}” is not in the catalog.")
        for name in unknown
    ]
