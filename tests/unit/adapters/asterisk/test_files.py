"""When a recording counts as complete."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from callwright.adapters.asterisk.control.files import is_complete

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=1)


@pytest.fixture
def wav(tmp_path):
    def writing(*, said: int, there: int, age: timedelta = timedelta(0)):
        path = tmp_path / "one.wav"
        path.write_bytes(b"RIFF" + bytes(36) + said.to_bytes(4, "little") + bytes(there))
        moment = (NOW - age).timestamp()
        os.utime(path, (moment, moment))
        return path

    return writing


def test_a_finished_head_says_what_is_there(wav):
    assert is_complete(wav(said=3200, there=3200), now=NOW, switch_began=BEGAN)


@pytest.mark.parametrize(
    ("said", "there"), [(0, 3200), (3200, 1600), (0, 0)], ids=["no length", "short", "just begun"]
)
def test_what_is_being_written_is_not_complete(wav, said, there):
    assert not is_complete(wav(said=said, there=there), now=NOW, switch_began=BEGAN)


def test_a_recording_without_sound_is_complete_after_a_while(wav):
    assert is_complete(wav(said=0, there=0, age=timedelta(seconds=6)), now=NOW, switch_began=BEGAN)


def test_what_a_killed_switch_left_is_handed_over(wav):
    assert is_complete(wav(said=0, there=3200, age=timedelta(hours=2)), now=NOW, switch_began=BEGAN)
    assert not is_complete(wav(said=0, there=3200, age=timedelta(minutes=2)), now=NOW, switch_began=BEGAN)


def test_what_is_not_there_is_not_complete(tmp_path):
    assert not is_complete(tmp_path / "none.wav", now=NOW, switch_began=BEGAN)
