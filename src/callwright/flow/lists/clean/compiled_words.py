"""What compiled code knows: classes of characters and sets of words, as plain arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.careful_numbers import FULL_WIDTH, HALF_WIDTH
from callwright.flow.lists.clean.compiled import Bytes, Points, compiled, same
from callwright.flow.lists.clean.knowledge import cities, provinces, table, words
from callwright.flow.lists.clean.name_patterns import name_heads, plain_cities
from callwright.flow.lists.clean.traditional import pairs

ODD, SIGN, STRANGE, BLANK, HAN, DIGIT, LOWER, RARE = 1, 2, 4, 8, 16, 32, 64, 128
"""Classes: needs tidying; is dropped from a key; is for the careful way; blank; Chinese; 0-9; a-z; in odd addresses."""
SIGNS = "（）() 　·.,，。、-_*\"“”'’‘"
NONE = -1
SEVERAL = -2
"""More than one word begins so: for the careful way."""


Lexicon = Points
"""Everything compiled code knows, in one array: small whole numbers, tables of fixed size at fixed places, word sets.

(A bundle of many arrays would be copied at each call of a compiled function.)
"""
TABLE = 65536
CLASSES = 256
HALF = CLASSES + TABLE
SIMPLE = HALF + TABLE
"""Traditional characters as simplified ones and capitals as small letters."""
CITY_ENDS = SIMPLE + TABLE
MOBILES = CITY_ENDS + TABLE
"""By the first three digits: 1, of a virtual operator 2."""
AREAS = MOBILES + 1000
"""By area code: its number in the data, or -1."""
AREA_SIZES = AREAS + 1000
"""By area code: 1 where local numbers have seven digits, 2 where eight, 3 where both."""
MUNICIPAL = AREA_SIZES + 1000
"""By province: the city of the same name where there is no other."""
PROVINCE_OF = MUNICIPAL + 100
"""By city: its province, where the city's name is that of one city only."""
FREE = PROVINCE_OF + 1000

PLACEHOLDERS, INSIDE, FORMS, TRADES, TITLES, SURNAMES, FRONTS, PROVINCES, CITIES = range(0, 90, 10)
"""Sets of words: at these places stand where their table, mask, starts, points, values and lengths begin."""
FRONT_HEADS, PROVINCE_HEADS, CITY_HEADS = range(90, 120, 10)
"""What begins with two certain characters: here stand where the table (key, word; …) begins, and its mask."""


@compiled
def mixed(value: int, point: int) -> int:
    """One step of a hash."""
    return (value ^ point) * 0x100000001B3 & 0x7FFFFFFFFFFFFFFF


@compiled
def word_at(lexicon: Lexicon, known: int, points: Points, start: int, end: int) -> int:
    """The number of the word points[start:end], -1 when it is none of this set."""
    value = np.int64(1469598103934665603)
    for place in range(start, end):
        value = mixed(value, np.int64(points[place]))
    slots, mask, starts = lexicon[known], lexicon[known + 1], lexicon[known + 2]
    slot = (value ^ value >> 29) & mask
    while lexicon[slots + slot] >= 0:
        word = lexicon[slots + slot]
        first, last = lexicon[starts + word], lexicon[starts + word + 1]
        if last - first == end - start and same(points, start, lexicon, first, last):
            return word
        slot = slot + 1 & mask
    return -1


@compiled
def head_at(lexicon: Lexicon, heads: int, points: Points, start: int, end: int) -> int:
    """What begins with the two characters at this place: a word's number, NONE or SEVERAL."""
    if end - start < 2:
        return NONE
    first, second = points[start], points[start + 1]
    slots, mask = lexicon[heads], lexicon[heads + 1]
    slot = (first * 31 + second * 7) & mask
    while lexicon[slots + 3 * slot] != 0:
        if lexicon[slots + 3 * slot] == first and lexicon[slots + 3 * slot + 1] == second:
            return lexicon[slots + 3 * slot + 2]
        slot = slot + 1 & mask
    return NONE


@compiled
def bounds(lexicon: Lexicon, known: int, word: int) -> tuple[int, int]:
    """Where the characters of a word stand in the lexicon."""
    starts = lexicon[known + 2]
    return lexicon[starts + word], lexicon[starts + word + 1]


