"""Where a number is: country, states with rules of their own, every clock the called party may live by."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from callwright.registers.contacts.contracts import Contact, Place
from callwright.registers.contacts.decide.places import place_of
from callwright.registers.contacts.decide.us_states import US_STATES, state_in


@pytest.mark.parametrize(
    ("number", "country", "regions", "zones"),
    [
        ("+8613800138000", "cn", (), ("Asia/Shanghai",)),
        ("+869912345678", "cn", (), ("Asia/Shanghai",)),
        ("+12125551234", "us", ("us-ny",), ("America/New_York",)),
        ("+13055551234", "us", ("us-fl",), ("America/Chicago", "America/New_York")),
        ("+14055551234", "us", ("us-ok",), ("America/Chicago",)),
        ("+442079460000", "gb", (), ("Europe/London",)),
        ("+493012345678", "de", (), ("Europe/Berlin",)),
        ("+14165551234", "ca", (), ("America/Toronto",)),
        ("+33142685300", "fr", (), ("Europe/Paris",)),
    ],
)
def test_a_number_tells_its_place(
    number: str, country: str, regions: tuple[str, ...], zones: tuple[str, ...]
):
    assert place_of(number) == Place(country, regions, zones)


def test_who_moved_and_kept_the_number_lives_by_both_clocks_and_both_laws():
    place = place_of("+12125551234", "Miami, FL")
    assert place.regions == ("us-fl", "us-ny")
    assert place.zones == ("America/Chicago", "America/New_York")


def test_a_toll_free_number_may_be_anywhere_unless_an_address_says_where():
    assert len(place_of("+18005551234").zones) > 20
    assert place_of("+18005551234", "Honolulu, HI").zones == ("Pacific/Honolulu",)


def test_what_nobody_can_read_has_no_country():
    assert place_of("+9").country == ""
    assert place_of("nonsense").country == ""


def test_a_place_comes_back_from_its_key():
    for number in ("+8613800138000", "+13055551234", "+18005551234", "+9"):
        assert Place.of_key(place_of(number).key) == place_of(number)


def test_a_state_is_found_by_its_name_and_its_letters():
    assert state_in("Miami, FL") == "FL"
    assert state_in("oklahoma") == "OK"
    assert state_in("上海市") is None
    assert len(US_STATES) == 51


@pytest.mark.parametrize(
    ("province", "city", "place"),
    [("上海", "上海", "上海浦东新区"), ("江苏", "苏州", "江苏苏州浦东新区"), ("", "", "浦东新区")],
)
def test_a_city_that_is_its_own_province_is_named_once(province: str, city: str, place: str) -> None:
    contact = Contact(
        uuid.uuid4(), "某公司", "", province, city, "浦东新区", "", (), datetime(2026, 11, 20, tzinfo=UTC)
    )
    assert contact.place == place
