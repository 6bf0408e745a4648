"""The shipped checks: well-formed, honest about how right they are, and one version a day."""

import json
from datetime import date

import pytest
from ops.describe_checks import PLACE, document
from ops.learn_checks import learn, lessons, taught_from

from callwright.rules.insights.accuracy import accuracy
from callwright.rules.insights.case_functions import read_lines
from callwright.rules.insights.concepts import folder, read_concepts
from callwright.rules.insights.features import features
from callwright.rules.insights.judging import judge
from callwright.rules.insights.labelled import dialogues, of_half, phrases
from callwright.rules.insights.language import read_check
from callwright.rules.insights.resembling import model, versions
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


def test_the_shipped_model_is_what_its_command_learns_from_the_tune_half() -> None:
    version = versions()[-1]
    known = read_concepts(version)
    data = json.loads((folder() / version / "weights.json").read_text(encoding="utf-8"))
    assert data["learned_from"] == taught_from(), f"run `python ops/learn_checks.py {version}`"
    again = learn(version, list(lessons([*of_half("tune"), *phrases()], known)), known)
    for one in list(of_half("tune"))[::9]:
        shipped = model(version).likelihoods(one.talk.sentences, 0)
        assert again.likelihoods(one.talk.sentences, 0) == pytest.approx(shipped, abs=0.02)


def test_what_the_model_did_not_learn_from_is_measured_and_kept() -> None:
    figures = json.loads((folder() / versions()[-1] / "held_out.json").read_text(encoding="utf-8"))
    tune = {one.family: one for one in accuracy(checks(DAY), "tune")}
    for family, found in figures.items():
        assert found["sentences"] == tune[family].sentences
        assert 0.8 < found["precision"] < (tune[family].precision or 0), "learning by heart would be as good"


def test_a_hit_by_likeness_steps_back_where_a_phrase_says_it_better() -> None:
    talk = read_lines(
        [
            "坐席: 您究竟买不买呢",
            "客户: 你别催",
            "坐席: 想到天亮也是买，何必呢，付款码发您了",
            "客户: 我没说买",
        ]
    )
    family = [one for one in checks(DAY) if one.family == "no_ultimatum"]
    assert [hit.check.code for hit in judge(talk, family)] == [
        "no_ultimatum.buy_or_not",
        "no_ultimatum.presses",
    ]


def test_calls_of_earlier_days_are_judged_without_the_model() -> None:
    before = {one.code for one in checks(date(2026, 11, 30))}
    assert before == {one.code for one in checks(DAY) if not one.otherwise}
    assert all("resembles" not in str(one.as_written()) for one in checks(date(2026, 11, 30)))


def test_a_rule_names_a_model_that_is_there() -> None:
    (first,) = (one for one in checks(DAY) if one.code == "polite.harsh")
    asked = {"resembles": {"family": "polite", "model": "1999-01-01", "at_least": 0.5}}
    with pytest.raises(ValueError, match="there is no model 1999-01-01"):
        read_check(first.as_written() | {"when": asked})


def test_a_sentence_alone_has_no_features_of_what_stands_around() -> None:
    known = read_concepts(versions()[-1])
    said = read_lines(["客户: 我再考虑", "坐席: 考虑什么考虑，您直接签", "客户: 你催什么"]).sentences
    names = {name.split(" ")[0] for name in features(said, 1, known)}
    alone = {name.split(" ")[0] for name in features(said, 1, known, around=False)}
    around = {"echo", "after", "before"}
    assert around & names == around
    assert around & alone == set()


def test_every_check_is_written_again_as_it_was_read() -> None:
    for one in all_versions():
        assert read_check(one.as_written()) == one


def test_no_check_holds_before_its_day_and_the_companys_version_from_its_own() -> None:
    (first,) = (one for one in checks(DAY) if one.code == "polite.rude")
    own = read_check({**first.as_written(), "from": "2026-12-05", "number": 1})
    assert checks(date(2025, 12, 31)) == []
    assert [one for one in checks(date(2026, 12, 4), [own]) if one.code == first.code] == [first]
    assert [one for one in checks(date(2026, 12, 5), [own]) if one.code == first.code] == [own]
