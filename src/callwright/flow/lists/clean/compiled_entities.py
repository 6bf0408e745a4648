"""Ids of contacts in machine code: MD5 of what the first row says, in the form of a UUID."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Text, compiled
from callwright.flow.lists.clean.compiled_bytes import put_bytes
from callwright.flow.lists.clean.compiled_matching import Places

SINES = np.array([int(abs(math.sin(step + 1)) * 2**32) for step in range(64)], np.uint32)
TURNS = np.array([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21], np.uint32)
UNIT = 31
Words = npt.NDArray[np.uint32]
"""Of the machine: the bytes of a word from the lowest to the highest, as MD5 wants them."""


@compiled
def _turned(value: int, turn: int) -> int:
    return np.uint32(value << np.uint32(turn) | value >> np.uint32(32 - turn))


@compiled
def _block(state: Words, words: Words, at: int) -> None:
    """One block of 16 words (RFC 1321)."""
    a, b, c, d = state[0], state[1], state[2], state[3]
    for step in range(16):
        value = np.uint32(a + (d ^ b & (c ^ d)) + SINES[step] + words[at + step])
        a, d, c, b = d, c, b, np.uint32(b + _turned(value, TURNS[step & 3]))
    for step in range(16):
        value = np.uint32(a + (c ^ d & (b ^ c)) + SINES[step + 16] + words[at + (5 * step + 1 & 15)])
        a, d, c, b = d, c, b, np.uint32(b + _turned(value, TURNS[4 + (step & 3)]))
    for step in range(16):
        value = np.uint32(a + (b ^ c ^ d) + SINES[step + 32] + words[at + (3 * step + 5 & 15)])
        a, d, c, b = d, c, b, np.uint32(b + _turned(value, TURNS[8 + (step & 3)]))
    for step in range(16):
        value = np.uint32(a + (c ^ (b | ~d)) + SINES[step + 48] + words[at + (7 * step & 15)])
        a, d, c, b = d, c, b, np.uint32(b + _turned(value, TURNS[12 + (step & 3)]))
    state[0] += a
    state[1] += b
    state[2] += c
    state[3] += d


@compiled
def digest(data: Bytes, words: Words, size: int, state: Words) -> None:
    """MD5 of the first bytes of `data`, which has room for 72 more, as four words; `words` are the same bytes."""
    state[0], state[1], state[2], state[3] = 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476
    data[size] = 0x80
    end = size + 1
    while end % 64 != 56:
        data[end] = 0
        end += 1
    bits = np.int64(size) * 8
    for place in range(8):
        data[end + place] = bits >> 8 * place & 0xFF
    for at in range(0, (end + 8) // 4, 16):
        _block(state, words, at)


@compiled
def _put(text: Text, row: int, data: Bytes, at: int) -> int:
    """The cell, nothing for null, and a separator."""
    if text.valid[row]:
        start, size = text.offsets[row], text.offsets[row + 1] - text.offsets[row]
        put_bytes(text.data, start, size, data, at)
        at += size
    data[at] = UNIT
    return at + 1


@compiled
def identify(
    company_key: Text, person: Text, address: Text, numbers: Text, starts: Places, wanted: Places, echoes: Places,
    data: Bytes, words: Words, state: Words, ids: Words,
) -> None:  # fmt: skip
    """The id of each wanted row, four words each: of what it says and how many rows before it say the same.

    `data` is room for the longest row, and `words` the same room.
    """
    for place in range(len(wanted)):
        row = wanted[place]
        at = _put(company_key, row, data, 0)
        at = _put(person, row, data, at)
        at = _put(address, row, data, at)
        for number in range(starts[row], starts[row + 1]):
            if number > starts[row]:
                data[at] = 32
                at += 1
            start, size = numbers.offsets[number], numbers.offsets[number + 1] - numbers.offsets[number]
            put_bytes(numbers.data, start, size, data, at)
            at += size
        data[at] = UNIT
        at = _put_number(echoes[row], data, at + 1)
        digest(data, words, at, state)
        ids[4 * place] = state[0]
        ids[4 * place + 1] = state[1] & 0xFF0FFFFF | 0x800000
        ids[4 * place + 2] = state[2] & 0xFFFFFF3F | 0x80
        ids[4 * place + 3] = state[3]


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
