"""Cells as they go out: rows as JSON objects, texts without outer blanks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Text, compiled
from callwright.flow.lists.clean.compiled_bytes import put_bytes

Ends = npt.NDArray[np.int64]
QUOTE, BACKSLASH = 0x22, 0x5C
SHORT = np.zeros(32, np.uint8)
for _sign, _letter in ((8, "b"), (9, "t"), (10, "n"), (12, "f"), (13, "r")):
    SHORT[_sign] = ord(_letter)
HEX = np.frombuffer(b"0123456789ABCDEF", np.uint8)


@compiled
def measure(text: Text, before: int, sizes: Ends) -> None:
    """Add what each cell takes as a JSON text with `before` bytes in front and a quote behind."""
    for row in range(len(text.valid)):
        size = before + 1
        if text.valid[row]:
            start, end = text.offsets[row], text.offsets[row + 1]
            size += end - start
            for place in range(start, end):
                sign = text.data[place]
                if sign < 0x20:
                    size += 1 if SHORT[sign] else 5
                elif sign == QUOTE or sign == BACKSLASH:
                    size += 1
        sizes[row] += size


@compiled
def write(text: Text, before: Bytes, ends: Ends, data: Bytes) -> None:
    """Write each cell as a JSON text with `before` in front, where `ends` says; these move behind it."""
    for row in range(len(text.valid)):
        at = ends[row]
        put_bytes(before, 0, len(before), data, at)
        at += len(before)
        if text.valid[row]:
            for place in range(text.offsets[row], text.offsets[row + 1]):
                sign = text.data[place]
                if sign >= 0x20 and sign != QUOTE and sign != BACKSLASH:
                    data[at] = sign
                    at += 1
                else:
                    at = _escaped(sign, data, at)
        data[at] = QUOTE
        ends[row] = at + 1


@compiled
def _escaped(sign: int, data: Bytes, at: int) -> int:
    data[at] = BACKSLASH
    if sign >= 0x20:
        data[at + 1] = sign
        return at + 2
    if SHORT[sign]:
        data[at + 1] = SHORT[sign]
        return at + 2
    data[at + 1] = 0x75
    data[at + 2] = 0x30
    data[at + 3] = 0x30
    data[at + 4] = HEX[sign >> 4]
    data[at + 5] = HEX[sign & 15]
    return at + 6


@compiled
def _blank_at(data: Bytes, at: int, end: int) -> int:
    """How many bytes the blank (Unicode Zs, as DuckDB's trim takes it) at this place has; 0 for anything else."""
    first = data[at]
    if first == 0x20:
        return 1
    if first == 0xC2 and at + 1 < end and data[at + 1] == 0xA0:
        return 2
    if first < 0xE1 or first > 0xE3 or at + 2 >= end:
        return 0
    second, third = data[at + 1], data[at + 2]
    if first == 0xE3:
        return 3 if second == 0x80 and third == 0x80 else 0
    if first == 0xE1:
        return 3 if second == 0x9A and third == 0x80 else 0
    if (second == 0x80 and (0x80 <= third <= 0x8A or third == 0xAF)) or (second == 0x81 and third == 0x9F):
        return 3
    return 0


@compiled
def trim(text: Text, out: Text) -> None:
    """Cells without outer blanks; null for what is blank."""
    for row in range(len(text.valid)):
        start, end, at = text.offsets[row], text.offsets[row + 1], out.offsets[row]
        if text.valid[row]:
            size = 1
            while start < end and size:
                size = _blank_at(text.data, start, end)
                start += size
            shorter = True
            while shorter and start < end:
                shorter = False
                for width in range(1, 4):
                    if end - width >= start and _blank_at(text.data, end - width, end) == width:
                        end -= width
                        shorter = True
                        break
            put_bytes(text.data, start, end - start, out.data, at)
            at += end - start
        out.valid[row] = at > out.offsets[row]
        out.offsets[row + 1] = at
