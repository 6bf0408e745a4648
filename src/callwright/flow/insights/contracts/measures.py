"""Turns, measures, and their definitions as the screens show them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from callwright.kernel.text import Text


class Speaker(StrEnum):
    """Who speaks; `unknown` when agent and customer are not on their own channels."""

    AGENT = "agent"
    CUSTOMER = "customer"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Turn:
    """One speaker's stretch of speech with its short pauses, in seconds from the start of the recording.

    `backchannel`: a short sound of listening (嗯, 好) while the other one goes on speaking; it is no turn of its own
    in any count.
    """

    speaker: Speaker
    start: float
    end: float
    backchannel: bool = False

    @property
    def seconds(self) -> float:
        """Length."""
        return self.end - self.start


@dataclass(frozen=True)
class Measures:
    """What a call was like, without its words (product §6). Definitions: `DEFINITIONS`; lengths in seconds.

    Measures that tell agent and customer apart are None when the channels do not (`identical_channels`, mono), and
    when there is nothing to measure (nobody spoke, the agent never answered the customer).
    """

    duration_seconds: float
    talk_share_agent: float | None
    turns_agent: int | None
    turns_customer: int | None
    longest_monologue_seconds: float | None
    longest_monologue_start: float | None
    interruptions_by_agent: int | None
    interruptions_by_customer: int | None
    silence_share: float | None
    longest_silence_seconds: float | None
    longest_silence_start: float | None
    patience_seconds: float | None
    identical_channels: bool


@dataclass(frozen=True)
class MeasuredCall:
    """The measures of one call's recording."""

    recording_id: uuid.UUID
    attempt_id: uuid.UUID
    person_id: uuid.UUID
    measures: Measures
    detector: str
    measured_at: datetime


DEFINITIONS: dict[str, Text] = {
    "talk_share_agent": Text(
        "坐席说话时间 ÷ 双方说话时间之和。", "Speech of the agent ÷ speech of agent and customer together."
    ),
    "turns_agent": Text(
        "坐席的话轮数：停顿不超过 0.8 秒算同一话轮，应声（嗯、好）不计。",
        "Turns of the agent: pauses up to 0.8 s stay in one turn; sounds of listening do not count.",
    ),
    "turns_customer": Text("客户的话轮数，算法相同。", "Turns of the customer, counted alike."),
    "longest_monologue_seconds": Text(
        "坐席最长的一段独白：其间客户没有话轮，停顿不超过 2 秒。",
        "The agent's longest stretch without a turn of the customer and without a pause above 2 s.",
    ),
    "interruptions_by_agent": Text(
        "坐席打断客户的次数：客户还在说时开口，重叠至少 0.5 秒，自己说满 1 秒，并且客户停下、自己接着说。",
        "Times the agent cut in: began while the customer spoke, overlapped at least 0.5 s, spoke at least 1 s,"
        " and went on after the customer stopped.",
    ),
    "interruptions_by_customer": Text(
        "客户打断坐席的次数，算法相同。", "Times the customer cut in, counted alike."
    ),
    "silence_share": Text(
        "从第一句话到录音结束，没有人说话的时间所占比例。",
        "Share of the time from the first word to the end of the recording in which nobody speaks.",
    ),
    "longest_silence_seconds": Text(
        "同一段时间里最长的一次沉默。", "The longest silence in the same stretch."
    ),
    "patience_seconds": Text(
        "耐心：客户说完到坐席开口之间停顿的中位数；客户没说完就开口的不算在内（那是打断）。",
        "Patience: the median pause between the customer's last word and the agent's first; starts before the"
        " customer finished are not in it.",
    ),
    "identical_channels": Text(
        "两个声道相同，分不出坐席和客户；请检查录音设置。",
        "Both channels are the same, so agent and customer cannot be told apart; check the recording settings.",
    ),
}
