"""Errors of the scores stage."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text

SHOWN = 12
"""How many names a sentence lists before it counts the rest."""


class Lacking(CallwrightError):
    """Something is missing for people; `missing` lists it as `Lack.to_json()`, each sentence names the first few."""

    status = 409
    code = "scores.lacking"
    text = Text("{month} 尚缺：{people}。", "{month} lacks: {people}.")

    def sentence(self) -> Text:
        """Both sentences, each with the names in its language."""
        zh, en = _named(self.details["missing"], "zh", "；"), _named(self.details["missing"], "en", "; ")
        month = self.details["month"]
        return Text(self.text.zh.format(month=month, people=zh), self.text.en.format(month=month, people=en))


def _named(missing: object, language: str, joint: str) -> str:
    """The first few in one line, and how many there are."""
    found = [str(each[language]) for each in missing] if isinstance(missing, list) else []
    rest = f" …({len(found)})" if len(found) > SHOWN else ""
    return (joint.join(found[:SHOWN]) or "—") + rest


class GoalsMissing(Lacking):
    """No goals, no appraisal (product §9.1)."""

    status = 409
    code = "scores.goals_missing"
    text = Text(
        "{month} 不能考核，尚缺：{people}。请补齐目标、岗位职责和确认；老板可填写理由后强制关账。",
        "{month} cannot be appraised; missing: {people}. Complete goals, role descriptions and "
        "acknowledgements; the owner may close with a reason.",
    )


class DataMissing(Lacking):
    """An indicator has no actual value; missing data never counts as 0."""

    status = 409
    code = "scores.data_missing"
    text = Text(
        "{month} 缺少实际数据：{people}。请导入数据或在“实际值”中填写；缺数据不按 0 计。",
        "{month} lacks actual values: {people}. Import the data or enter it; missing data never counts as 0.",
    )


class MonthNotOver(CallwrightError):
    """The month has not ended: its figures would be frozen half-way."""

    status = 409
    code = "scores.month_not_over"
    text = Text(
        "{month} 还没有结束，不能关账；老板可填写理由后提前关账。",
        "{month} is not over and cannot be closed; the owner may close it early with a reason.",
    )


class OverrideNotAllowed(CallwrightError):
    """Only the owner may close a month that is not complete."""

    status = 403
    code = "scores.override_not_allowed"
    text = Text("只有老板可以强制关账。", "Only the owner may close an incomplete month.")


class NotClosed(CallwrightError):
    """The scores of the month are still open."""

    status = 409
    code = "scores.not_closed"
    text = Text(
        "{month} 的考核尚未关账，请先关闭考核。", "The scores of {month} are not closed; close them first."
    )


class BadMonth(CallwrightError):
    """A month that cannot be read."""

    status = 422
    code = "scores.bad_month"
    text = Text("“{month}”不是月份，请写成 2026-10。", "“{month}” is no month; write 2026-10.")


class ProposalUnknown(CallwrightError):
    """No such grade proposal, or not one the asker may see."""

    status = 404
    code = "scores.proposal_unknown"
    text = Text("找不到这条职级建议。", "No such grade proposal.")


class ProposalDecided(CallwrightError):
    """Somebody decided before."""

    status = 409
    code = "scores.proposal_decided"
    text = Text("这条职级建议已由 {by} 处理。", "{by} has decided this proposal already.")


class PersonUnknown(CallwrightError):
    """Nobody of this number or name."""

    status = 404
    code = "scores.person_unknown"
    text = Text(
        "找不到“{reference}”，或同名者不止一人，请用工号。",
        "Nobody is “{reference}”, or several people are; use the employee number.",
    )
