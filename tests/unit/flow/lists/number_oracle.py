"""A slow, plain reading of number cells, written from product §2.2 alone; it knows nothing of how cleaning does it.

A cell is cut into groups of digits. Neighbouring groups form numbers; every way to use up all groups is tried. Where
exactly one list of numbers comes out, that is the answer; where several do, or none, the cell has no clear meaning
and the oracle is silent (`None`). Which numbers can exist is asked of libphonenumber, not of the product's tables.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import product

import phonenumbers

LOST = re.compile(r"(?<![\d.])\d(?:\.\d+)?[eE]\+?\d{1,2}(?!\d)")
"""A number as a spreadsheet shows it when it does not fit: its digits are gone."""
_FLOAT = re.compile(r"(?<=\d)\.0+(?!\d)")
_INSIDE = re.compile(r"[-. ]|--|\(|\)[- ]?| \(|-\(")
_UNUSUAL = re.compile(r"(?<=\d)(?!(?:[-. ]|--|\(|\)[- ]?| \(|-\(| - |  )\d)[-. ()]+(?=\d)")
"""Signs of a number between digits, but put together as nobody does."""
_EXTENSION = re.compile(r"[ (]*(?:转|分机|分机号|ext\.?|x|#)[ :.]*", re.IGNORECASE)
_VIRTUAL = ("162", "165", "167", "170", "171")


@dataclass(frozen=True)
class Read:
    """One number: E.164, kind (mobile, virtual, landline, service) and extension."""

    e164: str
    kind: str
    extension: str | None = None


@dataclass(frozen=True)
class Group:
    """Digits that stand together, and what stands between them and the group before."""

    digits: str
    gap: str


def read_cell(cell: str) -> tuple[Read, ...] | None:
    """The numbers of a cell in order, without doubles; None when its meaning is not clear."""
    text = _FLOAT.sub("", unicodedata.normalize("NFKC", cell.replace("…", ";")).strip(" '\t\r\n\u3000"))
    if LOST.search(text):
        return () if LOST.fullmatch(text) else None
    alone = _short_service(text)
    if alone:
        return (alone,)
    segments = _segments(text)
    if _UNUSUAL.search(text) or any(_is_unclear(segment) for segment in segments):
        return None
    choices = [_readings(segment) for segment in segments]
    if any(len(found) != 1 for found in choices):
        return None
    for before, after, segment in zip(choices, choices[1:], segments[1:], strict=False):
        if not segment[0].gap.strip("-. ()") and {()} in (before, after):
            return None
    numbers: dict[str, Read] = {}
    for one in product(*choices):
        for number in (n for reading in one for n in reading):
            numbers.setdefault(number.e164, number)
    return tuple(numbers.values())


def _short_service(text: str) -> Read | None:
    """A 95… or 96… number: only where nothing else is in the cell."""
    sizes = {"95": (5, 6, 8), "96": (5, 6)}.get(text[:2], ())
    return Read(f"+86{text}", "service") if text.isdecimal() and len(text) in sizes else None


def _segments(text: str) -> list[list[Group]]:
    """Groups that may belong together: between them stand blanks, hyphens, brackets or a word for extension."""
    segments: list[list[Group]] = []
    end = 0
    for match in re.finditer(r"\d+", text):
        gap = text[end : match.start()]
        near = bool(segments) and bool(_INSIDE.fullmatch(gap) or _EXTENSION.fullmatch(gap))
        plus = gap.endswith(("+", "+(")) or text[: match.start()].endswith("(+")
        group = Group(("+" if plus else "") + match.group(), gap)
        if near and not plus:
            segments[-1].append(group)
        else:
            segments.append([group])
        end = match.end()
    return segments


def _is_unclear(groups: list[Group]) -> bool:
    """Brackets not around an area code, a digit torn off, a foreign prefix, a landline that may have lost its 0."""
    for group, following in zip(groups, [*groups[1:], Group("", "")], strict=True):
        opened, closed = group.gap.endswith("("), following.gap.startswith(")")
        if (
            not _EXTENSION.fullmatch(group.gap)
            and (opened or closed)
            and not (opened and closed and len(group.digits) <= 5)
        ):
            return True
        if re.match(r"\+(?!86)|00(?!86)", group.digits):
            return True
    torn = any(
        len(group.digits) < 3 and group.gap in (" ", ".") for group in groups[1:] if group.digits != "10"
    )
    lost = (
        len(groups) == 1
        and re.fullmatch(r"[2-9]\d{8,10}|10\d{8}", groups[0].digits)
        and not groups[0].digits.startswith("86")
    )
    return torn or (bool(lost) and national(groups[0].digits) is None)


def _readings(groups: list[Group]) -> set[tuple[Read, ...]]:
    """Every list of numbers that uses up all groups; a few digits alone are no number and read as none."""
    found = set(_all_readings(groups))
    if not found and sum(len(group.digits) for group in groups) < 5:
        return {()}
    if not found and len(groups) == 1 and not groups[0].digits.startswith("+"):
        return {()}
    return found


def _all_readings(groups: list[Group]) -> list[tuple[Read, ...]]:
    if not groups:
        return [()]
    found: list[tuple[Read, ...]] = []
    for size in range(1, len(groups) + 1):
        if any(_EXTENSION.fullmatch(group.gap) for group in groups[1:size]):
            break
        number = national("".join(group.digits for group in groups[:size]))
        if number is None or _cut_oddly(groups[:size], number):
            continue
        rest = groups[size:]
        found += [(number, *others) for others in _all_readings(rest) if not _is_extension(rest)]
        if rest and _may_be_extension(number, rest[0]):
            extended = Read(number.e164, number.kind, rest[0].digits)
            found += [(extended, *others) for others in _all_readings(rest[1:])]
    return found


def _cut_oddly(groups: list[Group], number: Read) -> bool:
    """Whether a gap is elsewhere than behind country code, trunk 0 or area code, or inside the subscriber's part."""
    bare = number.e164.removeprefix("+86")
    area = _area(bare) if number.kind == "landline" else 3
    written = "".join(group.digits for group in groups)
    at = 0
    for group in groups[:-1]:
        at += len(group.digits)
        left = len(written) - at
        if left < 3 or (number.kind == "landline" and 0 < len(bare) - area - left < 3):
            return True
        if left > len(bare) - area and left != len(bare) and written[:at] not in ("86", "+86", "0086"):
            return True
    return False


