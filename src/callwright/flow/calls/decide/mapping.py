"""What a mapping file says, and which columns a file of call records needs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from callwright.flow.calls.contracts import CallMapping, Direction, Outcome
from callwright.flow.calls.errors import MappingNamesUnknownColumns, MappingUnreadable, MissingColumns
from callwright.platform.tables import match_columns, normalise_header

_HEADERS = {
    "id": ("流水号 通话流水号 通话ID 记录ID 话单号 通话标识 call_id uniqueid uuid record_id cdr_id callid"),
    "agent": (
        "坐席 工号 坐席工号 坐席编号 坐席姓名 员工 员工工号 销售 客服 agent_id agent_name "
        "employee_number user 分机 分机号 extension"
    ),
    "number": (
        "号码 客户号码 电话 电话号码 客户电话 手机号 手机号码 对方号码 phone phone_number "
        "customer_number remote_number"
    ),
    "callee": "被叫 被叫号码 callee called called_number destination dst to",
    "caller": "主叫 主叫号码 caller calling_number source src from",
    "direction": "方向 呼叫方向 呼叫类型 通话类型 call_type call_direction type",
    "start": (
        "开始时间 呼叫时间 拨打时间 起始时间 呼叫开始时间 开始 时间 start_time started_at "
        "start_stamp calldate call_time begin_time"
    ),
    "answer": ("接听时间 应答时间 接通时间 通话开始时间 answer_time answered_at answer_stamp connect_time"),
    "end": "结束时间 挂断时间 挂机时间 通话结束时间 结束 end_time ended_at end_stamp hangup_time",
    "ring_seconds": "振铃时长 响铃时长 等待时长 ring_duration ring_time wait_time",
    "talk_seconds": (
        "通话时长 通话秒数 接通时长 计费时长 通话时间 talk_time talk_duration billsec call_duration"
    ),
    "duration_seconds": "时长 总时长 呼叫时长 持续时间 duration total_duration seconds",
    "outcome": "结果 呼叫结果 通话结果 小结 通话小结 处理结果 状态 disposition result status call_result",
    "recording": (
        "录音文件 录音 录音文件名 录音地址 录音路径 录音链接 recording_file recording_name "
        "record_file recordingfile"
    ),
    "campaign": "活动 外呼活动 项目 任务 任务名称 campaign_code campaign_name project",
}
COLUMNS = {name: headers.split() for name, headers in _HEADERS.items()}
_LABELS = {"agent": "agent 坐席", "number": "number 号码", "start": "start 开始时间"}
_SECTIONS = {"columns", "values", "timezone", "system", "time_formats", "country"}


def read_mapping(given: Mapping[str, Any] | None) -> CallMapping:
    """A mapping file as written by people: sections (`columns`, `values`, …), or flat field → column.

    Raises MappingUnreadable for unknown fields, outcomes, directions or zones.
    """
    if not given:
        return CallMapping()
    if not isinstance(given, Mapping):
        raise MappingUnreadable(reason=type(given).__name__)
    sections: Mapping[str, Any] = given if _SECTIONS & given.keys() else {"columns": given}
    columns = {
        str(name): str(column) for name, column in dict(sections.get("columns") or {}).items() if column
    }
    unknown = [name for name in columns if name not in COLUMNS] + [
        name for name in sections if name not in _SECTIONS
    ]
    if unknown:
        raise MappingUnreadable(reason="、".join(unknown))
    mapping = CallMapping(
        columns=columns,
        values=_values(sections.get("values") or {}),
        timezone=str(sections.get("timezone") or ""),
        system=str(sections.get("system") or ""),
        time_formats=tuple(str(form) for form in sections.get("time_formats") or ()),
        country=str(sections.get("country") or "CN").upper(),
    )
    if mapping.timezone:
        try:
            ZoneInfo(mapping.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            raise MappingUnreadable(reason=mapping.timezone) from None
    return mapping


def parse_mapping(text: str) -> dict[str, Any] | None:
    """A mapping from JSON or YAML text, checked; None when empty. Raises MappingUnreadable."""
    if not text.strip():
        return None
    try:
        given = json.loads(text) if text.lstrip().startswith("{") else yaml.safe_load(text)
    except (ValueError, yaml.YAMLError) as error:
        raise MappingUnreadable(reason=str(error).splitlines()[0]) from None
    read_mapping(given)
    return dict(given) if given else None


def find_columns(columns: Sequence[str], mapping: CallMapping) -> dict[str, str]:
    """Which column of this file carries which field.

    Raises MappingNamesUnknownColumns or MissingColumns; both list the columns that are there.
    """
    present = {normalise_header(column) for column in columns}
    unknown = [column for column in mapping.columns.values() if normalise_header(column) not in present]
    if unknown:
        raise MappingNamesUnknownColumns(unknown="、".join(unknown), columns="、".join(columns))
    found = match_columns(columns, COLUMNS, mapping.columns)
    missing = [label for name, label in _LABELS.items() if name not in found]
    if {"callee", "caller"} & found.keys():
        missing = [label for label in missing if label != _LABELS["number"]]
    if missing:
        raise MissingColumns(missing="、".join(missing), columns="、".join(columns))
    return found


def _values(given: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    allowed: dict[str, set[str]] = {"direction": set(Direction), "outcome": set(Outcome)}
    values: dict[str, dict[str, str]] = {}
    for name, words in given.items():
        if name not in allowed or not isinstance(words, Mapping):
            raise MappingUnreadable(reason=f"values.{name}")
        for word, meaning in words.items():
            if str(meaning) not in allowed[name]:
                raise MappingUnreadable(reason=f"values.{name}.{word}: {meaning}")
        values[name] = {str(word).strip(): str(meaning) for word, meaning in words.items()}
    return values
