"""Practice customers: chosen by the called number before anything else, their lines or an honest hum, once."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET

import numpy as np
import soundfile

from callwright.adapters.asterisk.control.endpoints import trunk_objects
from callwright.adapters.asterisk.customers.behaviours import customers_script
from callwright.adapters.asterisk.customers.practising import practice_patterns, prepare_practice
from callwright.adapters.asterisk.customers.sound import RATE, linear
from callwright.adapters.asterisk.customers.voices import prepare_voices
from callwright.flow.calls.ports import Trunk
from callwright.rules.practice.profiles import number_of, profiles


def test_without_a_synthesiser_they_hum_where_the_lines_would_be_and_are_silent_between(tmp_path):
    voices = prepare_practice(tmp_path, None)
    for profile, voice in zip(profiles(), voices, strict=True):
        samples = np.abs(linear(voice.path.read_bytes()))
        seconds = samples[: len(samples) // RATE * RATE].reshape(-1, RATE).max(axis=1)
        assert voice.seconds == len(samples) / RATE
        assert seconds[0] > 0.1, "somebody is heard at once"
        assert (seconds < 0.01).sum() >= (len(profile.lines) - 1) * (profile.pause - 2)


def test_what_was_spoken_ahead_is_what_is_said(tmp_path):
    (spoken := tmp_path / "spoken").mkdir()
    soundfile.write(spoken / "busy.wav", np.full(24_000 * 3, 0.25), 24_000)
    busy, price, *_ = prepare_practice(tmp_path / "made", spoken)
    assert busy.seconds == 3
    assert abs(float(linear(busy.path.read_bytes()).mean()) - 0.25) < 0.02
    assert price.seconds > 10


def test_the_number_alone_decides_also_when_it_ends_like_another_customers(tmp_path):
    patterns = practice_patterns(prepare_practice(tmp_path, None))
    for place in range(500):
        for one in profiles():
            to = f"<sip:{number_of(one.code, uuid.UUID(int=place * 997))}@127.0.0.1:5080>"
            fitting = [label for label, pattern in patterns.items() if re.search(pattern, to)]
            assert fitting == [f"practice_{one.code.replace('-', '_')}"]


def test_the_script_asks_for_practice_numbers_first_and_stays_a_scenario(tmp_path):
    practice = prepare_practice(tmp_path, None)
    text = customers_script(prepare_voices(tmp_path / "v"), practice=practice)
    tree = ET.fromstring(text.split("\n", 2)[2])
    branches = [one.attrib["test"] for one in tree.iter("nop") if "test" in one.attrib]
    assert branches[: len(practice)] == [f"is_{label}" for label in practice_patterns(practice)]
    played = [
        one.attrib["rtp_stream"] for one in tree.iter("exec") if "practice-" in one.attrib["rtp_stream"]
    ]
    assert [one.rsplit(",", 2)[1] for one in played] == ["1"] * len(practice)


def test_nobody_is_taken_for_a_caller_on_the_way_to_practice_customers():
    practice = Trunk("callwright-practice", "127.0.0.1:5080", takes_calls=False)
    assert [kind for kind, *_ in trunk_objects(practice)] == ["aor", "endpoint"]
    assert "identify" in {kind for kind, *_ in trunk_objects(Trunk("gateway", "127.0.0.1:5070"))}
