"""What can go wrong with insight."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class CallWithoutRecording(CallwrightError):
    """The call has no recording, so there is nothing to measure."""

    status = 409
    code = "insights.no_recording"
    text = Text(
        "这次通话没有录音。请先导入录音。", "This call has no recording. Import the recordings first."
    )


class NotWrittenDown(CallwrightError):
    """Sound leaves the house only with its numbers covered, and without a transcript nobody knows where they are."""

    status = 409
    code = "insights.not_written_down"
    text = Text(
        "这通电话还没有文字稿，不知道号码在哪里，所以不能导出。请先转写，再导出。",
        "This call has no transcript yet, so it is not known where numbers are said, and its sound cannot be exported."
        " Have it written down first.",
    )


class OutsideNotTold(CallwrightError):
    """Nobody turns the outside judge on without having read what leaves the house."""

    status = 422
    code = "insights.outside_not_told"
    text = Text(
        "请先读完哪些内容会离开公司，并勾选“我已知道”，再开启外部判断。",
        "Read what leaves the house and tick that you know it before turning the outside judge on.",
    )


class OutsideAddressUnfit(CallwrightError):
    """The address of an outside judge must be whole, and encrypted unless it lies inside the company."""

    status = 422
    code = "insights.outside_address"
    text = Text(
        "地址 {address} 不能用：要以 https:// 开头；只有本机或内网地址可以用 http://。",
        "The address {address} cannot be used: it has to begin with https://; only addresses of this machine or the"
        " company's own network may use http://.",
    )


class OutsideKeyLost(CallwrightError):
    """The key of the outside judge was sealed by another installation."""

    status = 409
    code = "insights.outside_key_lost"
    text = Text(
        "外部判断的密钥是在另一台安装上封存的，这里打不开。请重新填写密钥。",
        "The key of the outside judge was sealed by another installation and cannot be opened here. Enter it again.",
    )


class OutsideJudgeFailed(CallwrightError):
    """The outside judge gave no usable answer; the rules judge instead. `reason` is a code, `detail` a word on it."""

    status = 502
    code = "insights.outside_failed"
    text = Text(
        "外部判断没有给出可用的回答（{reason}：{detail}）。通话照常按规则检查；请核对地址、模型和密钥。",
        "The outside judge gave no usable answer ({reason}: {detail}). Calls are judged by the rules meanwhile; check"
        " address, model and key.",
    )


class NoRecogniser(CallwrightError):
    """No speech recognition is installed; everything that needs no words works without it."""

    status = 409
    code = "insights.no_recogniser"
    text = Text(
        "还没有安装语音识别模型（缺 {missing}），所以没有文字稿；不需要文字的度量照常。"
        "请运行 callwright speech install。",
        "No speech model is installed ({missing} is missing), so there are no transcripts; measures that need no words"
        " go on. Run: callwright speech install.",
    )


class UnknownModel(CallwrightError):
    """No model has this name."""

    status = 404
    code = "insights.unknown_model"
    text = Text(
        "没有叫 {name} 的语音模型。可用的有：{names}。",
        "No speech model is called {name}. There are: {names}.",
    )


class ModelNotInstalled(CallwrightError):
    """What was fetched is not the model, or could not be fetched."""

    status = 502
    code = "insights.model_not_installed"
    text = Text(
        "模型 {name} 没有装上：{reason}。可以在能上网的电脑上下载，再用 --from 指定文件夹。",
        "The model {name} was not installed: {reason}."
        " Fetch it on a machine with internet and name its folder: --from.",
    )


class TooLong(CallwrightError):
    """A recording longer than any call."""

    status = 422
    code = "insights.too_long"
    text = Text(
        "录音长 {minutes} 分钟，超过 {limit} 分钟，不像一次通话，没有分析。请检查电话系统是否漏挂机。",
        "The recording is {minutes} minutes long, more than {limit}: no call is that long, so it was not analysed."
        " Check whether the phone system missed a hang-up.",
    )


class NothingHeard(CallwrightError):
    """Nobody speaks in the recording."""

    status = 422
    code = "insights.nothing_heard"
    text = Text(
        "录音里没有人说话（长 {seconds} 秒）。请检查录音设置。",
        "Nobody speaks in this recording ({seconds} s long). Check the recording settings.",
    )


class RuleNotValid(CallwrightError):
    """A check that does not fit the rule language."""

    status = 422
    code = "insights.rule_not_valid"
    text = Text("这条规则写得不对：{reason}", "This rule is not valid: {reason}")


class RuleInThePast(CallwrightError):
    """A version that would change days that have been judged already."""

    status = 422
    code = "insights.rule_in_the_past"
    text = Text(
        "规则只能从今天（{today}）或以后的日期起生效，已经判过的日子不变。",
        "A rule can begin today ({today}) or later; days that were judged stay as they are.",
    )


class UnknownCheck(CallwrightError):
    """No check has this code on the day asked for."""

    status = 404
    code = "insights.unknown_check"
    text = Text("没有这条检查：{code}。", "There is no such check: {code}.")


class UnknownHit(CallwrightError):
    """The hit does not exist, or its call is outside the viewer's scope."""

    status = 404
    code = "insights.unknown_hit"
    text = Text(
        "没有这条命中记录，可能规则或文字稿已更新。",
        "There is no such hit; rules or transcript may have changed.",
    )


