"""VICIdial's report "Export Calls": text separated by tabs, with a header row."""

from __future__ import annotations

from callwright.adapters.phone_systems.csv_rows import rows_of
from callwright.flow.calls.ports import SentRecords

NEEDED = ("call_date", "phone_number_dialed", "status", "user", "length_in_sec", "lead_id")
NOBODY = frozenset({"", "VDAD", "VDCL"})
"""Users that stand for the dialer itself: no agent took part."""
UNREACHED = {
    "A": "answering_machine",
    "AA": "answering_machine",
    "AM": "answering_machine",
    "AL": "answering_machine",
    "B": "busy",
    "AB": "busy",
    "DC": "invalid_number",
    "ADC": "invalid_number",
    "ADCT": "invalid_number",
    "N": "no_answer",
    "NA": "no_answer",
}
OUTCOMES = UNREACHED | {
    "NI": "refused",
    "NP": "refused",
    "DEC": "refused",
    "DNC": "do_not_call",
    "DNCL": "do_not_call",
    "CALLBK": "callback",
    "CBHOLD": "callback",
    "XFER": "interested",
    "SALE": "ordered",
}
"""What its system statuses mean; a company's own statuses are added in the mapping."""


def read(body: bytes) -> SentRecords:
    """Rows of the report; attempts that no agent took part in are named, not taken. ValueError for other files."""
    found = rows_of(body, (), known="phone_number_dialed", delimiter="\t")
    missing = [name for name in NEEDED if name not in found[0]]
    if missing:
        raise ValueError(f"columns are missing: {', '.join(missing)}")
    rows, skipped = [], []
    for number, row in enumerate(found, start=2):
        if row["user"] in NOBODY:
            skipped.append(f"{number}: {row['status']} without an agent")
        else:
            rows.append(_record(row))
    return SentRecords(tuple(rows), tuple(skipped))


def _record(row: dict[str, str]) -> dict[str, str]:
    seconds = row["length_in_sec"] or "0"
    return {
        "id": row.get("uniqueid") or f"{row['lead_id']} {row['call_date']}",
        "agent": row["user"],
        "number": row["phone_number_dialed"],
        "direction": "outbound",
        "start": row["call_date"],
        "talk_seconds": "0" if row["status"] in UNREACHED else seconds,
        "duration_seconds": seconds,
        "outcome": row["status"],
        "recording": row.get("recording_filename") or row.get("recording_location", ""),
        "campaign": row.get("campaign_id", ""),
    }
