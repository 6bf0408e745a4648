"""The parts of a sound that players ask for (RFC 9110 §14)."""

import pytest

from callwright.flow.recordings.decide.ranges import Unsatisfiable, asked_range


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("", None),
        ("bytes=0-99", (0, 100)),
        ("bytes=44-", (44, 1000)),
        ("bytes=900-5000", (900, 1000)),
        ("bytes=-100", (900, 1000)),
        ("bytes=-5000", (0, 1000)),
        ("bytes=0-0", (0, 1)),
        ("bytes=0-1,5-6", None),
        ("bytes=9-1", None),
        ("seconds=1-2", None),
        ("bytes=-", None),
    ],
)
def test_what_is_asked(header, asked):
    assert asked_range(header, 1000) == asked


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=-0", "bytes=2000-3000"])
def test_beyond_the_end(header):
    with pytest.raises(Unsatisfiable):
        asked_range(header, 1000)
