"""Why a call record cannot be used, as sentences for the person who brought the file."""

from __future__ import annotations

from callwright.kernel.text import Text

UNUSABLE_NUMBER = Text(
    "号码无法使用（为空、被打码、位数不对或被表格软件破坏）。",
    "The number cannot be used: empty, masked, of impossible length, or ruined by a spreadsheet.",
)
BAD_TIME = Text(
    "时间“{value}”无法读取，请写成 2026-10-01 09:00:00，或在映射文件里给出 time_formats。",
    "Cannot read the time “{value}”; write it like 2026-10-01 09:00:00, or give time_formats in the mapping.",
)
NO_END = Text("已接通的通话没有结束时间，也没有时长。", "An answered call has neither an end nor a duration.")
END_BEFORE_START = Text("结束时间早于开始时间。", "The end is before the start.")
ANSWER_OUTSIDE = Text("接听时间不在开始与结束之间。", "The answer is not between start and end.")
IN_THE_FUTURE = Text("时间在将来。", "The time lies in the future.")
TOO_LONG = Text("一次通话超过 24 小时，记录有误。", "A call of more than 24 hours; the record is wrong.")
CHANGED = Text(
    "这条通话已经导入过，但内容不同；保留先导入的那条。",
    "This call is known already with other content; the one imported first is kept.",
)
UNKNOWN_OUTCOMES = Text(
    "结果“{word}”不认识（{count} 条）：原文已保留，按是否接通计为“已接”或“未接”。可在映射文件的 "
    "values.outcome 里说明。",
    "Unknown outcome “{word}” ({count} rows): kept as it is, counted as answered or no answer. Explain it in"
    " values.outcome of the mapping.",
)
UNKNOWN_DIRECTIONS = Text(
    "方向“{word}”不认识（{count} 条），按呼出处理。",
    "Unknown direction “{word}” ({count} rows), taken as outbound.",
)
UNKNOWN_CAMPAIGN = Text(
    "外呼活动“{word}”不存在（{count} 条），按默认规则计算有效接触。",
    "No campaign “{word}” ({count} rows); effective contacts follow the default rule.",
)
ANSWER_NOT_KNOWN = Text(
    "文件没有接听时间和通话时长：按结果判断是否接通，振铃时间计入了通话时长。",
    "The file has neither answer times nor talk durations: the outcome tells who answered; talk includes ringing.",
)
OVERLAPPING = Text(
    "{count} 次呼叫与同一坐席的另一次呼叫时间重叠：都已保留并标记，通话时长只计一次。",
    "{count} attempts overlap with another one of the same agent: all kept and marked, talk counted once.",
)


class Unusable(Exception):
    """A row that cannot be used: code and sentence for its rejection. Never leaves this stage."""

    def __init__(self, reason: str, text: Text) -> None:
        self.code = f"calls.{reason}"
        self.text = text
        super().__init__(self.code)


NOT_YOUR_PERSON = Text(
    "“{reference}”不是您这一方的人员，只能上传本方人员的通话。",
    "“{reference}” is none of your people; only calls of your own people can be brought.",
)
SKIPPED = Text(
    "有 {count} 条不是与客户的通话，未导入：{examples}",
    "{count} records are no calls with customers and were not taken: {examples}",
)
