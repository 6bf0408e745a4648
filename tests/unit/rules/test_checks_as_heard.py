"""How right the checks are on recognised speech: worked out from what was heard, and shown for every family."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from callwright.rules.insights.accuracy import accuracy
from callwright.rules.insights.conversation import AGENT
from callwright.rules.insights.heard import accuracy_as_heard, hearing, hearings
from callwright.rules.insights.labelled import Dialogue, of_half
from callwright.rules.insights.shipped import checks

DAY = date(2026, 12, 1)
FACTS: dict[str, Any] = {
    "engine": "an engine 1.0",
    "model": "a model",
    "voice": "a voice",
    "line": "a line",
    "made_on": DAY,
    "characters": 200,
    "character_errors": 10,
}


def well_heard(one: Dialogue) -> dict[str, Any]:
    """A dialogue of which every sentence was written down as it stands."""
    lines = [
        f"{said.speaker[0]} {said.start:.2f} {said.end:.2f} {said.position}: {said.text}"
        for said in one.talk.sentences
    ]
    return {"id": one.name, "seconds": one.talk.seconds, "lines": "\n".join(lines) + "\n"}


def of(dialogues: list[dict[str, Any]]):
    return hearing({**FACTS, "dialogues": dialogues})


def test_what_was_heard_without_a_slip_is_judged_as_the_text_is() -> None:
    heard = of([well_heard(one) for one in of_half("test")])
    assert heard.error_rate == 0.05
    written = [(one.family, one.wrong, one.found, one.rightly) for one in accuracy(checks(DAY), "test")]
    judged = accuracy_as_heard(checks(DAY), heard)
    assert [(one.family, one.wrong, one.found, one.rightly) for one in judged] == written


def test_what_was_not_heard_is_missed_and_still_counts() -> None:
    empty = of([{"id": one.name, "seconds": 9.0, "lines": ""} for one in of_half("test")])
    for one in accuracy_as_heard(checks(DAY), empty):
        assert (one.found, one.rightly, one.recall) == (0, 0, 0.0)
        assert one.wrong > 0


def test_a_hit_on_a_line_of_several_sentences_counts_for_the_one_that_offends() -> None:
    dialogue = next(
        one
        for one in of_half("test")
        if len(one.talk.sentences) > 2 and one.talk.sentences[0].speaker == AGENT
    )
    agents = [said.position for said in dialogue.talk.sentences if said.speaker == AGENT]
    joined = f"a 0.50 9.00 {','.join(map(str, agents))}: 您究竟买不买\n"
    heard = of([{"id": dialogue.name, "seconds": 10.0, "lines": joined}])
    one = next(one for one in accuracy_as_heard(checks(DAY), heard) if one.family == "no_ultimatum")
    offending = sum("no_ultimatum" in faults for faults in dialogue.wrong)
    assert (one.found, one.rightly) == (max(1, offending), offending)


def test_dialogues_that_left_the_test_half_do_not_count_and_what_cannot_be_read_is_named() -> None:
    known = next(of_half("test"))
    assert len(of([well_heard(known), {"id": "long spent", "seconds": 1.0, "lines": ""}]).dialogues) == 1
    with pytest.raises(ValueError, match="cannot read"):
        of([{"id": known.name, "seconds": 1.0, "lines": "x 1 2: 您好\n"}])


def test_enough_of_the_test_half_was_heard_for_every_family() -> None:
    assert hearings(), "run `python ops/hear_checks.py`"
    for heard in hearings():
        for one in accuracy_as_heard(checks(DAY), heard):
            assert (one.sentences > 500, one.wrong > 50) == (True, True), "run `python ops/hear_checks.py`"
