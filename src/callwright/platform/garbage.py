"""The search for circles of garbage rests while a lot is built up that holds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_resting: list[bool] = []
"""One entry per block that has not ended; the first says whether the search was on before."""


@contextmanager
def garbage_rests() -> Iterator[None]:
    """No search within the block; the last of several such blocks to end switches it on again.

    Python searches everything that lives each time a quarter has been added to it. A month of pay adds millions of
    small things that hold no circles: searching them took half of its time (measured). Only for work that is bounded
    and frees what it makes, because circles of others wait meanwhile too.
    """
    _resting.append(gc.isenabled() if not _resting else _resting[0])
    gc.disable()
    try:
        yield
    finally:
        was_on = _resting.pop()
        if was_on and not _resting:
            gc.enable()
