"""What an appraisal formula refuses. Missing or impossible numbers are errors, never 0 (product §9.3)."""

from __future__ import annotations

from typing import ClassVar

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class AboutIndicator(CallwrightError):
    """An error about an indicator; `indicator` is its name as a Text, so each sentence has its own word."""

    code: ClassVar[str] = "appraisal.indicator"
    text: ClassVar[Text] = Text("指标“{indicator}”有误。", "The indicator “{indicator}” is wrong.")

    def sentence(self) -> Text:
        """Both sentences, each with the indicator's name in its language."""
        others = {name: value for name, value in self.details.items() if name != "indicator"}
        name = self.details["indicator"]
        zh, en = (name.zh, name.en) if isinstance(name, Text) else (name, name)
        return Text(self.text.zh.format(indicator=zh, **others), self.text.en.format(indicator=en, **others))


class MissingActual(AboutIndicator):
    """No actual value for an indicator."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "appraisal.missing_actual"
    text: ClassVar[Text] = Text(
        "指标“{indicator}”没有实际值：请导入数据或在“实际值”表中填写。缺数据不按 0 计。",
        "Indicator “{indicator}” has no actual value: import or enter it. Missing data is never 0.",
    )


class ZeroTarget(AboutIndicator):
    """A target that is zero or negative gives no completion."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "appraisal.zero_target"
    text: ClassVar[Text] = Text(
        "指标“{indicator}”的目标值为 {target}，无法计算完成率：目标值必须大于 0。",
        "Indicator “{indicator}” has the target {target}, so there is no completion: use one above 0.",
    )


class WeightsNotHundred(CallwrightError):
    """Weights do not sum to 100."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "appraisal.weights_not_100"
    text: ClassVar[Text] = Text(
        "指标权重合计为 {total}，应为 {wanted}。", "The weights sum to {total}; they must sum to {wanted}."
    )


class GoalsMissing(CallwrightError):
    """No goals, no appraisal (product §9.1)."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "appraisal.goals_missing"
    text: ClassVar[Text] = Text(
        "没有目标就没有考核：请先导入目标并确认。", "No goals, no appraisal: import and acknowledge them."
    )


class CouplingMissing(CallwrightError):
    """The managers' quarterly bonus has no curve (product §9.7)."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "appraisal.coupling_missing"
    text: ClassVar[Text] = Text(
        "薪酬方案没有给出经理季度奖金与公司业绩挂钩的曲线。",
        "The pay plan gives no curve that couples the managers' quarterly bonus to the company's result.",
    )


class KeyWorkUndecided(CallwrightError):
    """A proof of key work waits for the leader's decision: that is missing data, not 0."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "appraisal.key_work_undecided"
    text: ClassVar[Text] = Text(
        "有 {count} 项重点工作的凭据还没有人确认（如“{title}”）。",
        "The proof of {count} pieces of key work waits for a decision (such as “{title}”).",
    )
