"""Numbers the way people write them, in machine code: separators, labels, country and area codes, extensions."""

from __future__ import annotations

import numpy as np

from callwright.flow.lists.clean.compiled import Points, compiled
from callwright.flow.lists.clean.compiled_found import (
    CLOSED,
    COLON,
    DASH,
    DECLINED,
    DOT,
    EIGHT,
    EXTENSION,
    FOUR,
    LANDLINE,
    LINE,
    MOBILE,
    MOST,
    NINE,
    ONE,
    OPENED,
    PLUS,
    SERVICE,
    SIX,
    SPACE,
    THREE,
    TURN,
    TWO,
    VIRTUAL,
    ZERO,
    Found,
    added,
    area_at,
    is_digit,
    size_bit,
    value_of,
)
from callwright.flow.lists.clean.compiled_words import AREA_SIZES, MOBILES, Lexicon


@compiled
def _is_label(point: int) -> bool:
    return 0x4E00 <= point <= 0x9FFF and point not in (TURN, EXTENSION, ord("机"))


@compiled
def _is_separator(point: int) -> bool:
    return point in (ord("/"), ord(";"), ord(","), ord("、"), ord("|"), LINE, SPACE)


@compiled
def _behind_label(text: Points, place: int, end: int) -> int:
    """Where a number may begin behind a label like `手机：` or `(手机)`; DECLINED for anything else."""
    while place < end:
        point = text[place]
        number = is_digit(point) or point == PLUS or (point == OPENED and text[place + 1] == ZERO)
        if number:
            return place
        of_telephone = place == 0 or text[place - 1] != EXTENSION
        label = _is_label(point) or (point == ord("机") and place + 1 < end and of_telephone)
        if not (label or _is_separator(point) or point == COLON or point == OPENED or point == CLOSED):
            return DECLINED
        place += 1
    return end


@compiled
def _behind_letters(text: Points, place: int, end: int) -> int:
    """Behind a label like `Tel:` or `Tel. `."""
    start = place
    while place < end and (65 <= text[place] <= 90 or 97 <= text[place] <= 122):
        place += 1
    closed = place < end and (text[place] == COLON or text[place] == DOT or text[place] == SPACE)
    return place + 1 if place > start and closed else start


@compiled
def read_sequence(lexicon: Lexicon, found: Found, have: int, start: int, end: int) -> tuple[int, int]:
    """Numbers one behind the other, with separators or labels between them."""
    text = found.text
    place = _behind_label(text, _behind_letters(text, start, end), end)
    if place == DECLINED or place == end:
        return DECLINED, 0
    first = have
    while place < end:
        kind, area, national, place = _number(lexicon, text, place, end)
        if kind == DECLINED:
            return DECLINED, 0
        if (
            place + 1 < end
            and text[place] == DOT
            and text[place + 1] == ZERO
            and not is_digit(text[place + 2])
        ):
            place += 2
        extension, size, place = _extension(text, place, end)
        if size == DECLINED:
            return DECLINED, 0
        have = added(found, have, national, kind, area, extension, size)
        if have == DECLINED or have - first > MOST:
            return DECLINED, 0
        if place < end and not (
            _is_separator(text[place]) or _is_label(text[place]) or text[place] == OPENED
        ):
            return DECLINED, 0
        place = _behind_label(text, place, end)
        if place == DECLINED:
            return DECLINED, 0
    return have, 0


@compiled
def _number(lexicon: Lexicon, text: Points, place: int, end: int) -> tuple[int, int, int, int]:
    """Type, area, national digits and end of the number at this place; type DECLINED for anything doubtful."""
    start = place
    country = False
    if text[place] == PLUS:
        if end - place < 4 or text[place + 1] != EIGHT or text[place + 2] != SIX:
            return DECLINED, -1, np.int64(0), place
        country, place = True, place + 3
    elif end - place > 4 and text[place] == ZERO and text[place + 1] == ZERO:
        if text[place + 2] != EIGHT or text[place + 3] != SIX:
            return DECLINED, -1, np.int64(0), place
        country, place = True, place + 4
    elif end - place > 4 and text[place] == EIGHT and text[place + 1] == SIX:
        run = place
        while run < end and is_digit(text[run]):
            run += 1
        if run - place != 2 and run - place < 12:
            return DECLINED, -1, np.int64(0), place
        country, place = True, place + 2
    if country and (text[place] == DASH or text[place] == SPACE):
        place += 1
    if text[place] == ONE and THREE <= text[place + 1] <= NINE:
        return _mobile(lexicon, text, place, end)
    if not country and text[place] == ZERO and text[place + 1] == ONE and THREE <= text[place + 2] <= NINE:
        return _mobile(lexicon, text, place + 1, end)
    if text[place] == ZERO or text[place] == OPENED or country:
        return _landline(lexicon, text, place, end, country)
    if (text[place] == FOUR or text[place] == EIGHT) and place == start:
        return _service(text, place, end)
    return DECLINED, -1, np.int64(0), place


