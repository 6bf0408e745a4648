"""Ids of contacts in machine code: MD5 of what the first row says, in the form of a UUID."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Text, compiled
from callwright.flow.lists.clean.compiled_matching import Places

SINES = np.array([int(abs(math.sin(step + 1)) * 2**32) for step in range(64)], np.int64)
TURNS = np.array([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21], np.int64)
WORD = 0xFFFFFFFF
UNIT = 31
Words = npt.NDArray[np.int64]


@compiled
def _block(state: Words, data: Bytes, at: int, words: Words) -> None:
    """One block of 64 bytes (RFC 1321)."""
    for word in range(16):
        place = at + 4 * word
        low = np.int64(data[place]) | np.int64(data[place + 1]) << 8
        words[word] = low | np.int64(data[place + 2]) << 16 | np.int64(data[place + 3]) << 24
    a, b, c, d = state[0], state[1], state[2], state[3]
    for step in range(64):
        if step < 16:
            mixed, word = d ^ b & (c ^ d), step
        elif step < 32:
            mixed, word = c ^ d & (b ^ c), 5 * step + 1 & 15
        elif step < 48:
            mixed, word = b ^ c ^ d, 3 * step + 5 & 15
        else:
            mixed, word = c ^ (b | ~d & WORD), 7 * step & 15
        value = a + mixed + SINES[step] + words[word] & WORD
        turn = TURNS[(step >> 4) * 4 + (step & 3)]
        a, d, c, b = d, c, b, b + (value << turn | value >> 32 - turn) & WORD
    state[0] = state[0] + a & WORD
    state[1] = state[1] + b & WORD
    state[2] = state[2] + c & WORD
    state[3] = state[3] + d & WORD


@compiled
def digest(data: Bytes, size: int, state: Words, words: Words) -> None:
    """MD5 of the first bytes of `data`, which has room for 72 more, as four words."""
    state[0], state[1], state[2], state[3] = 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476
    data[size] = 0x80
    end = size + 1
    while end % 64 != 56:
        data[end] = 0
        end += 1
    bits = np.int64(size) * 8
    for place in range(8):
        data[end + place] = bits >> 8 * place & 0xFF
    for at in range(0, end + 8, 64):
        _block(state, data, at, words)


@compiled
def _put(text: Text, row: int, data: Bytes, at: int) -> int:
    """The cell, nothing for null, and a separator."""
    if text.valid[row]:
        for place in range(text.offsets[row], text.offsets[row + 1]):
            data[at] = text.data[place]
            at += 1
    data[at] = UNIT
    return at + 1


@compiled
def longest(text: Text) -> int:
    """Bytes of the longest cell."""
    most = 0
    for row in range(len(text.valid)):
        most = max(most, text.offsets[row + 1] - text.offsets[row])
    return most


@compiled
def identify(
    company_key: Text, person: Text, address: Text, numbers: Text, starts: Places, wanted: Places, echoes: Places,
    data: Bytes, state: Words, words: Words, ids: Bytes,
) -> None:  # fmt: skip
    """The id of each wanted row, 16 bytes each: of what it says and how many rows before it say the same."""
    for place in range(len(wanted)):
        row = wanted[place]
        at = _put(company_key, row, data, 0)
        at = _put(person, row, data, at)
        at = _put(address, row, data, at)
        for number in range(starts[row], starts[row + 1]):
            if number > starts[row]:
                data[at] = 32
                at += 1
            for sign in range(numbers.offsets[number], numbers.offsets[number + 1]):
                data[at] = numbers.data[sign]
                at += 1
        data[at] = UNIT
        at = _put_number(echoes[row], data, at + 1)
        digest(data, at, state, words)
        for byte in range(16):
            ids[16 * place + byte] = state[byte >> 2] >> 8 * (byte & 3) & 0xFF
        ids[16 * place + 6] = ids[16 * place + 6] & 0x0F | 0x80
        ids[16 * place + 8] = ids[16 * place + 8] & 0x3F | 0x80


@compiled
def _put_number(value: int, data: Bytes, at: int) -> int:
    size, rest = 1, value // 10
    while rest > 0:
        size += 1
        rest //= 10
    for digit in range(size - 1, -1, -1):
        data[at + digit] = 48 + value % 10
        value //= 10
    return at + size
