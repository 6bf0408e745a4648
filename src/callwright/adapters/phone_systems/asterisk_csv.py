"""Asterisk's `Master.csv` (module cdr_csv): no header, a fixed order of columns."""

from __future__ import annotations

from callwright.adapters.phone_systems.csv_rows import rows_of
from callwright.adapters.phone_systems.sides import InternalCall, sides
from callwright.flow.calls.ports import SentRecords

COLUMNS = (
    "accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata", "start",
    "answer", "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield",
)  # fmt: skip
SHORTEST = 16
"""Cells of a line with neither uniqueid nor userfield (both are settings of cdr.conf)."""


def read(body: bytes) -> SentRecords:
    """Rows of Master.csv; calls between extensions are named, not taken. ValueError when it is no such file."""
    rows, skipped = [], []
    for number, row in enumerate(rows_of(body, COLUMNS, known="dcontext"), start=1):
        if len(row) < SHORTEST:
            raise ValueError(
                f"line {number} has {len(row)} cells, Master.csv has {SHORTEST} to {len(COLUMNS)}"
            )
        try:
            rows.append(_record(row))
        except InternalCall as call:
            skipped.append(f"{number}: {call}")
    return SentRecords(tuple(rows), tuple(skipped))


def _record(row: dict[str, str]) -> dict[str, str]:
    who = sides(
        row["src"],
        row["dst"],
        calling=row["channel"],
        called=row["dstchannel"],
        account=row["accountcode"],
    )
    unique = row.get("uniqueid", "")
    return {
        "id": unique or f"{row['channel']} {row['start']}",
        "agent": who.agent,
        "number": who.number,
        "direction": who.direction,
        "start": row["start"],
        "answer": row["answer"] if row["disposition"] == "ANSWERED" else "",
        "end": row["end"],
        "outcome": row["disposition"],
        "recording": row.get("userfield", ""),
    }
