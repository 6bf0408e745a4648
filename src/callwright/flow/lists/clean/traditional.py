"""Traditional characters as simplified ones, for the few names that have any."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def pairs() -> tuple[str, str]:
    """Characters that only traditional text has, and their simplified forms, at the same places."""
    traditional = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = _converter().convert("\n".join(traditional)).split("\n")
    changed = [(a, b) for a, b in zip(traditional, simplified, strict=True) if a != b and len(b) == 1]
    return "".join(a for a, _ in changed), "".join(b for _, b in changed)
