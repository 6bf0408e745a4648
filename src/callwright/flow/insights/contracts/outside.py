"""The judge outside the house: a language model the company chose, asked for a second look at calls."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from callwright.kernel.text import Text


@dataclass(frozen=True)
class OutsideSetting:
    """Who is asked: address of an OpenAI-compatible endpoint (…/v1), model, patience in seconds; without its key."""

    enabled: bool
    address: str
    model: str
    seconds: int
    has_key: bool
    set_by: str
    set_at: dt.datetime


@dataclass(frozen=True)
class OutsideAccess:
    """What is needed to ask: the key is in the open for this moment only."""

    address: str
    model: str
    seconds: int
    key: str = field(repr=False)


@dataclass(frozen=True)
class Message:
    """One message of a question; `role` is system or user."""

    role: str
    content: str


@dataclass(frozen=True)
class OutsideUse:
    """Judged calls by who judged them: `model` by the model, `fell_back` by the rules because asking failed.

    `refused`: hits of the model that were not taken because their quote is not in the transcript. `troubles` counts
    why asking failed.
    """

    model: int
    fell_back: int
    refused: int
    troubles: tuple[tuple[str, int], ...]


LEAVES_THE_HOUSE = Text(
    "开启后，每通新检查的电话会把文字稿发到这个地址：每句话的文字（电话号码、身份证号、银行卡号已遮盖）、是坐席还是客户说的，"
    "以及检查的名称。不发送：录音、员工和客户的登记姓名、电话号码、时间、任何编号。"
    "通话里说出口的人名、公司名和价格留在文字里，会一起发出。对方怎样保存这些文字，由对方的条款决定。",
    "Once it is on, the transcript of every newly judged call goes to this address: the words of each sentence"
    " (phone numbers, ID and bank cards masked), whether the agent or the customer said it, and the names of the"
    " checks. Not sent: recordings, names of people and customers from the registers, phone numbers, times, any ids."
    " Names of people and companies and prices that are said aloud are part of the words and go along. How long the"
    " other side keeps them is a matter of its terms.",
)
"""What the owner is told before the judge is turned on, word for word."""
