"""3CX's call data records (`cdr.log`): separated by commas, times in UTC, the order of its documentation."""

from __future__ import annotations

from callwright.adapters.phone_systems.csv_rows import rows_of
from callwright.adapters.phone_systems.sides import InternalCall, sides
from callwright.flow.calls.ports import SentRecords

COLUMNS = (
    "historyid", "callid", "duration", "time-start", "time-answered", "time-end", "reason-terminated", "from-no",
    "to-no", "from-dn", "to-dn", "dial-no", "reason-changed", "final-number", "final-dn", "bill-code", "bill-rate",
    "bill-cost", "bill-name", "chain", "from-type", "to-type", "final-type", "from-dispname", "to-dispname",
    "final-dispname", "missed-queue-calls",
)  # fmt: skip
NEEDED = ("historyid", "time-start", "time-end", "from-no", "to-no")


def read(body: bytes) -> SentRecords:
    """Rows of the log; calls between extensions are named, not taken. ValueError when it is no such log."""
    rows, skipped = [], []
    for number, row in enumerate(rows_of(body, COLUMNS, known="time-start"), start=1):
        missing = [name for name in NEEDED if name not in row]
        if missing:
            raise ValueError(f"line {number} lacks {', '.join(missing)}")
        try:
            rows.append(_record(row))
        except InternalCall as call:
            skipped.append(f"{number}: {call}")
    return SentRecords(tuple(rows), tuple(skipped))


def _record(row: dict[str, str]) -> dict[str, str]:
    who = sides(row["from-no"], row.get("final-number") or row.get("dial-no") or row["to-no"])
    return {
        "id": row["historyid"].removeprefix("Call").strip(),
        "agent": who.agent,
        "number": who.number,
        "direction": who.direction,
        "start": _utc(row["time-start"]),
        "answer": _utc(row.get("time-answered", "")),
        "end": _utc(row["time-end"]),
        "outcome": "",
        "campaign": "",
    }


def _utc(moment: str) -> str:
    return f"{moment.replace('/', '-').replace(' ', 'T')}+00:00" if moment else ""