class UnknownComment(CallwrightError):
    """The comment does not exist, or somebody else wrote it."""

    status = 404
    code = "insights.unknown_comment"
    text = Text("没有这条批注，或不是您写的。", "There is no such comment, or you did not write it.")


class NothingToSearch(CallwrightError):
    """A search without a word, a check or a measure."""

    status = 422
    code = "insights.nothing_to_search"
    text = Text("请输入要找的词，或选择一项检查、度量。", "Enter a word, or choose a check or a measure.")


class ScorecardWrong(CallwrightError):
    """A scorecard that cannot be graded with."""

    status = 422
    code = "insights.scorecard_wrong"
    text = Text("评分表有误：{reason}。", "The scorecard is wrong: {reason}.")

    def sentence(self) -> Text:
        """Both sentences, the reason in its language."""
        reason = self.details["reason"]
        assert isinstance(reason, Text)
        return Text(self.text.zh.format(reason=reason.zh), self.text.en.format(reason=reason.en))


class ScorecardUnknown(CallwrightError):
    """No such version of a scorecard."""

    status = 404
    code = "insights.scorecard_unknown"
    text = Text("没有这一版评分表。", "There is no such version of the scorecard.")


class ScorecardMoved(CallwrightError):
    """The call is to be graded with another version than was sent."""

    status = 409
    code = "insights.scorecard_moved"
    text = Text(
        "这通电话应按“{title}”第 {version} 版评分，请刷新后重新评分。",
        "This call is graded with “{title}”, version {version}. Reload and grade again.",
    )


class MarksWrong(CallwrightError):
    """Marks that are not complete or not possible."""

    status = 422
    code = "insights.marks_wrong"
    text = Text(
        "以下项目没有评分或分数不对：{items}。每一项都要打分，或选“不适用”；不能全部不适用。",
        "These items have no points or impossible ones: {items}. Give points to each item or say that it does not"
        " apply; not all of them can.",
    )


class NotGradable(CallwrightError):
    """Nobody talked, so there is nothing to grade."""

    status = 409
    code = "insights.not_gradable"
    text = Text("这次呼叫没有接通，不能评分。", "Nobody answered this call; there is nothing to grade.")


class OwnCall(CallwrightError):
    """Nobody grades, answers or decides about own calls."""

    status = 403
    code = "insights.own_call"
    text = Text("不能评自己的通话，请由别人来评。", "Nobody grades own calls; somebody else has to.")


class GradedAlready(CallwrightError):
    """This grader has graded the call; a grade never changes."""

    status = 409
    code = "insights.graded_already"
    text = Text(
        "您已经评过这通电话。评分不能修改；对评分有疑问，请走异议。",
        "You have graded this call. A grade never changes; questions about it are disputes.",
    )


class GradeUnknown(CallwrightError):
    """No such grade, or not one the asker may see."""

    status = 404
    code = "insights.grade_unknown"
    text = Text("找不到这条评分。", "No such grade.")


class DisputeUnknown(CallwrightError):
    """No such dispute, or not one the asker may see."""

    status = 404
    code = "insights.dispute_unknown"
    text = Text("找不到这条异议。", "No such dispute.")


class NotYourGrade(CallwrightError):
    """Only the graded person disputes a grade."""

    status = 403
    code = "insights.not_your_grade"
    text = Text("只有本人可以对自己的评分提出异议。", "Only the graded person can dispute a grade.")


class DisputedAlready(CallwrightError):
    """A grade is disputed once."""

    status = 409
    code = "insights.disputed_already"
    text = Text("这条评分已经提过异议。", "This grade has been disputed already.")


class NotDisputable(CallwrightError):
    """Too late, or a line that does not count."""

    status = 409
    code = "insights.not_disputable"
    text = Text(
        "这条评分不能再提异议：评分后 {days} 天内，并且只对有效的评分。",
        "This grade can no longer be disputed: within {days} days, and only the line in force.",
    )


class DisputeClosed(CallwrightError):
    """Somebody was faster."""

    status = 409
    code = "insights.dispute_closed"
    text = Text(
        "这条异议已经答复或裁决，请刷新。", "This dispute was answered or decided in the meantime; reload."
    )


class AnswerAwaited(CallwrightError):
    """The grader has not answered yet."""

    status = 409
    code = "insights.answer_awaited"
    text = Text(
        "质检还没有答复；{until} 之后才可以不等答复直接裁决。",
        "The grader has not answered yet; without an answer it can be decided after {until}.",
    )


class DecidesOwnGrade(CallwrightError):
    """Who gave a grade does not decide about it."""

    status = 403
    code = "insights.decides_own_grade"
    text = Text("评分人不能裁决对自己评分的异议。", "Who gave the grade cannot decide the dispute about it.")


class NothingToDraw(CallwrightError):
    """The population is empty."""

    status = 409
    code = "insights.nothing_to_draw"
    text = Text(
        "这段时间里没有可以抽的通话：要接通、有录音、达到最短时长、还没有评过。",
        "There is no call to draw in this period: answered, recorded, long enough and not graded yet.",
    )


class DrawUnknown(CallwrightError):
    """No such draw."""

    status = 404
    code = "insights.draw_unknown"
    text = Text("找不到这次抽样。", "No such draw.")
