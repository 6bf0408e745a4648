"""Legal forms at the end of a name, well spelt or with one slip, in machine code (name_patterns)."""

from __future__ import annotations

import numpy as np

from callwright.flow.lists.clean.compiled import Bytes, Points, compiled
from callwright.flow.lists.clean.compiled_words import FORMS, Lexicon, run_of_words
from callwright.flow.lists.clean.knowledge import words

OPEN_ENDS = np.array([ord(sign) for sign in "司团业伙户份限有股"], np.int32)
"""As `names._LAST`."""
TAILS = np.array([ord(sign) for sign in "有限责任公司股份"], np.int32)
SHARES, SOME, LIMIT, OFFICE, PART = ord("股"), ord("有"), ord("限"), ord("司"), ord("份")
UNUSUAL_FORMS = np.array([(ord(a), ord(b)) for a, b in ("集团", "合伙", "企业", "工商")], np.int32)


MISSPELT = np.array(
    [[ord(sign) for sign in form] + [0] * (8 - len(form)) for form in words("misspelt_forms")], np.int32
)


@compiled
def ends_open(name: Points, size: int) -> bool:
    """As the macro `ends_open`."""
    if size == 0:
        return True
    for sign in OPEN_ENDS:
        if name[size - 1] == sign:
            return True
    return name[max(0, size - 2)] == SHARES


@compiled
def _tail(name: Points, size: int, first: int, last: int) -> bool:
    """Whether TAILS[first:last] and 公司 stand at the end."""
    length = last - first + 2
    if size < length:
        return False
    for place in range(last - first):
        if name[size - length + place] != TAILS[first + place]:
            return False
    return True


@compiled
def without_form(lexicon: Lexicon, name: Points, size: int, bits: Bytes) -> int:
    """Length of the name without its legal form."""
    if size > 1 and name[size - 1] == OFFICE and name[size - 2] == ord("公"):
        if size >= 6 and name[size - 6] == SHARES and name[size - 5] == PART and _tail(name, size, 0, 2):
            if not ends_open(name, size - 6):
                return size - 6
        if _tail(name, size, 0, 4) and not ends_open(name, size - 6):
            return size - 6
        if _tail(name, size, 0, 2):
            return size - 4 if not ends_open(name, size - 4) else _well_spelt(lexicon, name, size, bits)
        if _tail(name, size, 0, 4):
            return _well_spelt(lexicon, name, size, bits)
        return _any_form(lexicon, name, size, bits)
    return _any_form(lexicon, name, size, bits) if _hints_at_form(name, size) else size


@compiled
def _hints_at_form(name: Points, size: int) -> bool:
    """Whether a name without 公司 at its end may have a legal form."""
    if size > 0 and name[size - 1] == OFFICE:
        return True
    for place in range(size):
        if name[place] == LIMIT:
            return True
        for form in range(len(UNUSUAL_FORMS)):
            if (
                place + 1 < size
                and name[place] == UNUSUAL_FORMS[form, 0]
                and name[place + 1] == UNUSUAL_FORMS[form, 1]
            ):
                if form < 3 or (place + 2 < size and name[place + 2] == ord("户")):
                    return True
    return False


@compiled
def _any_form(lexicon: Lexicon, name: Points, size: int, bits: Bytes) -> int:
    """Without a misspelt usual form or the well-spelt ones at the end, whichever begins earlier."""
    start = run_of_words(lexicon, FORMS, name, 0, size, bits)
    for form in range(len(MISSPELT)):
        length = 6 if MISSPELT[form, 4] else 4
        for more in (1, 0, -1):
            begin = size - length - more
            if 0 <= begin < start and _one_slip(name, begin, MISSPELT[form], length, more):
                start = begin
    return start


@compiled
def _one_slip(name: Points, begin: int, form: Points, length: int, more: int) -> bool:
    """Whether the tail is the form with one character added (not in front), replaced, swapped or lost."""
    same = 0
    while same < length and same < length + more and name[begin + same] == form[same]:
        same += 1
    if more == 1:
        # 0 < place of the added one < length
        return same > 0 and _rest(
            name, begin + min(same, length - 1) + 1, form, min(same, length - 1), length
        )
    if more == -1:
        return _rest(name, begin + same, form, same + 1, length)
    if same >= length - 1 or _rest(name, begin + same + 1, form, same + 1, length):
        return True
    swapped = name[begin + same] == form[same + 1] and name[begin + same + 1] == form[same]
    return swapped and _rest(name, begin + same + 2, form, same + 2, length)


@compiled
def _rest(name: Points, at: int, form: Points, start: int, end: int) -> bool:
    for place in range(start, end):
        if name[at + place - start] != form[place]:
            return False
    return True


@compiled
def _well_spelt(lexicon: Lexicon, name: Points, size: int, bits: Bytes) -> int:
    """All legal forms at the end, and what is left of a cut one."""
    size = run_of_words(lexicon, FORMS, name, 0, size, bits)
    if size >= 4 and (name[size - 2] == SHARES or (name[size - 2] == SOME and name[size - 1] == LIMIT)):
        return size - 2
    if size >= 3 and (name[size - 1] == SHARES or name[size - 1] == SOME or name[size - 1] == PART):
        return size - 1
    return size
