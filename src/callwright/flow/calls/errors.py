"""What can go wrong with calls."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class MissingColumns(CallwrightError):
    """Something every call record needs has no column."""

    status = 422
    code = "calls.missing_columns"
    text = Text(
        "通话记录缺少：{missing}。请在映射文件的 columns 里写明对应的列名。文件里的列：{columns}。",
        "The call records lack: {missing}. Name the columns in the mapping. Columns of the file: {columns}.",
    )


class MappingNamesUnknownColumns(CallwrightError):
    """The mapping names columns that the file does not have."""

    status = 422
    code = "calls.mapping_unknown_columns"
    text = Text(
        "映射文件里的列 {unknown} 在文件中不存在。文件里的列：{columns}。",
        "The mapping names columns that are not in the file: {unknown}. Columns of the file: {columns}.",
    )


class MappingUnreadable(CallwrightError):
    """The mapping is not a mapping, or names things that do not exist."""

    status = 422
    code = "calls.mapping_unreadable"
    text = Text(
        "映射文件无法使用：{reason}。请参照 {{columns: {{agent: 坐席, number: 号码, start: 开始时间, …}}}}。",
        "The mapping cannot be used: {reason}. Write it like {{columns: {{agent: 坐席, number: 号码, "
        "start: …}}}}.",
    )


class AttemptNotFound(CallwrightError):
    """There is no such attempt, or it is outside the viewer's scope."""

    status = 404
    code = "calls.not_found"
    text = Text("没有找到这次呼叫。", "There is no such call.")