def _is_extension(rest: list[Group]) -> bool:
    return bool(rest) and _EXTENSION.fullmatch(rest[0].gap) is not None


def _may_be_extension(number: Read, group: Group) -> bool:
    if not 1 <= len(group.digits) <= 6 or group.digits.startswith("+"):
        return False
    return _EXTENSION.fullmatch(group.gap) is not None or (
        number.kind != "mobile" and group.gap in ("-", "--")
    )


@cache
def national(digits: str) -> Read | None:
    """Digits as one Chinese number that can exist; a landline needs its area code behind 0 or a country code."""
    plus = digits.startswith("+")
    digits = digits.lstrip("+")
    country = False
    for prefix in ("0086", "86"):
        if (
            digits.startswith(prefix)
            and len(digits) - len(prefix) >= 10
            and (prefix == "0086" or plus or len(digits) > 11)
        ):
            digits, country = digits[len(prefix) :], True
            break
    if plus and not country:
        return None
    bare = digits.removeprefix("0")
    if re.fullmatch(r"1[3-9]\d{9}", bare) and _exists(bare):
        return Read(f"+86{bare}", "virtual" if bare.startswith(_VIRTUAL) else "mobile")
    if re.fullmatch(r"[48]00\d{7}", digits):
        return Read(f"+86{digits}", "service")
    if (country or bare != digits) and _is_landline(bare):
        return Read(f"+86{bare}", "landline")
    return None


def _is_landline(bare: str) -> bool:
    """An area code that exists and a subscriber number of its size; these never begin with 0, 1 or 9."""
    if not re.fullmatch(r"\d{9,11}", bare) or not _exists(bare):
        return False
    area = _area(bare)
    return bool(area) and bare[area] in "2345678" and len(bare) - area in (7, 8)


def _area(bare: str) -> int:
    """How many digits of a landline are its area code; 0 when it has none."""
    return int(phonenumbers.length_of_geographical_area_code(phonenumbers.parse(f"+86{bare}")))


def _exists(bare: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(f"+86{bare}"))
