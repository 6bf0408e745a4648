"""In which language commands speak to people."""

from __future__ import annotations

from functools import cache

from callwright.app.settings import Settings
from callwright.kernel.text import Text


@cache
def language() -> str:
    """`zh` or `en`, from CALLWRIGHT_LANG."""
    return "en" if Settings().lang.lower().startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    """One of two sentences."""
    return Text(zh=zh, en=en).pick(language())