@compiled
def meaning(lexicon: Lexicon, known: int, word: int) -> int:
    """What a word of this set stands for."""
    return lexicon[lexicon[known + 4] + word]


@compiled
def starts_with(lexicon: Lexicon, known: int, word: int, points: Points, start: int, end: int) -> bool:
    """Whether this word stands at the beginning."""
    first, last = bounds(lexicon, known, word)
    return end - start >= last - first and same(points, start, lexicon, first, last)


@compiled
def run_of_words(lexicon: Lexicon, known: int, points: Points, start: int, end: int, open_: Bytes) -> int:
    """Where the longest tail of points[start:end] begins that is words only; `end` when none is.

    `open_` is room to work in, longer than the text.
    """
    best = end
    open_[end] = 1
    table = lexicon[known + 5]
    for place in range(end - 1, start - 1, -1):
        open_[place] = 0
        lengths = lexicon[table + points[place]]
        size = 1
        while lengths:
            if lengths & 1 and place + size <= end and open_[place + size]:
                if word_at(lexicon, known, points, place, place + size) >= 0:
                    open_[place] = 1
                    best = place
                    break
            lengths >>= 1
            size += 1
    return best


class _Writer:
    """Puts the parts of a lexicon one behind the other."""

    def __init__(self) -> None:
        self.fixed = np.full(FREE, NONE, np.int32)
        self.parts: list[npt.NDArray[np.int32]] = []
        self.size = FREE

    def put(self, values: Sequence[int] | npt.NDArray[np.int32]) -> int:
        """Where these stand now."""
        at, part = self.size, np.asarray(values, np.int32)
        self.parts.append(part)
        self.size += len(part)
        return at

    def words(self, at: int, found: Sequence[str], values: Sequence[int] | None = None) -> None:
        """A set of words."""
        size = 16
        while size < 3 * len(found):
            size *= 2
        slots, lengths = np.full(size, -1, np.int32), np.zeros(TABLE, np.int32)
        for number, word in enumerate(found):
            slot = _hash(word) & (size - 1)
            while slots[slot] >= 0:
                slot = (slot + 1) & (size - 1)
            slots[slot] = number
            lengths[ord(word[0])] |= 1 << (len(word) - 1)
        points = self.put([ord(sign) for word in found for sign in word])
        starts = np.cumsum([points, *map(len, found)]).astype(np.int32)
        chosen = list(values) if values is not None else list(range(len(found)))
        self.fixed[at : at + 6] = (
            self.put(slots), size - 1, self.put(starts), points, self.put(chosen), self.put(lengths)
        )  # fmt: skip

    def heads(self, at: int, found: Mapping[str, int]) -> None:
        """Numbers by the first two characters."""
        size = 16
        while size < 3 * len(found):
            size *= 2
        slots = np.zeros(3 * size, np.int32)
        for head, number in found.items():
            slot = (ord(head[0]) * 31 + ord(head[1]) * 7) & (size - 1)
            while slots[3 * slot]:
                slot = (slot + 1) & (size - 1)
            slots[3 * slot : 3 * slot + 3] = ord(head[0]), ord(head[1]), number
        self.fixed[at : at + 2] = self.put(slots), size - 1

    def lexicon(self) -> Lexicon:
        """The whole."""
        return np.concatenate([self.fixed, *self.parts])


def _hash(word: str) -> int:
    value = 1469598103934665603
    for sign in word:
        value = (value ^ ord(sign)) * 0x100000001B3 & 0x7FFFFFFFFFFFFFFF
    return value ^ value >> 29


def _sole(found: Sequence[str]) -> dict[str, int]:
    """By the first two characters: the number of the only word that begins so, else SEVERAL."""
    heads: dict[str, int] = {}
    for number, word in enumerate(found):
        heads[word[:2]] = SEVERAL if word[:2] in heads else number
    return heads


