"""The spoken calls: what is written is heard where the truth says, on the right channel."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from callwright.app.sample.speech import script, studio, voice
from callwright.app.sample.speech.studio import Take

TAKES = [Take("a.wav", "callback_meeting", 1.0), Take("b.wav", "wrong_person", 1.04)]


def read(path: Path) -> np.ndarray:
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getsampwidth()) == (2, 8_000, 2)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    return samples.reshape(-1, 2).astype(np.float64) / 32_768


def test_every_dialog_uses_known_sentences_and_both_parties_speak():
    known = script.load_script()
    assert len(known.dialogs) >= 20
    for dialog in known.dialogs:
        assert {line.sentence for line in dialog.lines} <= set(known.sentences)
        assert {line.by_agent for line in dialog.lines} == {True, False}
        assert 18 <= known.call_seconds(dialog, 1.0) <= 90


def test_every_sentence_is_used_and_measured():
    known = script.load_script()
    used = {line.sentence for dialog in known.dialogs for line in dialog.lines}
    assert used == set(known.sentences)
    assert set(known.lengths) == set(known.sentences)


def test_the_script_shows_what_the_insights_look_for():
    known = script.load_script()
    pauses = [line.pause for dialog in known.dialogs for line in dialog.lines]
    assert max(pauses) >= 9
    assert sum(pause < 0 for pause in pauses) >= 15
    assert any("究竟" in text for text in known.sentences.values())


def test_without_the_synthesiser_it_says_so_in_both_languages(monkeypatch):
    monkeypatch.setattr(voice, "_package_folder", lambda: None)
    assert not voice.available()
    assert "make setup" in voice.MISSING.zh
    assert "make setup" in voice.MISSING.en
    with pytest.raises(RuntimeError, match="synthesiser"):
        voice.Voice()


@pytest.fixture(scope="module")
def studio_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not voice.available():
        pytest.skip("the synthesiser is installed by make setup")
    folder = tmp_path_factory.mktemp("studio")
    steps: list[tuple[int, int]] = []
    studio.record_calls(folder, TAKES, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1]
    return folder


def test_turns_are_heard_where_the_truth_says(studio_folder):
    for take in TAKES:
        sound = read(studio.recording_of(studio_folder, take))
        turns = json.loads(studio.turns_of(studio_folder, take).read_text("utf-8"))
        spoken = np.zeros(sound.shape, bool)
        for turn in turns:
            begin, end = int(turn["start"] * 8_000), int(turn["end"] * 8_000)
            assert level(sound[begin:end, turn["channel"]]) > -32
            spoken[begin:end, turn["channel"]] = True
        for channel in (0, 1):
            assert level(sound[~spoken[:, channel], channel]) < -45


def test_a_call_lasts_as_long_as_its_record_says(studio_folder):
    for take in TAKES:
        dialog = next(one for one in script.load_script().dialogs if one.name == take.dialog)
        seconds = len(read(studio.recording_of(studio_folder, take))) / 8_000
        assert abs(seconds - script.load_script().call_seconds(dialog, take.pace)) < 0.5


def test_a_second_run_makes_only_what_is_missing_and_the_same_sound(studio_folder):
    lost, kept = (studio.recording_of(studio_folder, take) for take in TAKES)
    before, untouched = lost.read_bytes(), kept.stat().st_mtime_ns
    lost.unlink()
    studio.record_calls(studio_folder, TAKES)
    assert lost.read_bytes() == before
    assert kept.stat().st_mtime_ns == untouched


def level(samples: np.ndarray) -> float:
    """Loudness in dB under full scale."""
    return float(20 * np.log10(np.sqrt((samples**2).mean()) + 1e-9))
