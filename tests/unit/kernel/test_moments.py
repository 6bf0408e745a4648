"""Moments and durations are read the way phone systems write them, and never guessed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from callwright.kernel.moments import is_blank, read_moment, read_seconds

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 10, 1, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-01 09:00:00",
        "2026-10-01 09:00",
        "2026/10/1 9:00",
        "2026/10/01 09:00:00",
        "2026-10-01T09:00:00",
        "2026-10-01T09:00:00+08:00",
        "2026-10-01T01:00:00Z",
        "2026-10-01 09:00:00.734",
        "20261001090000",
        "20261001 09:00:00",
        "2026年10月1日 9时0分0秒",
        "2026年10月01日 09:00:00",
        "2026年10月1日 上午9:00",
        "2026.10.1 9:00:00",
        "1790816400",
        "1790816400.25",
        "1790816400123",
        "46296.375",
    ],
)
def test_the_same_moment_is_read_from_every_spelling(written):
    assert read_moment(written, SHANGHAI) == NINE


def test_afternoon_and_midnight_words_shift_the_hour():
    assert read_moment("2026年10月1日 下午3:05", SHANGHAI).hour == 7
    assert read_moment("2026/10/1 12:30:00 AM", SHANGHAI) == datetime(2026, 9, 30, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["", "soon", "10/01/2026 09:00", "2026-13-01 09:00:00", "99", "2026-02-30 1:00"]
)
def test_what_has_no_single_reading_is_refused(written):
    with pytest.raises(ValueError):  # noqa: PT011 - any of the readers may say it
        read_moment(written, SHANGHAI)


def test_a_given_format_settles_what_would_be_ambiguous():
    assert read_moment("01/10/2026 09:00", SHANGHAI, ["%d/%m/%Y %H:%M"]) == NINE


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("65", 65),
        ("65.9", 65),
        ("1:05", 65),
        ("00:01:05", 65),
        ("1分5秒", 65),
        ("1小时2分", 3720),
        ("65秒", 65),
        ("65000ms", 65),
    ],
)
def test_durations_are_read_in_whole_seconds(written, seconds):
    assert read_seconds(written) == seconds


def test_a_duration_that_is_none_is_refused():
    for written in ("", "long", "1:2:3:4"):
        with pytest.raises(ValueError):  # noqa: PT011 - the message is for people
            read_seconds(written)


def test_cells_that_say_nothing_are_blank():
    assert all(
        is_blank(cell) for cell in ["", " - ", "NULL", "0000-00-00 00:00:00", "无", "1970-01-01 00:00:00"]
    )
    assert not is_blank("2026-10-01 09:00:00")
