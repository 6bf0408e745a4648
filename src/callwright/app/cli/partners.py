"""`callwright partners …`: outside companies that call for us, their terms, and how they compare."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.months import read_month
from callwright.flow.boards import service
from callwright.flow.boards.contracts import Caller
from callwright.platform.audit import record
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import PartnerUnit

app = typer.Typer(help="外包合作方：约定、对比 / outsourcing partners", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def read_price(text: str) -> Decimal:
    """A price such as 120.50; anything else is a wrong argument."""
    try:
        price = Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(text) from None
    if not price.is_finite() or price < 0:
        raise typer.BadParameter(text)
    return price


@app.command("set")
def set_(
    department: str,
    off: Annotated[bool, typer.Option("--off", help="it is our own department again")] = False,
    json_: JsonFlag = False,
) -> None:
    """Say that a department of the roster is an outside partner: its accounts see its own people only."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found = await staff.set_partner(session, department=department, partner=not off)
            await record(
                session,
                context.principal,
                action="partners.set",
                object=f"department:{found.id}",
                details={"partner": found.partner},
            )
        return {"department": found.name, "partner": found.partner}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['department']}  {result['partner']}")


@app.command("list")
def list_(json_: JsonFlag = False) -> None:
    """Show partners and what they are paid today."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            terms = await staff.terms_on(session, day=context.calendar.day_of(context.clock.now()))
            return [
                {
                    "department": one.name,
                    "terms": [
                        {
                            "per": str(term.per),
                            "price": f"{term.price.normalize():f}",
                            "currency": term.currency,
                        }
                        for term in terms.get(one.id, ())
                    ],
                }
                for one in await staff.partners(session)
            ]

    found = run(work, json_errors=json_)
    print_result(found, as_json=json_, human=lambda: "\n".join(_terms(one) for one in found))


@app.command("term")
def term(
    department: str,
    per: PartnerUnit,
    price: Annotated[Decimal, typer.Argument(parser=read_price, help="in the currency, such as 120.50")],
    currency: Annotated[str, typer.Option("--currency")] = "CNY",
    effective_on: Annotated[
        dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="empty = today")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Agree what a partner is paid per unit from a day on."""

    async def work(context: CommandContext) -> dict[str, Any]:
        now = context.clock.now()
        async with context.transaction() as session:
            agreed = await staff.agree_term(
                session,
                department=department,
                per=per,
                price=price,
                currency=currency,
                effective_on=effective_on.date() if effective_on else context.calendar.day_of(now),
                by=context.principal.name,
                now=now,
            )
            details: dict[str, object] = {
                "per": str(per),
                "price": str(price),
                "from": agreed.effective_on.isoformat(),
            }
            subject = f"department:{agreed.department_id}"
            await record(session, context.principal, action="partners.term", object=subject, details=details)
        return {"department": department, **details, "currency": currency}

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: f"{department}  {result['price']} {currency} / {per}  {result['from']}",
    )


@app.command("comparison")
def comparison(month: str, json_: JsonFlag = False) -> None:
    """Our own people and each partner side by side in a month (2026-10), cost per order included."""

    async def work(context: CommandContext) -> list[Caller]:
        async with context.transaction() as session:
            found = await service.compare_partners(
                session, month=read_month(month), calendar=context.calendar
            )
        return list(found.callers)

    found = run(work, json_errors=json_)
    print_result(
        [_plain(one) for one in found],
        as_json=json_,
        human=lambda: "\n".join(_side(one) for one in found),
    )


def _plain(one: Caller) -> dict[str, Any]:
    return {
        "name": one.name,
        "people": one.people,
        "dials": one.dials,
        "connected": one.connected,
        "effective": one.effective,
        "interested": one.interested,
        "talk_seconds": one.talk_seconds,
        "orders": str(one.orders),
        "revenue": str(one.revenue),
        "currency": one.currency,
        "cost": str(one.cost) if one.cost is not None else None,
        "cost_missing": one.cost_missing.to_json() if one.cost_missing else None,
        "cost_per_order": str(one.cost_per_order) if one.cost_per_order is not None else None,
    }


def _side(one: Caller) -> str:
    missing = one.cost_missing.zh if one.cost_missing else ""
    cost = f"{one.cost} {one.currency}" if one.cost is not None else missing
    per_order = one.cost_per_order if one.cost_per_order is not None else "—"
    return (
        f"{one.name or '自有团队':<12} 人数 {one.people}  呼叫 {one.dials}  接通 {one.connected}  有效 {one.effective}"
        f"  意向 {one.interested}  订单 {one.orders}  销售额 {one.revenue}  成本 {cost}  每单成本 {per_order}"
    )


def _terms(one: dict[str, Any]) -> str:
    terms = "  ".join(f"{term['price']} {term['currency']}/{term['per']}" for term in one["terms"])
    return f"{one['department']:<16} {terms or '没有约定价格'}"
