"""Numbers that identify people are not kept in transcripts: phone numbers, ID cards, bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterable

SPOKEN = str.maketrans("零〇一二三四五六七八九幺两洞", "00123456789120")
DIGIT = "[0-9零〇一二三四五六七八九幺两洞]"
BETWEEN = r"[\s,，、.\-]{0,2}"
_RUN = re.compile(rf"{DIGIT}(?:{BETWEEN}{DIGIT}){{6,}}(?:{BETWEEN}[xXＸ叉])?")
LONGEST_PLAIN = 6
"""Up to so many digits (a price, a year, a number of people) stay as they are."""
ID_CARD, BANK_CARD, NUMBER = "〔身份证号〕", "〔银行卡号〕", "〔号码〕"
ID_LENGTH, MOBILE_LENGTH, CARD_LENGTHS = 18, 11, range(16, 20)
MARK = re.compile(rf"{ID_CARD}|{BANK_CARD}|{NUMBER}|[0-9]{{3}}\*{{4}}[0-9]{{4}}")
"""What stands in a masked text in place of a number."""


Stretch = tuple[int, int]
"""First character, and the one after the last."""


def masked(text: str, parts: Iterable[Stretch] = ()) -> str:
    """The text with every run of seven or more digits, written or spoken, masked; mobiles keep 3 + 4 digits.

    `parts` are stretches that belong to a number that goes on in another sentence; they are masked too.
    """
    for start, end, mask in reversed(masked_runs(text, parts)):
        text = text[:start] + mask + text[end:]
    return text


def masked_runs(text: str, parts: Iterable[Stretch] = ()) -> tuple[tuple[int, int, str], ...]:
    """Where in a text numbers are masked, in order: the stretch, and what stands there instead."""
    found = ((one.start(), one.end(), _mask(one[0])) for one in _RUN.finditer(text))
    runs = [(start, end, mask) for start, end, mask in found if mask != text[start:end]]
    for first, last in parts:
        if all(last <= start or first >= end for start, end, _ in runs):
            runs.append((first, last, NUMBER))
    return tuple(sorted(runs))


def _mask(run: str) -> str:
    digits = re.sub(r"[^0-9xX]", "", run.translate(SPOKEN).replace("叉", "X").replace("Ｘ", "X"))
    if len(digits) <= LONGEST_PLAIN:
        return run
    if len(digits) == ID_LENGTH and _is_birthday(digits[6:14]):
        return ID_CARD
    if len(digits) in CARD_LENGTHS:
        return BANK_CARD
    if len(digits) == MOBILE_LENGTH and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    return NUMBER


def _is_birthday(digits: str) -> bool:
    return (
        digits[:2] in ("19", "20") and 1 <= int(digits[4:6] or 0) <= 12 and 1 <= int(digits[6:8] or 0) <= 31
    )
