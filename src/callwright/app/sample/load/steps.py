"""The order in which the sample company comes in: the order in which the data moves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from callwright.app.sample.load import appraisal, findings, names, phones, registers, results
from callwright.app.sample.load.desk import Desk
from callwright.kernel.text import Text


@dataclass(frozen=True)
class Step:
    """One step: a name for the record, a title for the progress bar, and the work."""

    name: str
    title: Text
    work: Callable[[Desk], Awaitable[dict[str, Any]]]


STEPS: tuple[Step, ...] = (
    Step("people", Text("导入花名册", "roster"), registers.people),
    Step("products", Text("导入产品", "products"), registers.products),
    Step("campaigns", Text("导入外呼活动", "campaigns"), registers.campaign_file),
    Step("lists", Text("导入并清洗名单", "importing and cleaning the lists"), names.import_lists),
    Step("verify", Text("抽样核验名单", "verifying a sample of each list"), names.verify_lists),
    Step("release", Text("放行合格名单", "releasing the lists that pass"), names.release_lists),
    Step("assign", Text("分配线索", "dealing the leads"), names.assign_leads),
    Step("calls", Text("导入通话记录", "call records"), phones.call_records),
    Step("floor", Text("导入坐席状态", "agent states"), phones.agent_states),
    Step("speech", Text("合成通话录音", "speaking the recorded calls"), phones.speak_calls),
    Step("recordings", Text("导入录音", "recordings"), phones.recordings),
    Step("insights", Text("分析录音", "measuring the recordings"), phones.insights),
    Step("goals", Text("导入目标", "goals"), results.goal_books),
    Step("goal_sets", Text("指标组合与重点工作", "sets of indicators and key work"), appraisal.goal_sets),
    Step("acknowledge", Text("确认目标", "acknowledging the goals"), results.acknowledgements),
    Step("pay_plan", Text("薪酬方案", "pay plan"), results.pay_plan),
    Step("appraisal", Text("考核项目", "appraisal project"), appraisal.project),
    Step("months", Text("关账：得分与薪酬", "closing two months: scores and pay"), results.close_months),
    Step(
        "orders_now", Text("导入本月订单与退货", "this month's orders and late returns"), results.orders_now
    ),
    Step("diagnosis", Text("团队诊断", "diagnosis"), findings.diagnose),
)
