"""The number in a call record as E.164."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

_CHINESE_MOBILE = re.compile(r"^(?:\+?86|0086)?0?(1[3-9]\d{9})$")
_CHINESE_SERVICE = re.compile(r"^(?:95\d{3,6}|96\d{3,6}|100\d{2,3}|12\d{3})$")
_EXTENSION = re.compile(r"(转|轉|ext\.?|x|#|;|,).*$", re.IGNORECASE)
_DECORATION = re.compile(r"[\s\-()（）.·/]+")


def read_number(text: str, country: str = "CN") -> str | None:
    """E.164 of a written number (extension dropped); None for what nobody could have dialed.

    Masked numbers (`138****8000`) and numbers ruined by a spreadsheet (`1.38E+10`) are unusable.
    """
    cleaned = text.strip()
    if country == "CN":
        mobile = _CHINESE_MOBILE.match(cleaned)
        if mobile:
            return f"+86{mobile[1]}"
    cleaned = unicodedata.normalize("NFKC", cleaned).removesuffix(".0")
    if not cleaned or "*" in cleaned or re.search(r"\de\+\d", cleaned, re.IGNORECASE):
        return None
    plain = _DECORATION.sub("", _EXTENSION.sub("", cleaned))
    plain = "+" + plain[2:] if plain.startswith("00") else plain
    if country == "CN":
        mobile = _CHINESE_MOBILE.match(plain)
        if mobile:
            return f"+86{mobile[1]}"
        if _CHINESE_SERVICE.match(plain):
            return f"+86{plain}"
    return _international(plain, country)


def _international(plain: str, country: str) -> str | None:
    try:
        number = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
