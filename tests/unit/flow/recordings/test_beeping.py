"""In the covered stretches there is the beep on every channel, and not one other byte is changed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.voice import RATE, wav, wav_header

from callwright.flow.recordings.decide.beeping import (
    TONE_HERTZ,
    TONE_LEVEL,
    beeped,
    frames_of,
    note_chunk,
    with_length,
)
from callwright.flow.recordings.decide.wav import decode, encode, parse_wav

NOISE = np.random.default_rng(3).uniform(-0.9, 0.9, RATE * 2).astype(np.float32)
CALL = wav([NOISE, NOISE[::-1]])
LAYOUT = parse_wav(CALL)
TONE = TONE_LEVEL * np.sin(2 * np.pi * TONE_HERTZ * np.arange(RATE * 2) / RATE)


def test_the_beep_replaces_both_channels_of_its_stretch_and_nothing_else():
    covered = beeped(CALL, 0, LAYOUT, frames_of([(0.5, 0.75), (1.9, 9.0)], LAYOUT))
    before, after = decode(CALL, LAYOUT), decode(covered, LAYOUT)
    inside = np.zeros(LAYOUT.frames, bool)
    inside[RATE // 2 : RATE * 3 // 4] = inside[int(1.9 * RATE) :] = True
    assert covered[: LAYOUT.offset] == CALL[: LAYOUT.offset]
    assert np.array_equal(after[~inside], before[~inside])
    for channel in (0, 1):
        assert np.abs(after[inside, channel] - TONE[inside]).max() < 1e-4


@given(cut=st.integers(0, len(CALL)), other=st.integers(0, len(CALL)))
def test_pieces_cut_anywhere_join_to_the_same_file(cut, other):
    stretches = frames_of([(0.1, 0.2), (0.5, 1.5)], LAYOUT)
    first, second = sorted((cut, other))
    parts = [(0, first), (first, second), (second, len(CALL))]
    joined = b"".join(beeped(CALL[low:high], low, LAYOUT, stretches) for low, high in parts)
    assert joined == beeped(CALL, 0, LAYOUT, stretches)


@pytest.mark.parametrize(
    ("code", "bits", "step"), [(1, 8, 1 / 128), (1, 16, 1e-4), (1, 24, 1e-6), (1, 32, 1e-6), (3, 32, 1e-6),
                               (3, 64, 1e-6), (6, 8, 0.01), (7, 8, 0.01)]
)  # fmt: skip
def test_the_beep_is_written_in_the_coding_of_the_recording(code, bits, step):
    silent = encode(np.zeros(RATE), parse_wav(wav_header(1, RATE, 8, code=code, bits=bits) + bytes(8)))
    content = wav_header(1, RATE, len(silent), code=code, bits=bits) + silent
    layout = parse_wav(content)
    sound = decode(beeped(content, 0, layout, [(100, 200)]), layout)[:, 0]
    assert np.abs(sound[100:200] - TONE[100:200]).max() <= step
    assert np.abs(np.delete(sound, slice(100, 200))).max() <= 0.001


def test_a_file_says_how_long_it_is_and_who_took_it():
    tail = note_chunk("张三 2026-11-20")
    whole = with_length(CALL, len(CALL) + len(tail)) + tail
    assert int.from_bytes(whole[4:8], "little") == len(whole) - 8
    assert parse_wav(whole) == LAYOUT
    assert "张三 2026-11-20".encode() in whole
    assert parse_wav(CALL[:200], len(CALL)) == LAYOUT
