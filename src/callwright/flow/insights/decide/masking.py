"""Numbers that identify people are not kept in transcripts: phone numbers, ID cards, bank cards."""

from __future__ import annotations

import re

SPOKEN = str.maketrans("零〇一二三四五六七八九幺两洞", "00123456789120")
_DIGIT = "[0-9零〇一二三四五六七八九幺两洞]"
_BETWEEN = r"[\s,，、.\-]{0,2}"
_RUN = re.compile(rf"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{6,}}(?:{_BETWEEN}[xXＸ叉])?")
_LONGEST_PLAIN = 6
"""Up to so many digits (a price, a year, a number of people) stay as they are."""
ID_CARD, BANK_CARD, NUMBER = "〔身份证号〕", "〔银行卡号〕", "〔号码〕"
ID_LENGTH, MOBILE_LENGTH, CARD_LENGTHS = 18, 11, range(16, 20)
MARK = re.compile(rf"{ID_CARD}|{BANK_CARD}|{NUMBER}|[0-9]{{3}}\*{{4}}[0-9]{{4}}")
"""What stands in a masked text in place of a number."""


def masked(text: str) -> str:
    """The text with every run of seven or more digits, written or spoken, masked; mobiles keep 3 + 4 digits."""
    return _RUN.sub(lambda found: _mask(found[0]), text)


def masked_runs(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where in a text numbers are masked: first character, the one after the last, and what stands there instead."""
    runs = ((found.start(), found.end(), _mask(found[0]), found[0]) for found in _RUN.finditer(text))
    return tuple((start, end, mask) for start, end, mask, said in runs if mask != said)


def _mask(run: str) -> str:
    digits = re.sub(r"[^0-9xX]", "", run.translate(SPOKEN).replace("叉", "X").replace("Ｘ", "X"))
    if len(digits) <= _LONGEST_PLAIN:
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
