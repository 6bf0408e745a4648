"""A person's month as plain data and back: what was known when a statement was closed can be worked out again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained, from_dict, text_json
from callwright.rules.pay.facts import (
    Adjustment,
    Award,
    GatePart,
    GateResult,
    Line,
    Owed,
    PastMonth,
    PastPrize,
    PersonMonth,
    RevenueItem,
)
from callwright.rules.pay.plan import PayPlan

Plans = Mapping[Month, PayPlan]


def facts_to_json(facts: PersonMonth) -> dict[str, Any]:
    """Everything but the plans: the closed months keep those."""
    return {
        "month": str(facts.month),
        "kind": facts.kind,
        "grade": facts.grade,
        "hired_on": facts.hired_on.isoformat(),
        "left_on": facts.left_on and facts.left_on.isoformat(),
        "revenue": [_item(item) for item in facts.revenue],
        "score": _number(facts.score),
        "score_reason": facts.score_reason and facts.score_reason.to_dict(),
        "quarter_score": _number(facts.quarter_score),
        "company_factor": facts.company_factor and facts.company_factor.to_dict(),
        "gate": _gate(facts.gate),
        "gate_parts": [[each.department, each.days, _gate(each.gate)] for each in facts.gate_parts],
        "awards": [[each.prize.code, str(each.measured), each.granted] for each in facts.awards],
        "past": [
            {
                "month": str(past.month),
                "credited": str(past.credited),
                "commission_paid": past.commission_paid,
                "changes": [_item(item) for item in past.changes],
                "paid_share": str(past.paid_share),
                "prizes": [
                    [each.prize.code, str(each.won), str(each.paid), _number(each.reached)]
                    for each in past.prizes
                ],
            }
            for past in facts.past
        ],
        "unpaid_days": facts.unpaid_days,
        "adjustments": [
            [
                each.id,
                each.title.to_json(),
                str(each.amount),
                each.reason,
                each.decided_by,
                each.month,
                each.dispute,
            ]
            for each in facts.adjustments
        ],
        "owed": [str(facts.owed.draw), str(facts.owed.carried)],
    }


def facts_from_json(data: Mapping[str, Any], plan: PayPlan, plans: Plans) -> PersonMonth:
    """The month again; `plan` is its own, `plans` those of the closed months it corrects."""
    prizes = {prize.code: prize for prize in plan.prizes}
    left = data["left_on"]
    return PersonMonth(
        month=Month.parse(data["month"]),
        kind=data["kind"],
        grade=data["grade"],
        hired_on=date.fromisoformat(data["hired_on"]),
        left_on=None if left is None else date.fromisoformat(left),
        revenue=tuple(map(_read_item, data["revenue"])),
        score=_read_number(data["score"]),
        score_reason=_read_tree(data["score_reason"]),
        quarter_score=_read_number(data["quarter_score"]),
        company_factor=_read_tree(data["company_factor"]),
        gate=_read_gate(data["gate"]),
        gate_parts=tuple(
            GatePart(name, days, _read_gate(each)) for name, days, each in data.get("gate_parts", ())
        ),
        awards=tuple(
            Award(prizes[code], Decimal(measured), granted)
            for code, measured, granted in data["awards"]
            if code in prizes
        ),
        past=tuple(_read_past(each, plans) for each in data["past"]),
        unpaid_days=data["unpaid_days"],
        adjustments=tuple(_read_adjustment(each) for each in data["adjustments"]),
        owed=Owed(*map(Decimal, data["owed"])),
    )


def line_to_json(line: Line) -> dict[str, Any]:
    """A line as it is stored and shown."""
    return {
        "code": line.code,
        "title": line.title.to_json(),
        "amount": format(line.amount, "f"),
        "reason": line.reason.to_dict(),
        "sources": list(line.sources),
        "corrects": line.corrects,
    }


class WrittenLine(NamedTuple):
    """A line as JSON with sorted keys and no spaces: whole, and the parts that are kept apart."""

    whole: str
    title: str
    reason: str
    sources: str


def written(line: Line) -> WrittenLine:
    """`line_to_json` as JSON, written once."""
    title, reason = text_json(line.title), line.reason.to_text()
    sources = f"[{','.join(map(quoted, line.sources))}]"
    corrects = "null" if line.corrects is None else quoted(line.corrects)
    whole = (
        f'{{"amount":"{line.amount:f}","code":{quoted(line.code)},"corrects":{corrects},'
        f'"reason":{reason},"sources":{sources},"title":{title}}}'
    )
    return WrittenLine(whole, title, reason, sources)


def written_fingerprint(lines: Iterable[WrittenLine]) -> str:
    """`fingerprint` of lines that are written already."""
    return hashlib.sha256(f"[{','.join([line.whole for line in lines])}]".encode()).hexdigest()


def fingerprint(lines: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 of lines in plain form; the same lines give the same bytes on every machine."""
    text = json.dumps(list(lines), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _gate(gate: GateResult | None) -> dict[str, Any] | None:
    return None if gate is None else {"passes": gate.passes, "reason": gate.reason.to_dict()}


def _read_gate(data: Mapping[str, Any] | None) -> GateResult | None:
    return None if data is None else GateResult(data["passes"], from_dict(data["reason"]))


def _item(item: RevenueItem) -> list[str]:
    return [item.id, item.order_number, item.kind, str(item.amount), item.day.isoformat(), str(item.share)]


def _read_item(row: list[str]) -> RevenueItem:
    key, number, kind, amount, day, share = row
    return RevenueItem(key, number, kind, Decimal(amount), date.fromisoformat(day), Decimal(share))


def _read_past(data: Mapping[str, Any], plans: Plans) -> PastMonth:
    month = Month.parse(data["month"])
    changes = tuple(map(_read_item, data["changes"]))
    share = Fraction(data.get("paid_share", 1))
    known = {prize.code: prize for prize in plans[month].prizes}
    prizes = tuple(
        PastPrize(known[code], Decimal(won), Decimal(paid), _read_number(reached))
        for code, won, paid, reached in data.get("prizes", ())
    )
    credited, paid = Decimal(data["credited"]), data["commission_paid"]
    return PastMonth(month, credited, plans[month], paid, changes, share, prizes)


def _read_adjustment(row: list[Any]) -> Adjustment:
    key, title, amount, reason, by, month, dispute = row
    return Adjustment(key, Text(title["zh"], title["en"]), Decimal(amount), reason, by, month, dispute)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _read_number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _read_tree(data: Mapping[str, Any] | None) -> Explained | None:
    return None if data is None else from_dict(data)
