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


class CycleBlocked(Lacking):
    """The next step of a cycle waits for data, words or a signature; each lack names who supplies it."""

    status = 409
    code = "scores.cycle_blocked"
    text = Text(
        "{month} 不能进入下一步，还在等：{people}。",
        "{month} cannot take its next step; it waits for: {people}.",
    )


class CycleMoved(CallwrightError):
    """Somebody moved the cycle meanwhile."""

    status = 409
    code = "scores.cycle_moved"
    text = Text(
        "考核周期刚刚已被他人改到“{state}”，请刷新后再操作。",
        "Somebody has just moved the cycle to “{state_en}”; reload and look again.",
    )

    def sentence(self) -> Text:
        """Both sentences, each with the state in its language."""
        state = self.details["title"]
        assert isinstance(state, Text)
        return Text(self.text.zh.format(state=state.zh), self.text.en.format(state_en=state.en))


class CycleUnknown(CallwrightError):
    """No such cycle."""

    status = 404
    code = "scores.cycle_unknown"
    text = Text("找不到这个考核周期。", "No such appraisal cycle.")


class CycleExists(CallwrightError):
    """The cycle was opened before, or another one covers one of its months."""

    status = 409
    code = "scores.cycle_exists"
    text = Text("{period} 已有考核周期。", "A cycle covers {period} already.")


class StepNotAllowed(CallwrightError):
    """The role may not take this step."""

    status = 403
    code = "scores.step_not_allowed"
    text = Text(
        "您的角色不能执行这一步：校准由人力资源或老板、批准由老板执行。",
        "Your role may not take this step: HR or the owner calibrates, the owner approves.",
    )


class WrongStep(CallwrightError):
    """The cycle is in another state than this act needs."""

    status = 409
    code = "scores.wrong_step"
    text = Text(
        "周期现在不在这一步，不能这样操作。", "The cycle is in another step; this cannot be done now."
    )


class NoteMissing(CallwrightError):
    """The step needs words that are kept."""

    status = 422
    code = "scores.note_missing"
    text = Text("请写明内容，它会留档。", "Write it down; it is kept.")


class NotSupplier(CallwrightError):
    """Only the supplier signs, or the owner."""

    status = 403
    code = "scores.not_supplier"
    text = Text("这部分数据由 {supplier} 提供并签字。", "This data is supplied and signed by {supplier}.")


class SupplyUnknown(CallwrightError):
    """The cycle has no such unit of data."""

    status = 404
    code = "scores.supply_unknown"
    text = Text("这个周期没有这部分数据。", "The cycle has no such data.")


class NobodyReviewsThemselves(CallwrightError):
    """A review, a decision or an answer is somebody else's."""

    status = 403
    code = "scores.own_case"
    text = Text("不能评议、决定自己的事，请由上级处理。", "Nobody reviews or decides their own case.")


class HrAlone(CallwrightError):
    """HR alone makes no appraisal (product §9.2)."""

    status = 409
    code = "scores.hr_alone"
    text = Text(
        "考核不能由人力资源单独关账：请先启动 {month} 的考核周期，由各数据提供人签字、上级评议、老板批准。",
        "HR alone does not close {month}: open its cycle, where suppliers sign, leaders review and the owner approves.",
    )


class CycleNotApproved(CallwrightError):
    """The month belongs to a cycle that is not approved yet."""

    status = 409
    code = "scores.cycle_not_approved"
    text = Text(
        "{month} 的考核周期还没有批准，不能关账；老板可填写理由后强制关账。",
        "The cycle of {month} is not approved yet; the owner may close with a reason.",
    )


class ProjectUnknown(CallwrightError):
    """No such project, or not one the asker may see."""

    status = 404
    code = "scores.project_unknown"
    text = Text("找不到这个考核项目。", "No such appraisal project.")


class ProjectPublished(CallwrightError):
    """A published plan is not changed any more; evidence and notices still come."""

    status = 409
    code = "scores.project_published"
    text = Text("计划已经发布，不能再改。", "The plan is published and does not change any more.")


class ProjectIncomplete(Lacking):
    """The plan cannot be published yet."""

    status = 409
    code = "scores.project_incomplete"
    text = Text("“{month}”还不能发布：{people}。", "“{month}” cannot be published yet: {people}.")


class BadProject(CallwrightError):
    """Something in a project that cannot be."""

    status = 422
    code = "scores.bad_project"
    text = Text("项目内容有误：{reason_zh}", "The project cannot be kept: {reason_en}")


class NotItsOwner(CallwrightError):
    """Only who owns an event, or who runs the project, proves and completes it."""

    status = 403
    code = "scores.not_event_owner"
    text = Text("这项活动由 {owner} 负责。", "This event is owned by {owner}.")


class EvidenceMissing(CallwrightError):
    """An event is done when its proof is there."""

    status = 409
    code = "scores.evidence_missing"
    text = Text("请先上传或写下凭据，再标记完成。", "Add the evidence first, then mark it done.")


class AppealLate(CallwrightError):
    """The days of an appeal are over."""

    status = 409
    code = "scores.appeal_late"
    text = Text("申诉期限为 {until}，已过期。", "Appeals were possible until {until}.")


class AppealTwice(CallwrightError):
    """One appeal a proposal."""

    status = 409
    code = "scores.appeal_twice"
    text = Text("这条职级建议已有申诉。", "There is an appeal against this proposal already.")


class AppealOpen(CallwrightError):
    """An appeal waits for its answer; until then nothing is decided."""

    status = 409
    code = "scores.appeal_open"
    text = Text("本人已申诉，请先答复申诉再决定。", "The person appealed; answer that before you decide.")


class AppealUnknown(CallwrightError):
    """No such appeal, or it was answered."""

    status = 404
    code = "scores.appeal_unknown"
    text = Text("找不到待答复的申诉。", "No appeal waits for an answer here.")


class CoachingPlanMissing(CallwrightError):
    """The lowest grade gets a coaching plan, never a dismissal (product §9.5)."""

    status = 422
    code = "scores.coaching_plan_missing"
    text = Text(
        "最低职级的处理是辅导计划：请写明辅导内容、辅导人和截止日期。",
        "The lowest grade gets a coaching plan: say what is coached, by whom and until when.",
    )
