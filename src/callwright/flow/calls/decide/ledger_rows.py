"""Rows of a file of consents, or of numbers compared with a register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from callwright.flow.calls.decide.numbers import read_number
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.tables import TableRow
from callwright.registers.contacts.contracts import ConsentForm, NewConsent, Scrub

CONSENT_COLUMNS = {
    "number": ("号码", "电话", "手机号", "phone", "e164"),
    "form": ("同意形式", "形式", "type"),
    "words": ("同意内容", "内容", "text"),
    "given_at": ("同意时间", "时间", "given"),
    "ends_at": ("截止时间", "截止", "until"),
}
SCRUB_COLUMNS = {
    "number": ("号码", "电话", "手机号", "phone", "e164"),
    "listed": ("在册", "命中", "hit", "on register"),
}
FORMS: dict[str, ConsentForm] = {
    "推定": "presumed",
    "推定同意": "presumed",
    "明示": "express",
    "明示同意": "express",
    "口头": "express",
    "书面": "written",
    "书面同意": "written",
    "presumed": "presumed",
    "express": "express",
    "written": "written",
}
_YES = frozenset({"1", "y", "yes", "true", "是", "在册", "命中"})
_NO_NUMBER = Text("号码无法识别。", "The number cannot be read.")
_NO_FORM = Text("同意形式须为 推定、明示 或 书面。", "The form must be presumed, express or written.")
_NO_WORDS = Text("缺少同意内容。", "The words of the consent are missing.")
_NO_TIME = Text("时间无法识别。", "The time cannot be read.")

ReadTime = Callable[[str], datetime]


def consent_of(
    row: TableRow, columns: Mapping[str, str], *, source: str, proof_key: str, read_time: ReadTime
) -> NewConsent | Rejection:
    """One consent; the file itself is its proof. A row that lacks anything a proof needs is rejected."""
    cells = {name: row.cells.get(column, "").strip() for name, column in columns.items()}
    e164 = read_number(cells.get("number", ""))
    form = FORMS.get(cells.get("form", "").lower())
    if e164 is None:
        return _rejected(row, "calls.ledger_number", _NO_NUMBER)
    if form is None:
        return _rejected(row, "calls.ledger_form", _NO_FORM)
    if not cells.get("words"):
        return _rejected(row, "calls.ledger_words", _NO_WORDS)
    try:
        given_at = read_time(cells.get("given_at", ""))
        ends_at = read_time(cells["ends_at"]) if cells.get("ends_at") else None
    except ValueError:
        return _rejected(row, "calls.ledger_time", _NO_TIME)
    return NewConsent(
        e164=e164,
        form=form,
        words=cells["words"],
        source=source,
        given_at=given_at,
        proof_key=proof_key,
        ends_at=ends_at,
    )


def scrub_of(
    row: TableRow, columns: Mapping[str, str], *, register: str, version_at: datetime
) -> Scrub | Rejection:
    """One number compared with a register; without a column "listed" every number of the file stands in it."""
    e164 = read_number(row.cells.get(columns["number"], ""))
    if e164 is None:
        return _rejected(row, "calls.ledger_number", _NO_NUMBER)
    listed = "listed" not in columns or row.cells.get(columns["listed"], "").strip().lower() in _YES
    return Scrub(e164, register, version_at, listed)


def _rejected(row: TableRow, code: str, text: Text) -> Rejection:
    return Rejection(row.line, code, text, dict(row.cells))
