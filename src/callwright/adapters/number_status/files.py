"""The result file of a number-status service: a column of numbers, a column of status words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from callwright.flow.lists.ports import NumberStatus
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.tables import TableReader, match_columns


class StatusColumnMissing(CallwrightError):
    """The result file lacks the column of numbers or of status words."""

    status = 422
    code = "number_status.column_missing"
    text = Text(
        "检测结果文件缺少「{column}」列，可用的列名：{known}。",
        "The result file lacks a column for “{column}”. Known headers: {known}.",
    )


class NumberStatusFiles:
    """Reads the file that a service returns; any table format."""

    def __init__(self, reader: TableReader) -> None:
        self._reader = reader

    def statuses(
        self, answer: Path, *, number_headers: Sequence[str], status_headers: Sequence[str]
    ) -> list[NumberStatus]:
        """Every line of the file. StatusColumnMissing (422), and what reading a table may refuse."""
        table = self._reader.read(answer)
        wanted = {"number": number_headers, "status": status_headers}
        columns = match_columns(table.columns, wanted)
        for field, headers in wanted.items():
            if field not in columns:
                raise StatusColumnMissing(column=headers[0], known="、".join(headers))
        return [
            NumberStatus(row.line, row.cells.get(columns["number"], ""), row.cells.get(columns["status"], ""))
            for row in table.rows
        ]
