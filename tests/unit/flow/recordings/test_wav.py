"""WAV bytes are read as they are: whole, cut, unfinished, of other codings, or not WAV at all."""

import numpy as np
import pytest
from tests.factories.voice import RATE, wav, wav_header

from callwright.flow.recordings.decide.peaks import outline, read_outline
from callwright.flow.recordings.decide.wav import decode, parse_wav, repaired
from callwright.flow.recordings.errors import NotAWav

LEFT = np.linspace(-0.9, 0.9, RATE, dtype=np.float32)
RIGHT = np.zeros(RATE, np.float32)


def test_a_whole_stereo_file_keeps_its_channels():
    content = wav([LEFT, RIGHT])
    layout = parse_wav(content)
    assert (layout.channels, layout.rate, layout.frames, layout.truncated) == (2, RATE, RATE, False)
    sound = decode(content, layout)
    assert np.abs(sound[:, 0] - LEFT).max() < 1e-3
    assert np.abs(sound[:, 1]).max() == 0


def test_a_file_cut_in_the_middle_keeps_what_is_there():
    content = wav([LEFT, RIGHT])[:-9_001]
    layout = parse_wav(content)
    assert layout.truncated
    assert layout.frames == (RATE * 4 - 9_001) // 4
    again = parse_wav(repaired(content, layout))
    assert (again.truncated, again.frames) == (False, layout.frames)
    assert np.array_equal(decode(repaired(content, layout), again), decode(content, layout))


@pytest.mark.parametrize("claimed", [0, 0xFFFFFFFF])
def test_a_header_that_was_never_finished_is_a_cut_file(claimed):
    layout = parse_wav(wav([LEFT], claimed_bytes=claimed))
    assert (layout.truncated, layout.frames) == (True, RATE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"\x89PNG\r\n\x1a\n" + b"0" * 100,
        b"ID3\x04" + b"0" * 100,
        wav([LEFT])[:44],
        wav([LEFT])[:30],
        wav_header(2, RATE, 100, code=85) + b"0" * 100,
        wav_header(99, RATE, 100) + b"0" * 100,
    ],
)
def test_what_is_no_sound_is_refused(content):
    with pytest.raises(NotAWav):
        parse_wav(content)


def test_chunks_before_the_sound_are_skipped():
    plain = wav([LEFT])
    with_list = plain[:12] + b"LIST" + (5).to_bytes(4, "little") + b"INFO1\x00" + plain[12:]
    assert parse_wav(with_list).frames == RATE


@pytest.mark.parametrize(
    ("code", "bits", "raw", "values"),
    [
        (6, 8, bytes([0xD5, 0x55, 0xAA, 0x2A]), [0.000244, -0.000244, 0.984375, -0.984375]),
        (7, 8, bytes([0xFF, 0x7F, 0x80, 0x00]), [0.0, 0.0, 0.980347, -0.980347]),
        (1, 8, bytes([128, 0, 255]), [0.0, -1.0, 0.992188]),
        (1, 24, bytes([0, 0, 0x40, 0, 0, 0xC0]), [0.5, -0.5]),
        (3, 32, np.array([0.25, -0.5], "<f4").tobytes(), [0.25, -0.5]),
    ],
)
def test_other_codings_are_decoded(code, bits, raw, values):
    content = wav_header(1, RATE, len(raw), code=code, bits=bits) + raw
    assert decode(content, parse_wav(content))[:, 0].tolist() == pytest.approx(values, abs=1e-4)


def test_peaks_show_each_channel():
    lows_highs = read_outline(outline(np.stack([LEFT, RIGHT], axis=1), 100), 2)
    (lows, highs), (quiet, _) = lows_highs
    assert (len(lows), len(highs), max(quiet)) == (100, 100, 0)
    assert lows[0] == pytest.approx(-0.9, abs=0.02)
    assert highs[-1] == pytest.approx(0.9, abs=0.02)
    short = read_outline(outline(np.zeros((3, 1), np.float32), 100), 1)
    assert len(short[0][0]) == 3
