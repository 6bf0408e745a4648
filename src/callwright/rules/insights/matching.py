"""Comparing what was said: by characters, by sound, by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from typing import cast

_KEPT = re.compile(r"[^\w]|_", re.UNICODE)
_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "h": "f"}
_FINALS = {"ang": "an", "eng": "en", "ing": "in"}
_SYLLABLE = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)$")
LONG_ENOUGH_FOR_A_SLIP = 4


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """One width, lower case, no punctuation and no spaces."""
    return _KEPT.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65_536)
def sounds(text: str) -> tuple[str, ...]:
    """The syllables of a text without tones, and as people with an accent say them.

    zh/z, ch/c, sh/s, n/l, h/f and ang/an, eng/en, ing/in are one sound: recognition confuses what speakers confuse.
    """
    return tuple(_accent(one) for one in _syllables()(fold(text)))


@cache
def _syllables() -> Callable[[str], list[str]]:
    """Reading the dictionary takes a while, so it waits until somebody asks for sounds."""
    return cast("Callable[[str], list[str]]", import_module("pypinyin").lazy_pinyin)


@cache
def _accent(syllable: str) -> str:
    found = _SYLLABLE.match(syllable)
    initial, final = (found[1], found[2]) if found else ("", syllable)
    for full, short in _FINALS.items():
        if final.endswith(full):
            final = final[: -len(full)] + short
            break
    return _INITIALS.get(initial, initial) + final


def sounds_like(text: str, phrase: str) -> bool:
    """Whether a phrase is heard in a text; from four syllables on, one of them may be another."""
    said, wanted = sounds(text), sounds(phrase)
    if not wanted or len(said) < len(wanted):
        return False
    slips = 1 if len(wanted) >= LONG_ENOUGH_FOR_A_SLIP else 0
    for start in range(len(said) - len(wanted) + 1):
        wrong = sum(one != other for one, other in zip(said[start:], wanted, strict=False))
        if wrong <= slips:
            return True
    return False


def likeness(text: str, other: str) -> float:
    """0…1: twice the shared pairs of neighbouring characters ÷ all pairs of both (Dice)."""
    one, two = _pairs(fold(text)), _pairs(fold(other))
    total = sum(one.values()) + sum(two.values())
    shared = sum(min(count, two.get(pair, 0)) for pair, count in one.items())
    return 2 * shared / total if total else 0.0


@lru_cache(maxsize=65_536)
def _pairs(plain: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(len(plain) - 1):
        pair = plain[start : start + 2]
        found[pair] = found.get(pair, 0) + 1
    return found


@lru_cache(maxsize=4_096)
def expression(pattern: str) -> re.Pattern[str]:
    """A compiled pattern; re.error when it is none."""
    return re.compile(pattern)


_QUESTION = expression(
    r"(吗|么|呢|没有|了没|是吧|对吧|好吧|行吧)$|什么|多少|几(个|位|台|点|号|年|口|家|张|天)|多(大|久|长|快)|哪(位|些|里|家|个|一|种|天|年|方面|儿)"
    r"|怎么|怎样|如何|为什么|为啥|谁|贵姓|([\u4e00-\u9fff])不\3|有没有|能否|是否|可否|还是.{1,12}$"
)
_NO_QUESTION = expression(
    r"(没|不|无论|不管|不论|随便|谁都|什么都|怎么都)[^，。]{0,3}(什么|多少|怎么|哪)|什么都|怎么都|谁都|多少有点|几乎"
)


def is_question(text: str) -> bool:
    """Whether a sentence asks; recognised speech often has no question mark, so its words decide too."""
    if text.rstrip().endswith(("？", "?")):
        return True
    plain = fold(text)
    return bool(_QUESTION.search(plain)) and not _NO_QUESTION.search(plain)
