"""The company's choice of the figure the gate looks at: lower bound or point estimate (product §2.7)."""

from __future__ import annotations

from datetime import date, datetime

from callwright.flow.lists.decide.gate import GateSetting
from callwright.flow.lists.errors import BadGateMeasure, OverrideReasonMissing
from callwright.flow.lists.repository import verifying
from callwright.flow.lists.service.judging import parameters_on
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.principal import Principal


async def gate_setting(session: Session, *, on: date) -> tuple[str, list[GateSetting]]:
    """The figure in force on a day, and every choice the company ever made, newest first."""
    in_force = (await parameters_on(session, on)).gate_measure
    return in_force, await verifying.gate_settings(session)


async def set_gate_measure(
    session: Session, principal: Principal, *, measure: str, reason: str, at: datetime
) -> None:
    """Let the gate look at the lower bound or at the point estimate from now on; recorded with its reason.

    Needs the owner's permission; BadGateMeasure, OverrideReasonMissing (422).
    """
    principal.demand("lists.override")
    if measure not in ("lower_bound", "point"):
        raise BadGateMeasure
    if not reason.strip():
        raise OverrideReasonMissing
    await verifying.add_gate_setting(
        session, measure=measure, reason=reason.strip(), set_by=principal.name, set_at=at
    )
    details: dict[str, object] = {"measure": measure, "reason": reason.strip()}
    await record(session, principal, action="lists.gate_measure", object="lists.gate", details=details)
