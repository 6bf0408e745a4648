"""Customers to practise with: what they say can be spoken, and their numbers are nobody's."""

from __future__ import annotations

import re
import uuid

import pytest

from callwright.rules.practice.profiles import (
    is_practice_number,
    number_of,
    profile_named,
    profiles,
)

CALL = uuid.UUID(int=7)


def test_the_objections_of_the_trade_are_there_with_names_in_both_languages():
    assert [one.code for one in profiles()] == ["busy", "price", "supplier", "distrust", "no-need"]
    for one in profiles():
        texts = (one.name, one.trains, *one.lines)
        assert all(text.zh and text.en for text in texts)
        assert len(one.lines) >= 4
        assert one.pause >= 4


@pytest.mark.parametrize("profile", profiles(), ids=lambda one: one.code)
def test_what_is_spoken_has_neither_digits_nor_latin_letters(profile):
    """The synthesiser reads neither."""
    assert not re.search(r"[0-9A-Za-z０-９]", "".join(line.zh for line in profile.lines))


def test_a_number_names_its_profile_and_its_call_and_is_no_telephone_number():
    numbers = {number_of(one.code, CALL) for one in profiles()}
    assert len(numbers) == len(profiles())
    assert all(is_practice_number(one) and not one.startswith("+") for one in numbers)
    for other in (
        "+8613800000000",
        "13800000000",
        "practice-busy",
        "practice--" + CALL.hex,
        "practice-1-" + CALL.hex,
    ):
        assert not is_practice_number(other)


def test_an_unknown_profile_is_none():
    assert profile_named("+8613800000000") is None
    assert profile_named("busy") == profiles()[0]
