"""HTTP byte ranges: which part of a sound a player asks for."""

from __future__ import annotations

import re

_ONE = re.compile(r"^bytes=(\d*)-(\d*)$")


class Unsatisfiable(ValueError):
    """The range lies beyond the end."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the byte after the last one; None = everything (no range, or one this server does not serve).

    Several ranges at once are answered with everything, as RFC 9110 §14.2 allows. Raises Unsatisfiable.
    """
    match = _ONE.match(header.replace(" ", ""))
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        start, end = max(0, size - int(match[2])), size
    else:
        start = int(match[1])
        end = min(size, int(match[2]) + 1) if match[2] else size
        if match[2] and int(match[2]) < start:
            return None
    if start >= end:
        raise Unsatisfiable
    return start, end
