"""From what a recogniser puts out to what people read: simplified characters, marks, no tags."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

_TAG = re.compile(r"<\|[^|]*\|>")
_SPACE_IN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff，。！？、])\s+|\s+(?=[\u4e00-\u9fff，。！？、])")
_HALF_MARKS = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
_END = re.compile(r"[。！？；，、]$")
_ASKS = re.compile(r"(吗|么|呢|没有|好不好|行不行|对不对|可以不)$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def tidy(text: str) -> str:
    """A stretch as it is kept: tags gone, simplified, Chinese marks, and a mark at its end."""
    plain = _TAG.sub("", text).strip()
    plain = str(_converter().convert(plain))
    plain = _SPACE_IN_CHINESE.sub("", plain)
    if _CHINESE.search(plain):
        plain = plain.translate(_HALF_MARKS)
    if not plain or _END.search(plain):
        return plain.rstrip("，、") + ("。" if plain.endswith(("，", "、")) else "")
    return plain + ("？" if _ASKS.search(plain) else "。")


def simplified(text: str) -> str:
    """Simplified characters, nothing else changed."""
    return str(_converter().convert(text))
