"""The small company with finance, an owner and accounts: whoever a cycle and a project need."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from tests.db.flow.scores.company import CALENDAR, NOW, OCTOBER, PEOPLE, agree, stored, table, take_orders
from tests.db.flow.scores.company import ORDERS as OCTOBER_ORDERS

from callwright.flow.scores import service as scores
from callwright.flow.scores.contracts import Cycle
from callwright.kernel.period import Month
from callwright.platform.auth.roles import permissions_of
from callwright.platform.principal import Principal
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.formulas.cycles import CycleState
from callwright.rules.appraisal.indicators import PostKind

MORE = """
F001,周八,财务,财务,初级,2026-01-05
O001,吴老板,总部,老板,高级,2026-01-05"""
WIDE = {"owner", "hr", "finance"}


async def staffed(session: AsyncSession) -> dict[str, UUID]:
    """Everybody of the small company, with finance and the owner; ids by employee number."""
    await staff.import_roster(
        session, table=table(PEOPLE + MORE), source_file=stored("everybody"), today=NOW.date()
    )
    return {person.employee_number: person.id for person in await staff.people(session)}


async def agreed_october(session: AsyncSession) -> dict[str, UUID]:
    """People, orders of October, goals that everybody acknowledged."""
    ids = await staffed(session)
    await take_orders(session, OCTOBER_ORDERS, "orders")
    await agree(session)
    return ids


def principal(ids: dict[str, UUID], number: str, role: str, *sees: str) -> Principal:
    """Somebody who signs in; `sees` are employee numbers within the scope beside the own one."""
    scope = None if role in WIDE else frozenset(ids[each] for each in (number, *sees))
    return Principal(
        account_id=None,
        name=number,
        roles=frozenset({role}),
        permissions=permissions_of([role]),
        person_id=ids[number],
        visible_people=scope,
    )


class Chain:
    """The people of a cycle, and its steps one after the other."""

    def __init__(self, session: AsyncSession, ids: dict[str, UUID]) -> None:
        self.session, self.ids = session, ids
        self.at = CALENDAR.bounds(OCTOBER)[1]
        self.owner, self.hr = principal(ids, "O001", "owner"), principal(ids, "H001", "hr")
        self.finance = principal(ids, "F001", "finance")
        self.manager = principal(ids, "M001", "manager", "E001", "E002")
        self.agent = principal(ids, "E001", "agent")
        self.lead = principal(ids, "E002", "team_lead", "E001")
        self.other = principal(ids, "E003", "agent")

    async def open(self, kind: PostKind = PostKind.REP, month: Month = OCTOBER, **more: object) -> Cycle:
        who = more.pop("principal", self.hr)
        return await scores.open_cycle(
            self.session,
            kind=kind,
            month=month,
            principal=who,
            at=self.at,
            **more,  # type: ignore[arg-type]
        )

    async def advance(
        self, cycle: Cycle, before: CycleState, who: Principal | None = None, **more: str | None
    ) -> Cycle:
        return await scores.advance_cycle(
            self.session,
            cycle_id=cycle.id,
            before=before,
            principal=who or self.hr,
            at=self.at,
            calendar=CALENDAR,
            **more,
        )

    async def board(self, cycle: Cycle, who: Principal | None = None):
        return await scores.board(
            self.session, cycle_id=cycle.id, principal=who or self.hr, at=self.at, calendar=CALENDAR
        )

    async def sign(self, cycle: Cycle, unit: str, who: Principal):
        return await scores.sign(
            self.session, cycle_id=cycle.id, unit=unit, principal=who, at=self.at, calendar=CALENDAR
        )

    async def sign_everything(self, cycle: Cycle) -> None:
        """Finance signs orders, HR people development, the owner what nobody on the roster supplies."""
        for supply in (await self.board(cycle)).supplies:
            area = supply.unit.partition(":")[0]
            await self.sign(
                cycle, supply.unit, {"orders": self.finance, "people": self.hr}.get(area, self.owner)
            )

    async def views_and_reviews(self, cycle: Cycle) -> None:
        """From data in to review, everybody saying something."""
        await self.advance(cycle, CycleState.DATA_IN)
        for number, role in (("E001", "agent"), ("E002", "team_lead"), ("E003", "agent")):
            who = principal(self.ids, number, role)
            await scores.write_self_view(
                self.session, cycle_id=cycle.id, text="尽力了", principal=who, at=self.at
            )
        await self.advance(cycle, CycleState.SELF_VIEW)
        for number in ("E001", "E002", "E003"):
            await scores.write_review(
                self.session,
                cycle_id=cycle.id,
                person_id=self.ids[number],
                text="已面谈",
                next_steps="多听录音",
                principal=self.owner if number == "E003" else self.manager,
                at=self.at,
            )

    async def approved(self) -> Cycle:
        """A cycle of October that the owner approved."""
        cycle = await self.open()
        await self.sign_everything(cycle)
        await self.advance(cycle, CycleState.OPEN)
        await self.views_and_reviews(cycle)
        await self.advance(cycle, CycleState.REVIEW, note="三人评议尺度一致")
        return await self.advance(cycle, CycleState.CALIBRATED, self.owner)

    def after(self, month: Month) -> Chain:
        """The same people, when another month has ended."""
        self.at = CALENDAR.bounds(month)[1]
        return self


def seeing(who: Principal, *people: UUID) -> Principal:
    """The same person with another scope."""
    return replace(who, visible_people=frozenset(people))
