"""What can go wrong with calls."""

from __future__ import annotations

from datetime import datetime

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


class CallNotFound(CallwrightError):
    """There is no such running call, or it belongs to somebody else."""

    status = 404
    code = "calls.call_not_found"
    text = Text(
        "没有找到这通电话，或它属于别人。请刷新页面。",
        "There is no such call, or it belongs to somebody else. Reload the page.",
    )


class CallIsOver(CallwrightError):
    """The call ended before this could be done."""

    status = 409
    code = "calls.call_is_over"
    text = Text("通话已经结束，无法再这样操作。", "The call is over; this cannot be done any more.")


class AlreadyInACall(CallwrightError):
    """A person or a number can be in one call at a time."""

    status = 409
    code = "calls.already_in_a_call"
    text = Text(
        "您或这个号码已经在一通电话里。请先结束它。",
        "You, or this number, are in a call already. End it first.",
    )


class NumberBarred(CallwrightError):
    """A rule bars this number now; nothing was dialed (product §4.6)."""

    status = 409
    code = "calls.barred"
    text = Text("没有拨出。{reason}（规则 {rule}）", "Not dialed. {reason} (rule {rule})")

    def __init__(self, *, rule: str, reason: Text, until: datetime | None) -> None:
        self.rule, self.reason, self.until = rule, reason, until
        super().__init__(rule=rule, reason=reason.en)

    def sentence(self) -> Text:
        """The rule's own sentence in both languages."""
        return Text(
            self.text.zh.format(rule=self.rule, reason=self.reason.zh.rstrip("。")),
            self.text.en.format(rule=self.rule, reason=self.reason.en.rstrip(".")),
        )


class NoLineFree(CallwrightError):
    """Every line is full, out of budget, resting or in trouble."""

    status = 409
    code = "calls.no_line_free"
    text = Text(
        "没有可用线路：都在通话中、预算已用完、主叫号码休息中或中继故障。请稍后再试，或在“外呼设置”页面查看。",
        "No line is free: all are busy, out of budget, resting or in trouble. Try later, or look at the page Calling.",
    )


class DispositionMissing(CallwrightError):
    """The last call still has no result."""

    status = 409
    code = "calls.disposition_missing"
    text = Text("请先填写上一通电话的小结。", "Record the result of the last call first.")


class AlreadyDisposed(CallwrightError):
    """This call has a result; corrections go through the lead's history."""

    status = 409
    code = "calls.already_disposed"
    text = Text("这通电话已经有小结：{outcome}。", "This call has a result already: {outcome}.")


class WrongDisposition(CallwrightError):
    """The result does not fit the call."""

    status = 422
    code = "calls.wrong_disposition"
    text = Text("这个小结不能用于这通电话：{why}", "This result does not fit the call: {why}")


class PhoneNotReady(CallwrightError):
    """The agent's phone is not up on the switch."""

    status = 409
    code = "calls.phone_not_ready"
    text = Text(
        "您的电话还没有接通。请检查耳麦与浏览器的麦克风权限，然后重新连接。",
        "Your phone is not connected. Check the headset and the browser's microphone permission, then reconnect.",
    )


class DialerDoesNotAnswer(CallwrightError):
    """The dialer did not take the command in time."""

    status = 503
    code = "calls.dialer_does_not_answer"
    text = Text(
        "拨号程序没有应答。请确认以 --telephony 启动，稍后再试。",
        "The dialer does not answer. Make sure the product runs with --telephony and try again.",
    )


class SwitchRefused(CallwrightError):
    """The switch did not take the order; nothing was dialed."""

    status = 502
    code = "calls.switch_refused"
    text = Text("交换机没有接受：{reason}", "The switch refused: {reason}")


class ReceiverNotFree(CallwrightError):
    """The colleague cannot take the customer now."""

    status = 409
    code = "calls.receiver_not_free"
    text = Text(
        "对方现在不能接听（不在就绪状态或电话未接通）。客户仍由您接听。",
        "The colleague cannot take the call now: not ready, or no phone connected. You still have the customer.",
    )


class RuleUnknown(CallwrightError):
    """There is no such rule today."""

    status = 404
    code = "calls.rule_unknown"
    text = Text(
        "没有规则 {rule}。请在规则列表中选择。", "There is no rule {rule}. Choose one from the list of rules."
    )


class RuleValueWrong(CallwrightError):
    """A rule's own value does not have the form of its kind."""

    status = 422
    code = "calls.rule_value_wrong"
    text = Text("规则 {rule} 的取值不对：{why}", "The value for the rule {rule} does not fit: {why}")


class RuleLoosened(CallwrightError):
    """A verified rule may be tightened, never loosened (product §11)."""

    status = 422
    code = "calls.rule_loosened"
    text = Text(
        "规则 {rule} 有查证过的出处，只能设得更严，不能放宽。",
        "The rule {rule} has a verified source: it can be tightened, never loosened.",
    )


class ReasonMissing(CallwrightError):
    """A decision about a rule is kept with its reason."""

    status = 422
    code = "calls.reason_missing"
    text = Text("请写明原因。", "Give a reason.")


