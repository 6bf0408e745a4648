"""Who must not be called, and why: the kinds, their weight, how a company is recognised (product §2.5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from callwright.flow.lists.contracts import Suppression, SuppressionKind
from callwright.kernel.text import Text

KINDS: dict[SuppressionKind, Text] = {
    "do_not_call": Text("要求不再致电", "asked not to be called"),
    "opted_out": Text("已退订", "opted out"),
    "complained": Text("曾投诉", "complained"),
    "existing_customer": Text("现有客户", "existing customer"),
    "competitor": Text("竞争对手的员工", "works for a competitor"),
    "cool_down": Text("号码冷却期内", "number in its cool-down"),
    "protected": Text("他人保护期内的线索", "protected lead of somebody else"),
}
"""Every kind with its name, the weightiest first."""

FINAL: frozenset[SuppressionKind] = frozenset({"do_not_call", "opted_out", "complained"})
"""Refusals: they live in the contacts register and nothing takes them back."""

KEPT_BY_PEOPLE: frozenset[SuppressionKind] = frozenset({"existing_customer", "competitor", "cool_down"})
"""Kinds that people import and may lift again."""

_REASONS: dict[str, SuppressionKind] = {
    "complaint": "complained",
    "complained": "complained",
    "opted_out": "opted_out",
    "opt_out": "opted_out",
}
_ORDER = list(KINDS)
_NOISE = re.compile(r"[\s·.,，。、_\-*\"“”'‘’]+|[（(][^（）()]*[）)]")
_FORM = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|公司|集团|co\.?,?ltd\.?|inc\.?|ltd\.?)$"
)


def kind_of_refusal(reason: str) -> SuppressionKind:
    """The kind a refusal's reason stands for; whatever is not known means "do not call"."""
    return _REASONS.get(reason.strip().lower(), "do_not_call")


def company_form(name: str) -> str:
    """A company's name as the ledger compares it: one width, no brackets, no legal form; "" says nothing.

    A name of a single character left over is too short to recognise anybody by and gives "".
    """
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", name).lower())
    stripped = _FORM.sub("", bare) or bare
    return stripped if len(stripped) > 1 else ""


def weightiest(found: Sequence[Suppression]) -> Suppression | None:
    """The reason to show first: final ones, then in the order of the kinds, the longest of a kind."""
    if not found:
        return None
    return min(found, key=lambda one: (_ORDER.index(one.kind), one.until is not None, _late(one.until)))


def _late(until: datetime | None) -> float:
    return -until.timestamp() if until else 0.0


def per_kind(found: Mapping[UUID, Sequence[Suppression]]) -> dict[str, int]:
    """How many contacts each kind keeps off, in the order of the kinds; a contact counts once per kind."""
    kinds = [kind for several in found.values() for kind in {one.kind for one in several}]
    return {kind: kinds.count(kind) for kind in _ORDER if kind in kinds}


@dataclass(frozen=True)
class LedgerLine:
    """A line of the ledger as people see it; `subject` is a number (E.164), a contact's id or a company."""

    id: int
    kind: SuppressionKind
    subject_kind: str
    subject: str
    name: str
    reason: str
    source: str
    campaign_code: str | None
    person_id: UUID | None
    since: datetime
    until: datetime | None
    recorded_by: str
    recorded_at: datetime
    ended_at: datetime | None
    ended_by: str
    ended_reason: str
