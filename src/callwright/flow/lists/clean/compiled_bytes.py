"""Bytes from here to there in machine code, in one piece: as a loop each byte would be moved by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic


def _put_bytes(_typing: Any, data: Any, start: Any, size: Any, out: Any, at: Any) -> Any:  # noqa: ARG001 - numba binds them by place
    """`size` bytes of `data` from `start` on go to `out` from `at` on. The two must not be the same column."""

    def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        source, target = (
            context.make_array(signature.args[place])(context, builder, arguments[place]).data
            for place in (0, 3)
        )
        here, there = builder.gep(source, [arguments[1]]), builder.gep(target, [arguments[4]])
        cgutils.raw_memcpy(builder, there, here, arguments[2], 1)
        return context.get_dummy_value()

    return types.none(data, types.intp, types.intp, out, types.intp), made


put_bytes: Callable[..., None] = intrinsic(_put_bytes)
"""As compiled code calls it: `put_bytes(data, start, size, out, at)`."""
