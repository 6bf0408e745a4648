"""JSON lines: one object per line, keys are the columns in order of first appearance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from callwright.adapters.spreadsheets.contracts import Record
from callwright.adapters.spreadsheets.encoding import Encoding
from callwright.adapters.spreadsheets.errors import BrokenTable, TooManyColumns
from callwright.adapters.spreadsheets.limits import MAX_COLUMNS
from callwright.adapters.spreadsheets.records import text_lines

KEYS_FROM = 1000
"""Objects looked at to learn the columns; a key that first appears later is put into the column `_more`."""
MORE = "_more"


def json_columns(path: Path, encoding: Encoding) -> list[str]:
    """The keys of the first objects, and `_more` for what comes later."""
    keys: dict[str, None] = {}
    for number, found in _objects(path, encoding):
        keys.update(dict.fromkeys(found))
        if number >= KEYS_FROM:
            break
    if len(keys) > MAX_COLUMNS:
        raise TooManyColumns(name=path.name, columns=len(keys), limit=MAX_COLUMNS)
    return [*(key for key in keys if key != MORE), MORE]


def json_records(path: Path, encoding: Encoding, columns: list[str]) -> Iterator[Record]:
    """Numbered records with one cell per column; an empty line is a record without cells."""
    known = set(columns)
    for number, found in _objects(path, encoding):
        if not found:
            yield number, []
            continue
        rest = {key: value for key, value in found.items() if key not in known}
        cells = [_text(found.get(column)) for column in columns[:-1]]
        yield number, [*cells, _text(rest) if rest else ""]


def _objects(path: Path, encoding: Encoding) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(text_lines(path, encoding), start=1):
        if not line.strip():
            yield number, {}
            continue
        try:
            found = json.loads(
                line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
            )
        except (ValueError, RecursionError) as problem:
            raise BrokenTable(name=path.name, reason=f"line {number}: {problem}") from problem
        if not isinstance(found, dict):
            raise BrokenTable(name=path.name, reason=f"line {number}: not an object")
        yield number, found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """All values of a key: one that stands twice in an object loses neither."""
    found: dict[str, object] = {}
    for name, value in pairs:
        key = _written(name)
        found[key] = [found[key], value] if key in found and found[key] != value else value
    return found


def _written(text: str) -> str:
    """Text that can be written: halves of signs that JSON may escape become `\ufffd`, NUL is left out."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", "")


def _text(value: object) -> str:
    """Text of a value: lists of plain values are joined, so that several phones stay several."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return ";".join(_text(item) for item in value)
    if isinstance(value, (dict, list)):
        return _written(json.dumps(value, ensure_ascii=False))
    if isinstance(value, bool):
        return "true" if value else "false"
    return _written(str(value))