def _classes() -> Points:
    found = np.full(TABLE, STRANGE, np.int32)
    for first, last in ((0x20, 0x7E), (0x2010, 0x2027), (0x3001, 0x301F), (0x4E00, 0x9FFF), (0xFF01, 0xFF65)):
        found[first : last + 1] = 0
    found[0x4E00:0xA000] = HAN
    for sign in " \t\n\f\r　":
        found[ord(sign)] = BLANK | ODD
    for sign in SIGNS:
        found[ord(sign)] |= SIGN | ODD
        found[ord(sign)] &= 0xFF ^ STRANGE
    for sign in pairs()[0]:
        found[ord(sign)] |= ODD
    for first, last in (("Ａ", "Ｚ"), ("ａ", "ｚ"), ("０", "９"), ("＆", "＆"), ("．", "．")):
        found[ord(first) : ord(last) + 1] = STRANGE | ODD
    found[ord("A") : ord("Z") + 1] = ODD
    found[ord("a") : ord("z") + 1] = LOWER
    found[ord("0") : ord("9") + 1] = DIGIT
    for sign in "治别辖地国盟":
        found[ord(sign)] |= RARE
    return found


def _half() -> Points:
    """Full-width digits and signs as plain ones; -1 for what the careful way has to look at."""
    found = np.arange(TABLE, dtype=np.int32)
    wide = FULL_WIDTH[: len(HALF_WIDTH)]
    for sign, plain in zip(reversed(wide), reversed(HALF_WIDTH), strict=True):
        found[ord(sign)] = ord(plain)
    # an underscore is a dash beside full-width signs only
    for sign in "_~\u00a0\u1680\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))):
        found[ord(sign)] = -1
    return found


def _simple() -> Points:
    found = np.arange(TABLE, dtype=np.int32)
    found[ord("A") : ord("Z") + 1] += 32
    for traditional, simplified in zip(*pairs(), strict=True):
        found[ord(traditional)] = ord(simplified)
    return found


@cache
def lexicon() -> Lexicon:
    """Built once per process, in some tenths of a second."""
    made = _Writer()
    made.fixed[CLASSES:HALF], made.fixed[HALF:SIMPLE], made.fixed[SIMPLE:CITY_ENDS] = (
        _classes(),
        _half(),
        _simple(),
    )
    _places(made)
    _numbers(made)
    made.words(PLACEHOLDERS, words("placeholders"))
    made.words(FORMS, words("legal_forms"))
    made.words(TRADES, words("trades"))
    made.words(TITLES, words("titles"))
    made.words(SURNAMES, words("double_surnames"))
    return made.lexicon()


def _places(made: _Writer) -> None:
    """Cities and provinces, numbered as in `knowledge`, and what names and addresses begin with."""
    city = {name: at for at, name in enumerate(cities())}
    province = {name: at for at, name in enumerate(provinces())}
    made.words(CITIES, cities())
    made.words(PROVINCES, provinces())
    made.heads(CITY_HEADS, _sole(cities()))
    made.heads(PROVINCE_HEADS, _sole(provinces()))
    inside = [(place, at) for name, at in city.items() for place in (name, f"{name}市")]
    made.words(INSIDE, [place for place, _ in inside], [at for _, at in inside])
    heads = name_heads()
    known = [(word, city.get(named or "", NONE)) for word, named in heads.values() if word is not None]
    fronts = {word: at for at, (word, _) in enumerate(known)}
    made.words(FRONTS, list(fronts), [at for _, at in known])
    made.heads(
        FRONT_HEADS, {head: SEVERAL if word is None else fronts[word] for head, (word, _) in heads.items()}
    )
    made.fixed[CITY_ENDS:MOBILES] = 0
    for name in plain_cities():
        made.fixed[CITY_ENDS + ord(name[-1])] = 1
    for name in ("北京", "上海", "天津", "重庆"):
        made.fixed[MUNICIPAL + province[name]] = city[name]
    of: dict[str, set[str]] = {}
    for row in table("divisions"):
        of.setdefault(row["city_short"], set()).add(row["province_short"])
    for name, found in of.items():
        if len(found) == 1:
            made.fixed[PROVINCE_OF + city[name]] = province[next(iter(found))]


def _numbers(made: _Writer) -> None:
    made.fixed[MOBILES:AREAS] = 0
    made.fixed[AREA_SIZES:MUNICIPAL] = 0
    for row in table("mobile_prefixes"):
        made.fixed[MOBILES + int(row["prefix"])] = 2 if row["type"] == "virtual" else 1
    for number, row in enumerate(table("area_codes")):
        made.fixed[AREAS + int(row["area"])] = number
        made.fixed[AREA_SIZES + int(row["area"])] = ("7" in row["digits"]) + 2 * ("8" in row["digits"])
