"""The shipped checks: well-formed, honest about how right they are, and one version a day."""

from datetime import date

from ops.describe_checks import PLACE, document

from callwright.rules.insights.accuracy import accuracy
from callwright.rules.insights.labelled import dialogues, of_half
from callwright.rules.insights.language import read_check
from callwright.rules.insights.shipped import all_versions, checks

DAY = date(2026, 12, 1)


def test_the_reference_tells_the_figures_of_today() -> None:
    assert PLACE.read_text("utf-8") == document(), "run `python ops/describe_checks.py`"


def test_the_labelled_set_is_large_and_its_halves_share_no_dialogue() -> None:
    agents = sum(said.speaker == "agent" for one in dialogues() for said in one.talk.sentences)
    assert agents >= 400
    assert {one.name for one in of_half("tune")}.isdisjoint(one.name for one in of_half("test"))


def test_the_families_keep_their_bar_on_the_half_they_are_tuned_on() -> None:
    for one in accuracy(checks(DAY), "tune"):
        assert one.precision is not None
        assert one.recall is not None
        assert (one.precision >= 0.9, one.recall >= 0.8) == (True, True), one.family


def test_every_check_is_written_again_as_it_was_read() -> None:
    for one in all_versions():
        assert read_check(one.as_written()) == one


def test_no_check_holds_before_its_day_and_the_companys_version_from_its_own() -> None:
    (first,) = (one for one in checks(DAY) if one.code == "polite.rude")
    own = read_check({**first.as_written(), "from": "2026-12-05", "number": 1})
    assert checks(date(2025, 12, 31)) == []
    assert [one for one in checks(date(2026, 12, 4), [own]) if one.code == first.code] == [first]
    assert [one for one in checks(date(2026, 12, 5), [own]) if one.code == first.code] == [own]
