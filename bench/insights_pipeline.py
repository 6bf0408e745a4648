"""The whole pipeline (measured, written down, judged) beside the bare engine on the same stretches of sound.

`python -m bench.insights_pipeline [FOLDER]`: CPU seconds of both, their ratio (bar: 1.15). FOLDER is an installed model
(`callwright speech install` puts it into models/sensevoice or models/whisper-base of the data folder); without one a
made model of the default engine runs, which is so light that the ratio is shown but means little.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.clock import cpu
from tests.factories.fake_sense_voice import install
from tests.factories.voice import RATE
from tests.factories.voice_dialogues import dialogue

from callwright.adapters.speech.levels import LevelsThenSilero
from callwright.adapters.speech.sense_voice import SenseVoice
from callwright.adapters.speech.whisper import Whisper
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Speaker
from callwright.flow.insights.decide.sentences import sentences
from callwright.flow.insights.decide.spoken import conversation, spoken_measures
from callwright.flow.insights.ports import Recogniser
from callwright.flow.recordings.contracts import CallAudio
from callwright.rules.insights.judging import judge
from callwright.rules.insights.shipped import checks

BAR = 1.15
DIALOGUES = 2


def main(folder: str = "") -> float:
    """Print and return pipeline ÷ engine."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(folder) if folder else install(Path(made))
        engine: Recogniser = (
            Whisper(place, place.name) if (place / "model.bin").exists() else SenseVoice(place, place.name)
        )
        return measure(engine, "" if folder else " (made model)")


def measure(engine: Recogniser, note: str) -> float:
    """Both ways over the same dialogues."""
    talks = [CallAudio(RATE, (talk.agent, talk.customer)) for talk in map(dialogue, range(DIALOGUES))]
    detector, rules = LevelsThenSilero(), checks(date(2026, 12, 1))
    heard = [service.judge(talk, detector, 0)[1] for talk in talks]
    service.hear(talks[0], engine, heard[0][:2], 0)
    begun = cpu()
    for talk, turns in zip(talks, heard, strict=True):
        for channel, speaker in enumerate((Speaker.AGENT, Speaker.CUSTOMER)):
            engine.hear(
                talk.channels[channel], RATE, [(t.start, t.end) for t in turns if t.speaker is speaker]
            )
    bare = cpu() - begun
    begun = cpu()
    for talk in talks:
        _, turns = service.judge(talk, detector, 0)
        said = sentences(service.hear(talk, engine, turns, 0))
        spoken_measures(said)
        judge(conversation(said, talk.duration_seconds), rules)
    whole = cpu() - begun
    print(
        f"{engine.engine}{note}: engine {bare:.2f} CPU s, pipeline {whole:.2f}: x {whole / bare:.2f} (bar: {BAR})"
    )
    return whole / bare


if __name__ == "__main__":
    main(*sys.argv[1:])
