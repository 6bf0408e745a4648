"""Turns and measures of calls laid out by hand."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.insights.contracts import DEFINITIONS, Measures, Speaker
from callwright.flow.insights.decide.measures import measure, patience, same_channels, silence
from callwright.flow.insights.decide.turns import joined, turns_of

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def call(agent, customer, duration=60.0):
    return measure(duration, {AGENT: agent, CUSTOMER: customer}, turns_of(agent, customer))


def test_a_plain_talk_is_counted_turn_by_turn():
    found = call([(1, 3), (3.3, 5), (9, 11)], [(6, 8), (12, 14)], duration=15)
    assert (found.turns_agent, found.turns_customer) == (2, 2)
    assert found.talk_share_agent == pytest.approx(5.7 / 9.7, abs=1e-4)
    assert found.patience_seconds == 1.0
    assert (found.interruptions_by_agent, found.interruptions_by_customer) == (0, 0)
    assert (found.longest_monologue_seconds, found.longest_monologue_start) == (4.0, 1.0)


def test_a_sound_of_listening_is_no_turn_and_no_interruption():
    found = call([(0, 10)], [(4, 4.4), (12, 14)])
    assert (found.turns_agent, found.turns_customer) == (1, 1)
    assert found.interruptions_by_customer == 0
    assert found.longest_monologue_seconds == 10.0
    in_a_pause = call([(0, 4), (4.7, 10)], [(4.1, 4.5)])
    assert (in_a_pause.turns_agent, in_a_pause.turns_customer) == (1, 0)


def test_a_short_answer_after_a_question_is_a_turn():
    found = call([(0, 3), (5, 8)], [(3.5, 4.1)])
    assert (found.turns_agent, found.turns_customer) == (2, 1)
    assert found.longest_monologue_seconds == 3.0


def test_an_interruption_overlaps_and_takes_the_turn():
    by_agent = call([(3, 8)], [(0, 4)])
    assert (by_agent.interruptions_by_agent, by_agent.interruptions_by_customer) == (1, 0)
    by_customer = call([(0, 4)], [(3, 8)])
    assert (by_customer.interruptions_by_agent, by_customer.interruptions_by_customer) == (0, 1)


@pytest.mark.parametrize(
    "agent",
    [[(3.7, 8)], [(2, 3.5)], [(3.2, 4.1)], [(4.2, 8)]],
    ids=["hands over", "gives up", "too short", "waits"],
)
def test_what_only_looks_like_an_interruption_is_none(agent):
    assert call(agent, [(0, 4)]).interruptions_by_agent == 0


def test_a_monologue_ends_where_the_customer_speaks_or_may_speak():
    found = call([(0, 5), (6.5, 12), (20, 23)], [(30, 31.5)])
    assert (found.longest_monologue_seconds, found.longest_monologue_start) == (12.0, 0.0)
    broken = call([(0, 5), (8, 12)], [(5.5, 7.5)])
    assert broken.longest_monologue_seconds == 5.0


def test_silence_is_counted_from_the_first_word_to_the_end():
    share, longest = silence(20.0, [(10, 12), (11, 14), (16, 17)])
    assert (share, longest) == (0.5, (17, 20.0))
    assert silence(20.0, []) == (None, None)


def test_patience_is_the_median_pause_after_the_customer_finished():
    found = turns_of([(3, 4), (7, 8), (9.5, 12)], [(1, 2), (5, 6.5), (9, 10.5)])
    assert patience(found) == 0.75
    assert patience(turns_of([(0, 1)], [(2, 3)])) is None


def test_channels_that_cannot_be_told_apart_give_only_what_is_certain():
    mono = measure(10.0, {Speaker.UNKNOWN: [(1, 5)]}, ())
    assert (mono.talk_share_agent, mono.turns_agent, mono.patience_seconds) == (None, None, None)
    assert mono.silence_share == pytest.approx(5 / 9, abs=1e-3)
    twice = measure(10.0, {Speaker.UNKNOWN: [(1, 5)]}, (), identical=True)
    assert twice.identical_channels


def test_identical_channels_are_noticed_and_different_ones_are_not():
    chance = np.random.default_rng(0)
    left, right = chance.standard_normal((2, 8_000)).astype(np.float32)
    assert same_channels(left, left)
    assert same_channels(left, (-0.5 * left).astype(np.float32))
    assert not same_channels(left, right)
    assert not same_channels(left, np.zeros_like(left))
    assert not same_channels(np.zeros_like(left), np.zeros_like(left))


def test_every_measure_that_needs_one_has_a_definition():
    assert set(DEFINITIONS) <= set(Measures.__dataclass_fields__)
    assert all(text.zh and text.en for text in DEFINITIONS.values())


stretch = st.tuples(st.floats(0, 100), st.floats(0.05, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
speech = st.lists(stretch, max_size=12).map(lambda found: joined(found, 0.1))


@given(speech, speech)
def test_measures_stay_within_their_bounds(agent, customer):
    found = call(agent, customer, duration=120.0)
    assert found.talk_share_agent is None or 0 <= found.talk_share_agent <= 1
    assert found.silence_share is None or -1e-6 <= found.silence_share <= 1
    assert found.patience_seconds is None or found.patience_seconds >= 0
    turns = turns_of(agent, customer)
    assert turns_of(reversed(agent), reversed(customer)) == turns
    for speaker in (AGENT, CUSTOMER):
        own = [turn for turn in turns if turn.speaker is speaker]
        assert all(before.end <= after.start for before, after in pairwise(own))
    assert found.interruptions_by_agent <= found.turns_agent
