"""What phone systems and agents call the result of a call, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata

from callwright.flow.calls.contracts import Direction, Outcome

_OUTCOME_WORDS = {
    Outcome.NO_ANSWER: (
        "未接 未接听 未接通 无人接听 无应答 没人接 超时未接 取消 主叫取消 失败 noanswer "
        "unanswered missed cancel cancelled canceled failed congestion timeout abandoned"
    ),
    Outcome.BUSY: "忙 占线 用户忙 忙线 正在通话中 busy linebusy",
    Outcome.INVALID_NUMBER: (
        "空号 停机 无效号码 号码错误 号码不存在 欠费 销号 invalid invalidnumber unallocated disconnected"
    ),
    Outcome.SWITCHED_OFF: ("关机 无法接通 不在服务区 暂时无法接通 switchedoff unreachable notreachable"),
    Outcome.ANSWERING_MACHINE: (
        "语音信箱 答录机 留言 语音助手 秘书 来电助手 answeringmachine voicemail machine am"
    ),
    Outcome.REFUSED: (
        "拒绝 拒接 不需要 无意向 没兴趣 不感兴趣 挂断 客户拒绝 refused rejected notinterested declined hangup"
    ),
    Outcome.WRONG_PARTY: (
        "错号 打错 打错了 非本人 不是本人 不是该公司 号码非本人 wrongparty wrongnumber wrongperson"
    ),
    Outcome.ANSWERED: (
        "已接 接通 已接通 接听 已接听 成功 通话成功 answered answer connected completed success ok"
    ),
    Outcome.EFFECTIVE: "有效 有效接触 有效沟通 有效通话 effective contacted effectivecontact",
    Outcome.CALLBACK: (
        "回访 预约回电 约定回电 稍后联系 再联系 待跟进 跟进 回拨 callback callbacklater followup"
    ),
    Outcome.INTERESTED: "有意向 意向 意向客户 感兴趣 有兴趣 高意向 a类 interested interest hot",
    Outcome.ORDERED: "成交 已成交 下单 已下单 订购 已订购 签单 ordered order sold sale won",
    Outcome.DO_NOT_CALL: (
        "勿扰 勿打 禁止拨打 拒绝再联系 不要再打 免打扰 永久拒绝 黑名单 donotcall dnc optout optedout"
    ),
    Outcome.COMPLAINT: "投诉 客户投诉 要投诉 complaint complained",
}
_DIRECTION_WORDS = {
    Direction.OUTBOUND: "呼出 外呼 拨出 去电 主叫 拨打 outbound out outgoing o call",
    Direction.INBOUND: "呼入 来电 打入 被叫 接入 inbound in incoming i",
}
_NOISE = re.compile(r"[\s_\-/()（）:：.]+")


def word_key(text: str) -> str:
    """How words are compared: full width folded, no case, no spaces and punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


_OUTCOMES = {word: outcome for outcome, words in _OUTCOME_WORDS.items() for word in words.split()} | {
    word_key(outcome): outcome for outcome in Outcome
}
_DIRECTIONS = {word: direction for direction, words in _DIRECTION_WORDS.items() for word in words.split()}


def find_outcome(text: str) -> Outcome | None:
    """The outcome a word means; None when it is not known."""
    return _OUTCOMES.get(word_key(text))


def find_direction(text: str) -> Direction | None:
    """The direction a word means; None when it is not known."""
    return _DIRECTIONS.get(word_key(text))
