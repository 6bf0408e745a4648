"""Random calls: the gate and the plain sentences of law agree on every one, and on when waiting helps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from tests.factories.calling_law import BROKEN, broken_by, wishes
from tests.factories.judged import ask

COUNT = 20_000


def test_no_barred_call_passes_and_no_lawful_one_is_stopped():
    seen: Counter[str] = Counter()
    for one in wishes(COUNT, seed=4):
        broken = broken_by(one)
        answer = ask(one)
        assert answer.allowed == (not broken), (one, broken, answer.barred_by)
        seen.update(broken or {"lawful"})
    assert seen["lawful"] > COUNT / 50
    assert set(seen) == {"lawful", *BROKEN}


def test_until_is_the_first_moment_at_which_no_sentence_is_broken():
    looked_at = 0
    for one in wishes(4_000, seed=5):
        answer = ask(one)
        if answer.allowed or answer.until is None:
            continue
        looked_at += 1
        assert not broken_by(replace(one, at=answer.until)), (one, answer.until)
        before = (answer.until - one.at) / 7
        for step in range(7):
            assert broken_by(replace(one, at=one.at + before * step)), (one, answer.until, step)
        assert broken_by(replace(one, at=answer.until - timedelta(seconds=1)))
    assert looked_at > 300


def test_the_sentence_names_the_rule_in_both_languages():
    for one in wishes(2_000, seed=6):
        answer = ask(one)
        if not answer.allowed:
            assert answer.rule in answer.barred_by
            assert len(answer.text.zh) > 5
            assert len(answer.text.en) > 15
            assert "{" not in answer.text.zh + answer.text.en