@compiled
def _mobile(lexicon: Lexicon, text: Points, place: int, end: int) -> tuple[int, int, int, int]:
    """Eleven digits, with a blank or dash behind the third and the seventh or not."""
    value = np.int64(0)
    for digit in range(11):
        if (digit == 3 or digit == 7) and (text[place] == DASH or text[place] == SPACE):
            place += 1
        if place >= end or not is_digit(text[place]):
            return DECLINED, -1, value, place
        value = value * 10 + text[place] - ZERO
        place += 1
    known = lexicon[MOBILES + value // 100000000]
    if known == 0 or (place < end and is_digit(text[place])):
        return DECLINED, -1, value, place
    return (VIRTUAL if known == 2 else MOBILE), -1, value, place


@compiled
def _service(text: Points, place: int, end: int) -> tuple[int, int, int, int]:
    """400 or 800 and seven digits, in one, two or three parts."""
    value, parts, digits, since = np.int64(0), 0, 0, 0
    start = place
    while place < end and digits < 10:
        if text[place] == DASH and digits >= 3 and parts < 2 and (digits == 3 or since >= 3):
            parts += 1
            since = 0
            place += 1
        if place >= end or not is_digit(text[place]):
            return DECLINED, -1, value, place
        value = value * 10 + text[place] - ZERO
        digits, since, place = digits + 1, since + 1, place + 1
    if (
        digits < 10
        or text[start + 1] != ZERO
        or text[start + 2] != ZERO
        or (place < end and is_digit(text[place]))
    ):
        return DECLINED, -1, value, place
    if parts and since not in (3, 4, 7):
        return DECLINED, -1, value, place
    return SERVICE, -1, value, place


@compiled
def _landline(
    lexicon: Lexicon, text: Points, place: int, end: int, country: bool
) -> tuple[int, int, int, int]:
    """Area code with its 0 (or behind 86) and seven or eight digits in one or two parts."""
    opened = text[place] == OPENED
    place += 1 if opened else 0
    if text[place] == ZERO:
        place += 1
    elif not country or opened:
        return DECLINED, -1, np.int64(0), place
    area, size = area_at(lexicon, text, place, end)
    if area < 0:
        return DECLINED, -1, np.int64(0), place
    place += size
    if opened:
        if text[place] != CLOSED:
            return DECLINED, -1, np.int64(0), place
        place += 1
    for _ in range(1 if opened else 2):
        if text[place] == DASH or text[place] == SPACE:
            place += 1
    return _local(lexicon, text, place, end, area)


@compiled
def _local(lexicon: Lexicon, text: Points, place: int, end: int, area: int) -> tuple[int, int, int, int]:
    """The digits behind an area code."""
    value, digits, split = np.int64(area), 0, 0
    if not TWO <= text[place] <= EIGHT:
        return DECLINED, -1, value, place
    while place < end:
        if is_digit(text[place]):
            value = value * 10 + text[place] - ZERO
            digits += 1
        elif (text[place] == DASH or text[place] == SPACE) and split == 0 and 3 <= digits <= 4:
            if place + 1 >= end or not is_digit(text[place + 1]):
                return DECLINED, -1, value, place
            split = digits
        else:
            break
        if digits > 8:
            return DECLINED, -1, value, place
        place += 1
    if not lexicon[AREA_SIZES + area] & size_bit(digits) or (split and not 3 <= digits - split <= 4):
        return DECLINED, -1, value, place
    return LANDLINE, area, value, place


@compiled
def _extension(text: Points, place: int, end: int) -> tuple[int, int, int]:
    """Extension behind a number (-1: none), its digits, and its end; DECLINED digits for anything doubtful."""
    start = place
    first, opened = _announced(text, place, end)
    if first == place:
        return np.int64(-1), 0, start
    place = first
    while place < end and is_digit(text[place]):
        place += 1
    if place == first or place - first > 4 or text[first] == ZERO:
        return np.int64(-1), DECLINED, start
    value, digits = value_of(text, first, place), place - first
    if place < end and opened and text[place] == CLOSED:
        place += 1
    elif opened or (place < end and (text[place] == SPACE or not _is_separator(text[place]))):
        return np.int64(-1), DECLINED, start
    return value, digits, place


@compiled
def _announced(text: Points, start: int, end: int) -> tuple[int, bool]:
    """Where the digits of an extension begin, and whether in brackets; `start` itself when none is announced."""
    if start < end and text[start] == DASH:
        return start + 1, False
    place = _no_blanks(text, start, end)
    opened = place < end and text[place] == OPENED
    place = _no_blanks(text, place + 1, end) if opened else place
    if place >= end:
        return start, False
    if text[place] in (ord("x"), ord("#"), TURN):
        place += 1
    elif text[place] == EXTENSION and text[place + 1] == ord("机"):
        place += 3 if text[place + 2] == ord("号") else 2
    elif text[place] == ord("e") and text[place + 1] == ord("x") and text[place + 2] == ord("t"):
        place += 4 if text[place + 3] == DOT else 3
    else:
        return start, False
    place = _no_blanks(text, place, end)
    if place < end and (text[place] == COLON or text[place] == DOT):
        place = _no_blanks(text, place + 1, end)
    return place, opened


@compiled
def _no_blanks(text: Points, place: int, end: int) -> int:
    while place < end and text[place] == SPACE:
        place += 1
    return place