class RetrySettingWrong(CallwrightError):
    """A campaign's own retry number is unknown or too pressing."""

    status = 422
    code = "calls.retry_setting_wrong"
    text = Text("重拨设置不对：{why}", "The retry setting does not fit: {why}")


class NumberUnreadable(CallwrightError):
    """What was given is no telephone number."""

    status = 422
    code = "calls.number_unreadable"
    text = Text(
        "这不是可拨打的号码，请写完整号码，例如 +8613800138000。",
        "This is no number that can be dialed; write it in full, for example +8613800138000.",
    )


class CommandRefused(CallwrightError):
    """The dialer refused; it carries the dialer's own code and sentence."""

    status = 409
    code = "calls.command_refused"
    text = Text(
        "拨号程序没有做到，请按提示处理后再试。",
        "The dialer did not do it; see its sentence.",
    )

    def __init__(self, *, code: str, zh: str, en: str) -> None:
        self.code = code  # type: ignore[misc]  # the code of what was refused, per instance
        self._said = Text(zh, en)
        super().__init__()

    def sentence(self) -> Text:
        """The dialer's sentence; it is filled already."""
        return self._said


class UnknownTrunk(CallwrightError):
    """A line needs a trunk that exists."""

    status = 422
    code = "calls.unknown_trunk"
    text = Text(
        "没有名为“{trunk}”的中继，请先建立中继。", "There is no trunk “{trunk}”; set up the trunk first."
    )


class PhoneSystemNotFound(CallwrightError):
    """No phone system of this name may send records."""

    status = 404
    code = "calls.phone_system_not_found"
    text = Text("没有名为“{name}”的话机系统。", "There is no phone system “{name}”.")


class PhoneSystemNameUnusable(CallwrightError):
    """The name cannot stand in an address."""

    status = 422
    code = "calls.phone_system_name"
    text = Text(
        "名称“{name}”不可用：请用小写字母、数字和连字符。",
        "The name “{name}” cannot be used: lower-case letters, digits and hyphens only.",
    )


class UnknownPhoneSystemKind(CallwrightError):
    """We know no phone system of this kind."""

    status = 422
    code = "calls.phone_system_kind"
    text = Text(
        "不认识“{kind}”这种话机系统；可用：{known}。", "No kind of phone system “{kind}”; known: {known}."
    )


class WebhookUnproven(CallwrightError):
    """The sender did not prove to be a phone system of ours. Which part was wrong is not told."""

    status = 401
    code = "calls.webhook_unproven"
    text = Text(
        "话机系统名称或密钥不正确。请用 callwright calls webhook add 重新取得密钥。",
        "The phone system or its secret is wrong. Get a new secret with callwright calls webhook add.",
    )


class WebhookTooLarge(CallwrightError):
    """The body is larger than any set of records should be."""

    status = 413
    code = "calls.webhook_too_large"
    text = Text("内容超过 {limit} MB，请分批发送。", "More than {limit} MB; send it in parts.")


class WebhookUnreadable(CallwrightError):
    """The body is none of the kind that its phone system is known to send."""

    status = 422
    code = "calls.webhook_unreadable"
    text = Text(
        "内容不是 {kind} 格式的通话记录：{reason}。原文已保留，可下载查看。",
        "Not call records of the kind {kind}: {reason}. The body was kept and can be downloaded.",
    )


class DeliveryNotFound(CallwrightError):
    """There is no such delivery, or it is not refused."""

    status = 404
    code = "calls.delivery_not_found"
    text = Text("没有找到这次推送。", "There is no such delivery.")


class PracticeUnavailable(CallwrightError):
    """No synthesised customers answer now."""

    status = 409
    code = "calls.practice_unavailable"
    text = Text(
        "现在不能练习：没有练习客户在线。请管理员用 callwright up --telephony 启动自带的话务交换机，稍等片刻再试。",
        "Practising is not possible now: no practice customers are there. Ask an administrator to start the built-in"
        " switch with callwright up --telephony; a moment later it works.",
    )


class PracticeCustomerUnknown(CallwrightError):
    """There is no such customer to practise with."""

    status = 404
    code = "calls.practice_customer_unknown"
    text = Text(
        "没有练习客户“{profile}”，请从列表里选择。",
        "There is no practice customer “{profile}”; choose one from the list.",
    )


class PracticeCallNotFound(CallwrightError):
    """There is no such practice call, or it is outside the viewer's scope."""

    status = 404
    code = "calls.practice_call_not_found"
    text = Text("没有找到这通练习通话。", "There is no such practice call.")


class PracticeStaysWithYou(CallwrightError):
    """A practice call cannot be handed over and has no result."""

    status = 409
    code = "calls.practice_stays"
    text = Text(
        "练习通话不能转接，也不需要小结。",
        "A practice call cannot be handed over, and it has no result to record.",
    )


class TrunkNameReserved(CallwrightError):
    """The name belongs to the way to the practice customers."""

    status = 409
    code = "calls.trunk_name_reserved"
    text = Text(
        "中继名称“{trunk}”留给练习客户，请换一个名称。",
        "The trunk name “{trunk}” is kept for the practice customers; choose another one.",
    )
