"""Simulated customers and phones: their sound, their words on the wire, their script."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from hashlib import md5

import numpy as np
import pytest
import soundfile

from callwright.adapters.asterisk.customers.behaviours import customers_script
from callwright.adapters.asterisk.customers.sip_text import SipMessage, description, digest
from callwright.adapters.asterisk.customers.sound import alaw, alaw_of_wav, linear, tone
from callwright.adapters.asterisk.customers.voices import prepare_voices


def test_a_law_is_the_coding_of_the_standard():
    # ITU-T G.711, table 1a: values of the decision steps of the positive half
    known = {0: 0xD5, 8: 0xD5, 16: 0xD4, 1000: 0xFA, 32767: 0xAA, -1: 0x55, -1000: 0x7A, -32768: 0x2A}
    coded = alaw(np.array([value / 32767 for value in known]))
    assert list(coded) == list(known.values())


def test_a_law_comes_back_nearly_as_it_was():
    samples = tone(440, 0.5, loudness=0.8)
    back = linear(alaw(samples))
    noise = 10 * np.log10(np.mean((back - samples) ** 2) / np.mean(samples**2))
    assert noise < -35
    assert alaw(linear(bytes(range(256)))) == bytes(range(256))


def test_a_wav_of_another_rate_with_two_channels_becomes_8_kilohertz(tmp_path):
    time = np.arange(48000) / 48000
    both = np.stack([np.sin(2 * np.pi * 500 * time)] * 2, axis=1) * 0.5
    soundfile.write(tmp_path / "a.wav", both, 48000)
    samples = linear(alaw_of_wav(tmp_path / "a.wav"))
    spectrum = np.abs(np.fft.rfft(samples))
    assert abs(len(samples) - 8000) <= 1
    assert abs(int(spectrum.argmax()) - 500) <= 1


def test_every_label_that_is_gone_to_exists(tmp_path):
    script = customers_script(prepare_voices(tmp_path), talk_seconds=7)
    root = ET.fromstring(re.sub(r"<!DOCTYPE.*?>", "", script))
    labels = {one.get("id") for one in root.iter("label")}
    targets = {one.get(key) for one in root.iter() for key in ("next", "ontimeout")} - {None}
    assert targets <= labels
    assert len(labels) == len(list(root.iter("label"))), "no label twice"
    assert "7000" in {one.get("timeout") for one in root.iter("recv")}


def test_spoken_customers_come_from_a_folder(tmp_path):
    spoken = tmp_path / "spoken"
    spoken.mkdir()
    for name in ("li", "wang", "machine"):
        soundfile.write(spoken / f"{name}.wav", tone(300, 0.2), 8000)
    voices = prepare_voices(tmp_path / "voices", spoken)
    assert [path.stem for path in voices.spoken] == ["li", "wang"]
    assert voices.machine.stat().st_size == 1600


def test_without_a_folder_there_is_still_somebody_who_speaks(tmp_path):
    assert len(prepare_voices(tmp_path).spoken) == 1


def test_a_password_challenge_is_answered_as_prescribed():
    challenge = 'Digest realm="asterisk",nonce="n1",opaque="o1",algorithm=MD5,qop="auth"'
    text = digest(challenge, user="p1", password="pw", method="REGISTER", uri="sip:127.0.0.1:5060")
    values = dict(re.findall(r'(\w+)="?([^",]+)', text))

    def hashed(value: str) -> str:
        return md5(value.encode()).hexdigest()

    secret, what = hashed("p1:asterisk:pw"), hashed("REGISTER:sip:127.0.0.1:5060")
    assert values["response"] == hashed(f"{secret}:n1:00000001:{values['cnonce']}:auth:{what}")
    assert values["opaque"] == "o1"


@pytest.fixture
def invite() -> SipMessage:
    lines = [
        "INVITE sip:p1@127.0.0.1:40000 SIP/2.0",
        "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1",
        "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2",
        "From: <sip:a@127.0.0.1>;tag=f",
        "To: <sip:p1@127.0.0.1>",
        "Call-ID: x1",
        "CSeq: 7 INVITE",
    ]
    return SipMessage.parse("\r\n".join([*lines, "", description("192.0.2.1", 4242)]).encode())


def test_an_answer_repeats_what_it_must_and_carries_its_own_tag(invite):
    answer = SipMessage.parse(
        invite.answer(200, "OK", tag="t", contact="<sip:p1@127.0.0.1:40000>", body="v=0\r\n")
    )
    assert (answer.status, answer.via, answer.call_id) == (200, invite.via, "x1")
    assert answer.headers["to"] == "<sip:p1@127.0.0.1>;tag=t"
    assert answer.headers["cseq"] == "7 INVITE"
    assert answer.headers["content-length"] == "5"


def test_sound_goes_where_the_description_says(invite):
    assert (invite.method, invite.sound_address()) == ("INVITE", ("192.0.2.1", 4242))
