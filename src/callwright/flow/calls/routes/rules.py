"""The rules of calling and what the owner decides about them, consents and comparisons: /api/calling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from callwright.flow.calls.errors import NumberUnreadable
from callwright.flow.calls.routes.callable import TextOut
from callwright.flow.calls.service import number_of
from callwright.flow.calls.service.rules import decide_rule, rules
from callwright.platform.audit import record
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.principal import Principal
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import NewConsent, Scrub

router = APIRouter(prefix="/api/calling", tags=["calling"])


class RuleOut(BaseModel):
    """One rule as it holds today. `open`: not verified and not confirmed by the owner yet."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    country: str
    regions: list[str]
    kind: str
    title: TextOut
    value: dict[str, Any]
    lawful: dict[str, Any]
    since: date
    source: str
    links: list[str]
    note: str
    verified: bool
    confirmed: bool
    open: bool
    standing: bool
    enforced: str
    how: TextOut
    checked_until: date
    decided_by: str
    decided_at: datetime | None
    reason: str


class DecisionIn(BaseModel):
    """Confirm (`value` null), set an own value in the form of the rule, or take the last decision back."""

    value: dict[str, Any] | None = None
    take_back: bool = False
    reason: str = Field(min_length=1)


class ConsentIn(BaseModel):
    """That somebody agreed to be called: the words, when, and the key of the proof's file."""

    number: str
    form: Literal["presumed", "express", "written"]
    words: str = Field(min_length=1)
    given_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    proof_key: str = ""
    source: str = Field(min_length=1)


class ConsentOut(BaseModel):
    """An entry of the consent ledger; times UTC."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    form: str
    words: str
    source: str
    proof_key: str
    given_at: datetime
    ends_at: datetime | None
    withdrawn_at: datetime | None
    last_used_at: datetime | None
    recorded_by: str
    recorded_at: datetime


class ScrubIn(BaseModel):
    """Numbers compared with one version of a register; `listed` are those that stand in it."""

    register_name: str = Field(alias="register", pattern=r"^[a-z]{2}_[a-z_]+$")
    version_on: date
    numbers: list[str] = Field(max_length=100_000)
    listed: list[str] = Field(max_length=100_000)
    source: str = Field(min_length=1)


class ScrubOut(BaseModel):
    """How many numbers took the stamp, and how many lines could not be read."""

    stamped: int
    unreadable: int


@router.get("/rules", dependencies=[require("campaigns.read")])
async def list_rules(session: SessionDep, clock: ClockDep, calendar: CalendarDep) -> list[RuleOut]:
    """Every rule of every country with threshold, source, whether it was verified, and who decided about it."""
    found = await rules(session, on=calendar.day_of(clock.now()))
    return [RuleOut.model_validate(one, from_attributes=True) for one in found]


@router.post("/rules/{rule_id}/decision")
async def decide(
    rule_id: str,
    wanted: DecisionIn,
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("calling.rules")],
) -> RuleOut:
    """Decide about a rule; it counts for the next call. 422 when a verified rule would be loosened."""
    now = clock.now()
    found = await decide_rule(
        session,
        rule_id=rule_id,
        value=wanted.value,
        reason=wanted.reason,
        by=str(principal.account_id),
        at=now,
        on=calendar.day_of(now),
        take_back=wanted.take_back,
    )
    details: dict[str, object] = {
        "value": wanted.value,
        "take_back": wanted.take_back,
        "reason": wanted.reason,
    }
    await record(session, principal, action="calling.rule", object=rule_id, details=details)
    return RuleOut.model_validate(found, from_attributes=True)


@router.get("/consents")
async def list_consents(
    number: str, session: SessionDep, principal: Annotated[Principal, require("lists.read")]
) -> list[ConsentOut]:
    """What the consent ledger holds about a number, newest first; reading is logged."""
    e164 = _read(number)
    await record(session, principal, action="calling.consents", object=e164[-4:], details={})
    return [ConsentOut.model_validate(one) for one in await contacts.consents_of(session, e164=e164)]


@router.post("/consents", status_code=201)
async def add_consents(
    wanted: list[ConsentIn], session: SessionDep, principal: Annotated[Principal, require("lists.write")]
) -> dict[str, int]:
    """Enter consents with their proof; the same one again is no second entry. Answers {"new": how many}."""
    entries = [
        NewConsent(
            e164=_read(one.number),
            form=one.form,
            words=one.words,
            source=one.source,
            given_at=one.given_at,
            proof_key=one.proof_key,
            ends_at=one.ends_at,
        )
        for one in wanted
    ]
    new = await contacts.record_consents(session, entries, by=str(principal.account_id))
    await record(session, principal, action="calling.consent", object="ledger", details={"new": new})
    return {"new": new}


@router.post("/consents/withdraw")
async def withdraw_consent(
    number: str,
    session: SessionDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("lists.write")],
) -> dict[str, int]:
    """End every consent of a number from now on; the entries stay as proof. Answers {"ended": how many}."""
    e164 = _read(number)
    ended = await contacts.withdraw_consent(session, e164=e164, at=clock.now())
    await record(session, principal, action="calling.withdraw", object=e164[-4:], details={"ended": ended})
    return {"ended": ended}


@router.post("/scrubs")
async def add_scrubs(
    wanted: ScrubIn, session: SessionDep, principal: Annotated[Principal, require("lists.write")]
) -> ScrubOut:
    """Stamp numbers as compared with a version of a do-not-call register; a newer version counts."""
    version_at = datetime(wanted.version_on.year, wanted.version_on.month, wanted.version_on.day, tzinfo=UTC)
    listed = {e164 for one in wanted.listed if (e164 := number_of(one))}
    read = {number_of(one) for one in (*wanted.numbers, *wanted.listed)}
    stamps = [
        Scrub(e164, wanted.register_name, version_at, e164 in listed) for e164 in sorted(filter(None, read))
    ]
    stamped = await contacts.record_scrubs(
        session, stamps, source=wanted.source, by=str(principal.account_id)
    )
    unreadable = sum(number_of(one) is None for one in (*wanted.numbers, *wanted.listed))
    details: dict[str, object] = {
        "register": wanted.register_name,
        "version": str(wanted.version_on),
        "stamped": stamped,
    }
    await record(session, principal, action="calling.scrub", object=wanted.register_name, details=details)
    return ScrubOut(stamped=stamped, unreadable=unreadable)


def _read(number: str) -> str:
    e164 = number_of(number)
    if e164 is None:
        raise NumberUnreadable
    return e164
