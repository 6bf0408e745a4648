"""The department gate and the managers' coupling to the company (product §9.6, §9.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.appraisal.errors import CouplingMissing, MissingActual, ZeroTarget
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import parameter
from callwright.rules.engine.scales import Curve

REVENUE, COMPANY = Text("部门收入", "department revenue"), Text("公司收入", "company revenue")


@dataclass(frozen=True)
class Gate:
    """Whether bonuses are paid; `completion` is an unrounded fraction of 1."""

    passes: bool
    completion: Decimal
    explanation: Explained


def department_gate(revenue: Decimal | None, target: Decimal, *, on: date) -> Gate:
    """Department revenue of the month against its target; exactly at the gate pays.

    Compared by multiplication, so that no division rounds the comparison. MissingActual, ZeroTarget.
    """
    if revenue is None:
        raise MissingActual(indicator=REVENUE)
    if target <= 0:
        raise ZeroTarget(indicator=REVENUE, target=target)
    gate = parameter("appraisal.department_gate", on=on)
    passes = revenue >= gate.number * target
    share = revenue / target
    tree = Explained(
        Text("部门门槛", "department gate"),
        passes,
        "yes/no",
        "product §9.6",
        (
            Explained(REVENUE, revenue, "CNY"),
            Explained(Text("部门目标", "department target"), target, "CNY"),
            Explained(Text("部门完成率", "department completion"), share, "share"),
            gate.explained(),
        ),
    )
    return Gate(passes, share, tree)


def company_coupling(revenue: Decimal | None, target: Decimal, curve: Curve | None) -> Explained:
    """The factor of the managers' quarterly bonus from the company's result. CouplingMissing without one."""
    if curve is None:
        raise CouplingMissing
    if revenue is None:
        raise MissingActual(indicator=COMPANY)
    if target <= 0:
        raise ZeroTarget(indicator=COMPANY, target=target)
    share = revenue / target
    return Explained(
        Text("公司业绩系数", "company factor"),
        curve.factor(share),
        "factor",
        "product §9.7",
        (
            Explained(Text("公司季度收入", "company revenue of the quarter"), revenue, "CNY"),
            Explained(Text("公司季度目标", "company target of the quarter"), target, "CNY"),
            Explained(Text("公司完成率", "company completion"), share, "share"),
        ),
    )
