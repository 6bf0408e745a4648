"""Any system that can post JSON: one object, a list of them, one a line, or `{"records": [...]}`."""

from __future__ import annotations

import json
from typing import Any

from callwright.adapters.phone_systems.csv_rows import text_of
from callwright.flow.calls.ports import SentRecords

LISTS = ("records", "calls", "data", "items")


def read(body: bytes) -> SentRecords:
    """The objects as rows, names of inner objects joined by dots; ValueError when they are no objects."""
    text = text_of(body).strip()
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        content = [json.loads(line) for line in text.splitlines() if line.strip()]
    rows = tuple(_flat(one) for one in _objects(content))
    if not rows:
        raise ValueError("there is no record in it")
    return SentRecords(rows, ())


def _objects(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        inner = next((content[name] for name in LISTS if isinstance(content.get(name), list)), None)
        return _objects(inner) if inner is not None else [content]
    if isinstance(content, list) and all(isinstance(one, dict) for one in content):
        return content
    raise ValueError("a record is a JSON object")


def _flat(record: dict[str, Any], before: str = "") -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            cells |= _flat(value, f"{before}{name}.")
        else:
            cells[before + str(name)] = "" if value is None else str(value)
    return cells
