"""Reading moments and durations the way phone systems write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

BLANK = frozenset(
    {"", "-", "--", "---", "0", "n/a", "na", "null", "none", "nan", "无", "未接", "未接听", "/"}
)
_ZERO_DATE = re.compile(r"^(0000[-/]00[-/]00|1970[-/]01[-/]01|1900[-/]01[-/]0[01])([ T]0?0:00(:00)?)?$")
_WRITTEN = re.compile(
    r"^(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?[\sT]*"
    r"(?P<half>上午|下午|中午|晚上|凌晨|AM|PM)?\s*"
    r"(?:(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{1,2})?\s*[:：分]?\s*(?P<second>\d{1,2})?(?:\.\d+)?\s*秒?)?"
    r"\s*(?P<half_after>AM|PM)?$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})[\sT]?(\d{2}):?(\d{2}):?(\d{2})$")
_NUMBER = re.compile(r"^\d+(\.\d+)?$")
_CLOCK = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:\.\d+)?$")
_UNITS = re.compile(
    r"^(?:(\d+)\s*(?:小时|时|h|hours?))?\s*(?:(\d+)\s*(?:分钟|分|m|min|minutes?))?\s*(?:(\d+)(?:\.\d+)?\s*(?:秒钟?|s|sec|seconds?))?$",
    re.IGNORECASE,
)
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day count has no zone; it is attached later
_AFTERNOON = frozenset({"下午", "晚上", "pm"})


def is_blank(text: str) -> bool:
    """Whether a cell says "there is none" (empty, dashes, null, 0, a zero date)."""
    cleaned = text.strip().lower()
    return cleaned in BLANK or bool(_ZERO_DATE.match(cleaned))


def read_moment(text: str, zone: tzinfo, formats: Sequence[str] = ()) -> datetime:
    """A written moment as UTC, cut to whole seconds; ValueError when it cannot be read without guessing.

    Reads ISO with or without offset, `2026/10/1 9:00`, `2026年10月1日 下午3:05`, `20261001090000`,
    epoch seconds and milliseconds, spreadsheet day counts, and the given strptime `formats`. A moment
    without an offset is in `zone`. `10/01/2026` has two readings and is refused unless a format says which.
    """
    cleaned = text.strip()
    for form in formats:
        try:
            return _to_utc(datetime.strptime(cleaned, form), zone)  # noqa: DTZ007 - the zone is attached next
        except ValueError:
            continue
    if len(cleaned) >= 16 and cleaned[4:5] in "-/":
        try:
            return _to_utc(datetime.fromisoformat(cleaned.replace("/", "-")), zone)
        except ValueError:
            pass
    if _NUMBER.match(cleaned):
        return _from_number(cleaned, zone)
    return _to_utc(_from_words(cleaned), zone)


def read_seconds(text: str) -> int:
    """A written duration in whole seconds: `65`, `1:05`, `00:01:05`, `1分5秒`, `65000ms`; else ValueError."""
    cleaned = text.strip().lower()
    if _NUMBER.match(cleaned):
        return int(float(cleaned))
    millis = cleaned.removesuffix("ms").removesuffix("毫秒").strip()
    if millis != cleaned and _NUMBER.match(millis):
        return int(float(millis)) // 1000
    found = _CLOCK.match(cleaned) or (_UNITS.match(cleaned) if cleaned else None)
    if found is None:
        raise ValueError(f"not a duration: {text!r} (write seconds or 00:01:05)")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _to_utc(moment: datetime, zone: tzinfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    whole = aware.replace(microsecond=0) if aware.microsecond else aware
    return whole.astimezone(UTC)


def _from_number(text: str, zone: tzinfo) -> datetime:
    if len(text) == 14 and text[:2] in {"19", "20"}:
        return _to_utc(datetime.strptime(text, "%Y%m%d%H%M%S"), zone)  # noqa: DTZ007 - the zone is attached next
    value = float(text)
    if 1e12 <= value < 1e13:
        return datetime.fromtimestamp(value // 1000, UTC)
    if 5e8 <= value < 1e10:
        return datetime.fromtimestamp(int(value), UTC)
    if 30_000 <= value < 80_000:
        return _to_utc(_EXCEL_ZERO + timedelta(seconds=round(value * 86_400)), zone)
    raise ValueError(f"not a date-time: {text!r}")


def _from_words(text: str) -> datetime:
    compact = _COMPACT.match(text)
    if compact:
        return datetime(*(int(part) for part in compact.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - six ints; zone is attached later
    found = _WRITTEN.match(text)
    if found is None:
        raise ValueError(f"not a date-time: {text!r} (write it like 2026-10-01 09:00:00)")
    hour = int(found["hour"] or 0)
    half = (found["half"] or found["half_after"] or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in {"上午", "凌晨", "am"} and hour == 12:
        hour = 0
    return datetime(  # noqa: DTZ001 - the caller attaches the zone
        int(found["year"]),
        int(found["month"]),
        int(found["day"]),
        hour,
        int(found["minute"] or 0),
        int(found["second"] or 0),
    )
