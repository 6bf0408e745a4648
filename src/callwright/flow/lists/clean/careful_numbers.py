"""Numbers in one cell, read with all care: the meaning that the fast set-based tiers (`numbers`) must agree with.

Used for the distinct cells those tiers leave over. Rules: product §2.2, data in `data/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers

from callwright.flow.lists.clean.contracts import NumberType
from callwright.flow.lists.clean.knowledge import table, words

FULL_WIDTH = "０１２３４５６７８９－＋（）．　：，；／＃ｘＸ—–‐－_~～·"
HALF_WIDTH = "0123456789-+(). :,;/#xX-----   "
_HALF = str.maketrans(FULL_WIDTH[: len(HALF_WIDTH)], HALF_WIDTH)
LOST_DIGITS = re.compile(r"(?<![\d.])\d(?:\.\d+)?[eE]\+?\d{1,2}(?!\d)")
_FLOAT_TAIL = re.compile(r"(?<=\d)\.0+(?!\d)")
_FOREIGN = re.compile(r"(?:\+|(?<!\d)00)(?!86)[1-9](?:[-. ()]{0,2}\d){6,14}(?!\d)")
_SEPARATOR = r"[-. ]{0,3}"
_COUNTRY = rf"(?:(?:\+|(?<!\d)00)?86{_SEPARATOR})"
_SPOKEN_EXTENSION = re.compile(
    r"\s*[(]?\s*(?:转|分机号?|ext\.?|x|#)\s*[:.]?\s*(\d{1,6})\)?(?!\d)", re.IGNORECASE
)
_EXTENSION = re.compile(
    _SPOKEN_EXTENSION.pattern + r"|-{1,2}(\d{1,6})(?!\d|-(?![48]00)\d)|\s?\((\d{1,6})\)(?!\s?\d)",
    re.IGNORECASE,
)
_GROUPED_MOBILE = re.compile(r"1\d\d([- ])\d{4}\1\d{4}(?!\d)")
_LOCAL = re.compile(r"\s*(?:[/,、;|或和]|\s)\s*([2-8](?:[- ]?\d){6,7})(?![\d-])")
_RUN = re.compile(r"\d(?:[-. ()]{0,2}\d)*")


@dataclass(frozen=True)
class Found:
    """One number; `area` is the area code of a landline (without trunk 0)."""

    e164: str
    type: NumberType
    area: str | None = None
    extension: str | None = None


@dataclass(frozen=True)
class Extraction:
    """The numbers of a cell, in order and without doubles, or the code why there is none."""

    numbers: tuple[Found, ...]
    code: str | None


def half_width(cell: str) -> str:
    """Full-width digits and signs as plain ones."""
    return cell.translate(_HALF)


def extract(cell: str, default_country: str = "CN") -> Extraction:
    """All numbers of a cell."""
    text = _FLOAT_TAIL.sub("", half_width(cell))
    lost = LOST_DIGITS.search(text) is not None
    text = LOST_DIGITS.sub(" ", text)
    found: dict[str, Found] = {}
    for number, _, _ in sorted(_located(text, default_country), key=lambda item: item[1]):
        found.setdefault(number.e164, number)
    if found:
        return Extraction(tuple(found.values()), None)
    return Extraction((), "number_lost_digits" if lost else why_none(text))


def _located(text: str, default_country: str) -> list[tuple[Found, int, int]]:
    located = _located_abroad(text, default_country)
    text = _blanked(text, located)
    chinese = _chinese(text) if default_country == "CN" else _chinese_international(text)
    located += chinese
    if default_country != "CN":
        rest = _blanked(text, chinese)
        for seen in phonenumbers.PhoneNumberMatcher(rest, default_country):
            located.append((_typed(seen.number), int(seen.start), int(seen.end)))
    return located


def _located_abroad(text: str, default_country: str) -> list[tuple[Found, int, int]]:
    """Numbers of other countries. The 00 within a number of the Chinese plan, as in 138-1234-0092, begins none."""
    located: list[tuple[Found, int, int]] = []
    position = 0
    while match := _FOREIGN.search(text, position):
        position = match.end()
        if match.group().startswith("00") and _is_inside(text, match.start()):
            position = match.start() + 2
            continue
        number = _foreign(match.group(), default_country)
        if number is not None:
            located.append((number, match.start(), match.end()))
    return located


def _is_inside(text: str, place: int) -> bool:
    return any(start < place < end for _, start, end in _chinese(text))


def _blanked(text: str, located: list[tuple[Found, int, int]]) -> str:
    for _, start, end in located:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _foreign(raw: str, default_country: str) -> Found | None:
    digits = re.sub(r"\D", "", raw)
    digits = digits[2:] if raw.startswith("00") else digits
    try:
        number = phonenumbers.parse("+" + digits, default_country)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == 86 or not phonenumbers.is_valid_number(number):
        return None
    return _typed(number)


def _typed(number: phonenumbers.PhoneNumber) -> Found:
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Found(e164, "foreign", None, number.extension or None)


@cache
def _mobile_types() -> dict[str, NumberType]:
    return {
        row["prefix"]: "virtual" if row["type"] == "virtual" else "mobile" for row in table("mobile_prefixes")
    }


@cache
def _pattern() -> re.Pattern[str]:
    eight = [row["area"] for row in table("area_codes") if "8" in row["digits"].split("|")]
    seven = [row["area"] for row in table("area_codes") if "7" in row["digits"].split("|")]
    prefixes = "|".join("[-. ]?".join(prefix) for prefix in _mobile_types())
    mobile = rf"(?P<mobile>(?:{prefixes})(?:[-. ]{{0,2}}\d){{8}})(?!\d)"
    service = r"(?P<service>[48]00(?:[-. ]{0,2}\d){7})(?!\d)"
    landline = "|".join(
        rf"(?P<area{size}>{'|'.join(areas)})[)]?[-. )]{{0,3}}"
        rf"(?P<local{size}>[2-8](?:[-. ]?\d){{{size - 3}}}[-. ]?\d\d)(?!\d)"
        for size, areas in ((8, eight), (7, seven))
    )
    lead = rf"(?<!\d)(?P<country>[(]?{_COUNTRY}[)]?{_SEPARATOR})?"
    return re.compile(
        rf"{lead}(?:(?P<trunk>[(]?0{_SEPARATOR})?(?:{mobile}|{landline})|(?P<paren>[(])?{service})"
    )


def _chinese(text: str) -> list[tuple[Found, int, int]]:
    """Numbers of the Chinese plan: mobile, landline (trunk 0 or +86 in front), 400/800.

    Only where nothing else stands in the cell also 95/96, and a landline whose 0 a spreadsheet took away.
    """
    located: list[tuple[Found, int, int]] = []
    position = 0
    while match := _pattern().search(text, position):
        numbers, end = _read(text, match)
        located += [(number, match.start(), end) for number in numbers]
        position = end if numbers else match.start() + 1
    if not located:
        located += [(number, 0, len(text)) for number in _alone(text.strip(" '\""))]
    return located


def _read(text: str, match: re.Match[str]) -> tuple[list[Found], int]:
    if match["mobile"]:
        digits = re.sub(r"\D", "", match["mobile"])
        extension, end = _extension(text, match.end())
        return [Found(f"+86{digits}", _mobile_types()[digits[:3]], None, extension)], end
    if match["service"]:
        extension, end = _extension(text, match.end())
        return [Found("+86" + re.sub(r"\D", "", match["service"]), "service", None, extension)], end
    size = 8 if match["area8"] else 7
    if not match["trunk"] and not match["country"]:
        return [], match.end()
    area, local = match[f"area{size}"], re.sub(r"\D", "", match[f"local{size}"])
    extension, end = _extension(text, match.end())
    numbers = [Found(f"+86{area}{local}", "landline", area, extension)]
    while following := _LOCAL.match(text, end):
        digits = re.sub(r"\D", "", following.group(1))
        if len(digits) != size:
            break
        extension, end = _extension(text, following.end())
        numbers.append(Found(f"+86{area}{digits}", "landline", area, extension))
    return numbers, end


def _extension(text: str, position: int) -> tuple[str | None, int]:
    match = _EXTENSION.match(text, position)
    if match is None or _begins_number(text, match.start(match.lastindex or 0)):
        return None, position
    return match.group(match.lastindex or 0), match.end()


def _begins_number(text: str, position: int) -> bool:
    """Whether what looks like an extension is the beginning of the next number."""
    number = _pattern().match(text, position)
    if number is None:
        return False
    if number["mobile"] and not number["country"] and not number["trunk"]:
        return _GROUPED_MOBILE.match(text, position) is not None
    return bool(number["service"] or number["trunk"] or number["country"])


def _chinese_international(text: str) -> list[tuple[Found, int, int]]:
    """For a company outside China: Chinese numbers only with +86 or 0086 in front."""
    found = []
    for number, start, end in _chinese(text):
        if re.match(r"[(]?(?:\+|00)86", text[start:]):
            found.append((number, start, end))
    return found


def _alone(text: str) -> list[Found]:
    if not re.fullmatch(r"\d[\d -]*", text):
        return []
    digits = re.sub(r"\D", "", text)
    for row in table("service_numbers"):
        if (
            row["prefix"] in ("95", "96")
            and len(digits) == int(row["digits"])
            and digits.startswith(row["prefix"])
        ):
            return [Found(f"+86{digits}", "service")]
    if digits[0] in "0186" and not digits.startswith("10"):
        return []
    match = _pattern().fullmatch("0" + digits)
    return _read("0" + digits, match)[0] if match else []


def why_none(text: str) -> str:
    """Why a (half-width) text holds no usable number."""
    stripped = text.strip(" '\"")
    runs = [re.sub(r"\D", "", run) for run in _RUN.findall(stripped)]
    digits = max(runs, key=len, default="")
    if stripped in words("placeholders") or len(digits) < 3:
        return "number_missing"
    national = re.sub(r"^(?:0086|86(?=\d{9}))", "", digits)
    if len(set(national)) == 1 or national in "01234567890123456789":
        return "number_junk"
    if len(national) in (7, 8) and national[0] in "2345678" and not national.startswith(("400", "800")):
        return "number_without_area_code"
    if len(national.lstrip("0")) < 10 or (national.startswith("1") and len(national) < 11):
        return "number_too_short"
    return "number_too_long" if len(national.lstrip("0")) > 11 else "number_impossible"
