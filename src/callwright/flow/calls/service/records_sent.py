"""Records as a known phone system writes them, made into what an import of call records takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callwright.flow.calls.decide.rejections import SKIPPED
from callwright.flow.calls.errors import UnknownPhoneSystemKind, WebhookUnreadable
from callwright.flow.calls.ports import PhoneSystems
from callwright.kernel.text import Text
from callwright.platform.tables import Table, TableRow

_SECTIONS = {"columns", "values", "timezone", "system", "time_formats", "country"}
_SHOWN = 20


def read_sent_file(
    systems: PhoneSystems, kind: str, content: bytes, mapping: Mapping[str, Any] | None
) -> tuple[Table, dict[str, Any], list[Text]]:
    """A file of a kind of phone system as a table, its mapping, and notes about what was no call record.

    Raises UnknownPhoneSystemKind, WebhookUnreadable. Blocking: run in a thread.
    """
    if kind not in systems.kinds():
        raise UnknownPhoneSystemKind(kind=kind, known="、".join(systems.kinds()))
    try:
        sent = systems.read(kind, content)
    except ValueError as error:
        raise WebhookUnreadable(kind=kind, reason=str(error)) from None
    columns = list(dict.fromkeys(name for row in sent.rows for name in row))
    rows = [
        TableRow(number, {name: row.get(name, "") for name in columns})
        for number, row in enumerate(sent.rows, start=1)
    ]
    told = mapping_of(mapping or {}, systems.outcomes(kind), columns, kind)
    notes = []
    if sent.skipped:
        examples = "；".join(sent.skipped[:_SHOWN])
        notes.append(SKIPPED.format(count=len(sent.skipped), examples=examples))
    return Table(columns, rows, "utf-8"), told, notes


def mapping_of(
    own: Mapping[str, Any], outcomes: Mapping[str, str], columns: Sequence[str], system: str
) -> dict[str, Any]:
    """A company's own mapping over what is known of the kind; columns that are not there are left out."""
    sections = own if _SECTIONS & own.keys() else {"columns": own}
    values = dict(sections.get("values") or {})
    words = {**outcomes, **(values.get("outcome") or {})}
    told = {name: column for name, column in (sections.get("columns") or {}).items() if column in columns}
    return {
        **sections,
        "columns": told,
        "values": {**values, "outcome": words} if words else values,
        "system": sections.get("system") or system,
    }
