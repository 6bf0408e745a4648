"""The recognisers: the default engine on a model made for tests, installing, and what is said when there is none."""

import pytest
from tests.factories.fake_sense_voice import install
from tests.factories.voice import RATE, channel

from callwright.adapters.speech.recognition import SENSE_VOICE, LocalRecognition
from callwright.adapters.speech.sense_voice import SenseVoice
from callwright.adapters.speech.whisper import _pieces
from callwright.adapters.speech.writing import tidy


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return install(tmp_path_factory.mktemp("model"))


def test_the_default_engine_writes_down_each_stretch_with_the_times_of_its_words(made):
    heard = SenseVoice(made, "sensevoice").hear(
        channel(9.0, (1.0, 3.0), (5.0, 8.0)), RATE, [(1.0, 3.0), (5.0, 8.0)]
    )
    assert [(one.start, one.end, one.text) for one in heard] == [
        (1.0, 3.0, "您究竟买不买呢？"),
        (5.0, 8.0, "您究竟买不买呢？"),
    ]
    words = heard[1].words
    assert "".join(text for text, _, _ in words) == "您究竟买不买呢"
    assert all(start < end for _, start, end in words)
    assert 4.7 <= words[0][1] <= words[-1][2] <= 8.1


def test_a_long_stretch_is_heard_in_pieces_and_nothing_is_heard_in_nothing(made):
    engine = SenseVoice(made, "sensevoice")
    assert [(one.start, one.end) for one in engine.hear(channel(61.0), RATE, [(0.0, 60.0)])] == [
        (0.0, 20.0),
        (20.0, 40.0),
        (40.0, 60.0),
    ]
    assert engine.hear(channel(1.0), RATE, []) == []


def test_without_a_model_there_is_no_recogniser_and_what_is_missing_is_named(tmp_path):
    recognition = LocalRecognition(tmp_path)
    assert (recognition.recogniser(), recognition.missing()) == (None, SENSE_VOICE)
    assert [one.installed for one in recognition.models()] == [False, False]


def test_a_model_is_taken_from_a_folder_and_used(made, tmp_path):
    recognition = LocalRecognition(tmp_path)
    recognition.install(SENSE_VOICE, made)
    found = recognition.recogniser()
    assert found is not None
    assert (found.model, found.engine.split()[0]) == (SENSE_VOICE, "sherpa-onnx")
    assert recognition.recogniser() is found
    assert recognition.install(SENSE_VOICE) == tmp_path / SENSE_VOICE


def test_a_folder_without_the_model_installs_nothing(tmp_path):
    (tmp_path / "other").mkdir()
    recognition = LocalRecognition(tmp_path / "models")
    with pytest.raises(ValueError, match=r"model\.onnx"):
        recognition.install(SENSE_VOICE, tmp_path / "other")
    assert recognition.recogniser() is None
    assert list((tmp_path / "models").iterdir()) == []


def test_what_is_fetched_and_is_not_the_model_is_thrown_away(tmp_path, monkeypatch):
    from callwright.adapters.speech import recognition as module

    def fetch(work):
        (work / "model.onnx").write_bytes(b"an error page")
        (work / "tokens.txt").write_text("")

    known = module.KNOWN[SENSE_VOICE]
    monkeypatch.setitem(module.KNOWN, SENSE_VOICE, module._Known(**{**vars(known), "fetch": fetch}))
    with pytest.raises(ValueError, match="not the model"):
        LocalRecognition(tmp_path).install(SENSE_VOICE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("<|zh|><|ANGRY|><|Speech|><|withitn|>您好，請問您貴姓", "您好，请问您贵姓。"),
        ("你們的價格貴不貴嗎", "你们的价格贵不贵吗？"),
        ("好 的 ,谢谢", "好的，谢谢。"),
        ("OK, thanks", "OK, thanks。"),
        ("", ""),
        ("您看，", "您看。"),
    ],
)
def test_what_is_heard_is_written_in_simplified_characters_with_a_mark_at_its_end(raw, kept):
    assert tidy(raw) == kept


def test_words_with_a_long_pause_between_them_are_two_pieces():
    pieces = _pieces([("您好", 0.0, 0.5), ("请问", 0.7, 1.0), ("", 1.0, 1.1), ("在吗", 3.0, 3.4)])
    assert [(one.start, one.end, one.text) for one in pieces] == [
        (0.0, 1.0, "您好请问。"),
        (3.0, 3.4, "在吗？"),
    ]
