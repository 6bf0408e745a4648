"""Numbers as they are found in the cells of a row, in machine code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import LONGEST, Points, compiled
from callwright.flow.lists.clean.compiled_words import AREAS, Lexicon

MOBILE, VIRTUAL, LANDLINE, SERVICE = 0, 1, 2, 3
TYPES = ("mobile", "virtual", "landline", "service")
DECLINED = -1
MOST = 16
"""Numbers in one cell; a cell with more is declined."""
DASH, SPACE, PLUS, ZERO, ONE, TWO = ord("-"), ord(" "), ord("+"), ord("0"), ord("1"), ord("2")
THREE, FOUR, SIX, EIGHT, NINE = ord("3"), ord("4"), ord("6"), ord("8"), ord("9")
OPENED, CLOSED, QUOTE, DOT, COLON, LINE = ord("("), ord(")"), ord("'"), ord("."), ord(":"), ord("\n")
TURN, EXTENSION = ord("转"), ord("分")
Numbers64 = npt.NDArray[np.int64]


class Found(NamedTuple):
    """Numbers of a row: national digits as a whole number, type, area (-1: none), extension and its digits (0: none).

    `told`: of the present cell, where its own numbers begin, how many it has, and whether one has an extension.
    """

    national: Numbers64
    kind: Points
    area: Points
    extension: Numbers64
    extension_size: Points
    text: Points
    told: Points


def found_room() -> Found:
    """Room for the numbers of one row."""
    size = 8 * MOST
    return Found(
        np.zeros(size, np.int64),
        np.zeros(size, np.int32),
        np.zeros(size, np.int32),
        np.zeros(size, np.int64),
        np.zeros(size, np.int32),
        np.zeros(LONGEST + 16, np.int32),
        np.zeros(3, np.int32),
    )


@compiled
def is_digit(point: int) -> bool:
    """0-9."""
    return ZERO <= point <= NINE


@compiled
def value_of(text: Points, start: int, end: int) -> int:
    """Digits as a whole number."""
    value = np.int64(0)
    for place in range(start, end):
        value = value * 10 + text[place] - ZERO
    return value


@compiled
def added(
    found: Found, have: int, national: int, kind: int, area: int, extension: int, extension_size: int
) -> int:
    """One number more, unless another cell of the row has it already; answers how many there are.

    DECLINED when there are too many, or the cell itself says a number twice.
    """
    found.told[1] += 1
    found.told[2] |= extension_size
    for place in range(have):
        if found.national[place] == national:
            return DECLINED if place >= found.told[0] else have
    if have >= len(found.national):
        return DECLINED
    found.national[have] = national
    found.kind[have] = kind
    found.area[have] = area
    found.extension[have] = extension
    found.extension_size[have] = extension_size
    return have + 1


@compiled
def size_bit(size: int) -> int:
    """How the lexicon marks area codes with local numbers of so many digits."""
    return 1 if size == 7 else 2 if size == 8 else 0


@compiled
def area_at(lexicon: Lexicon, text: Points, start: int, end: int) -> tuple[int, int]:
    """The area code at this place and how many digits it has; (-1, 0) for none."""
    if end - start < 3 or text[start] == ZERO or not (is_digit(text[start + 1]) and is_digit(text[start])):
        return -1, 0
    two = text[start] == TWO or (text[start] == ONE and text[start + 1] == ZERO)
    size = 2 if two else 3
    if not is_digit(text[start + size - 1]) or (text[start] == ONE and not two):
        return -1, 0
    area = value_of(text, start, start + size)
    return (area, size) if lexicon[AREAS + area] >= 0 else (-1, 0)
