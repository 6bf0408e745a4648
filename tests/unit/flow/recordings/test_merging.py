"""Two sides become one sound: repaired, aligned at their beginning, agent on the left."""

import numpy as np
import pytest
from tests.factories.dialed_calls import BLANK_HEADER, UNFINISHED_HEADER
from tests.factories.voice import RATE, wav, wav_header

from callwright.flow.recordings.decide.merging import (
    Side,
    frames_of,
    lag_ms,
    merge,
    rate_of,
    read_side,
    resampled,
    stereo_header,
)
from callwright.flow.recordings.decide.peaks import outline, read_outline
from callwright.flow.recordings.decide.wav import decode, parse_wav
from callwright.flow.recordings.errors import NotAWav

RAMP = np.linspace(-0.9, 0.9, RATE, dtype=np.float32)
SOUND = (RAMP * 32767).astype("<i2").tobytes()


@pytest.mark.parametrize(
    ("content", "repaired"),
    [
        (wav([RAMP]), False),
        (UNFINISHED_HEADER + SOUND, True),
        (wav([RAMP], claimed_bytes=5 * len(SOUND)), True),
        (wav([RAMP], claimed_bytes=0xFFFFFFFF), True),
        (wav([RAMP], claimed_bytes=100), True),
        (BLANK_HEADER + SOUND, True),
    ],
)
def test_all_sound_that_is_there_is_read_whatever_the_header_says(content, repaired):
    side = read_side(content)
    assert (side.rate, side.repaired, side.samples.tobytes()) == (RATE, repaired, SOUND)


def test_half_a_sample_at_the_end_is_left_out():
    assert read_side(UNFINISHED_HEADER + SOUND + b"\x01").samples.size == RATE


def test_a_chunk_after_the_sound_is_no_sound():
    side = read_side(wav([RAMP]) + b"LIST\x04\x00\x00\x00INFO")
    assert (side.samples.size, side.repaired) == (RATE, False)


@pytest.mark.parametrize("content", [b"", UNFINISHED_HEADER, BLANK_HEADER, b"no sound at all" * 20])
def test_no_sound_is_said(content):
    with pytest.raises(NotAWav):
        read_side(content)


def test_another_coding_is_read_too():
    raw = bytes([0xD5, 0x55] * RATE)
    assert read_side(wav_header(1, RATE, len(raw), code=6, bits=8) + raw).samples.dtype == np.int16


def merged(agent, customer):
    out = np.zeros((frames_of(agent, customer), 2), "<i2")
    merge(agent, customer, out)
    content = stereo_header(len(out), rate_of(agent, customer)) + out.tobytes()
    layout = parse_wav(content)
    assert not layout.truncated
    return out, layout, decode(content, layout)


def test_the_shorter_side_ends_in_silence():
    agent = Side(np.full(RATE, 100, np.int16), RATE, repaired=False)
    customer = Side(np.full(RATE - 160, 200, np.int16), RATE, repaired=False)
    out, layout, _ = merged(agent, customer)
    assert (layout.channels, layout.frames, lag_ms(agent, customer)) == (2, RATE, -20)
    assert out[0].tolist() == [100, 200]
    assert out[-160].tolist() == [100, 0]


def test_one_side_alone_stays_on_its_channel():
    customer = Side(np.full(80, 200, np.int16), RATE, repaired=False)
    out, _, _ = merged(None, customer)
    assert out[:, 0].max() == 0
    assert out[:, 1].min() == 200
    assert lag_ms(None, customer) == 0


def test_sides_of_two_rates_meet_at_the_finer_one():
    tone = (8000 * np.sin(np.arange(RATE) * 2 * np.pi * 200 / RATE)).astype("<i2")
    coarse = Side(tone, RATE, repaired=False)
    fine = resampled(coarse, 2 * RATE)
    assert fine.size == 2 * RATE
    assert np.abs(fine[::2].astype(int) - tone).max() <= 1
    _, layout, _ = merged(coarse, Side(fine, 2 * RATE, repaired=False))
    assert (layout.rate, layout.frames) == (2 * RATE, 2 * RATE)


def test_the_outline_of_whole_numbers_is_that_of_fractions():
    stereo = np.stack([(RAMP * 32767).astype("<i2"), np.zeros(RATE, "<i2")], axis=1)
    exact = read_outline(outline(np.stack([RAMP, np.zeros_like(RAMP)], axis=1)), 2)
    whole = read_outline(outline(stereo, full=1 << 15), 2)
    assert np.abs(np.array(exact) - np.array(whole)).max() <= 0.01
