"""The search for garbage rests only while somebody asked for it."""

from __future__ import annotations

import gc

import pytest

from callwright.platform.garbage import garbage_rests


def test_the_last_of_several_blocks_switches_the_search_on_again():
    assert gc.isenabled()
    with garbage_rests():
        with garbage_rests():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_switches_the_search_on_again():
    with pytest.raises(ValueError, match="broken"), garbage_rests():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_switched_the_search_off_for_good_finds_it_off_afterwards():
    gc.disable()
    try:
        with garbage_rests():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
