"""Speaks the sample calls into a folder: each distinct sentence once, then each call mixed from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from callwright.app.sample.chance import dice
from callwright.app.sample.speech.mix import LINE_RATE, SpokenTurn, mix_call, to_line, trim, write_wav
from callwright.app.sample.speech.script import Dialog, Script, load_script
from callwright.app.sample.speech.voice import AGENT_PITCH, CUSTOMER_PITCH, SAMPLE_RATE, Audio, Voice

SENTENCES, TURNS, RECORDINGS = "sentences", "turns", "recordings"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Take:
    """One call to speak: the file's name, the dialog, and how fast (and high) this agent speaks."""

    file_name: str
    dialog: str
    pace: float


def record_calls(folder: Path, takes: list[Take], *, progress: Progress | None = None) -> list[Path]:
    """Make every take's WAV in ``folder/recordings`` and its truth in ``folder/turns``; what exists is kept.

    Spoken sentences stay in ``folder/sentences`` for the next time. ``progress(done, total)`` counts sentences to
    speak plus calls to mix. Safe to run again when killed.
    """
    for name in (SENTENCES, TURNS, RECORDINGS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    script = load_script()
    dialogs = {dialog.name: dialog for dialog in script.dialogs}
    missing = [take for take in takes if not recording_of(folder, take).exists()]
    names = sorted({line.sentence for take in missing for line in dialogs[take.dialog].lines})
    total = len(names) + len(missing)
    report = progress or _silent
    clips = _speak(folder / SENTENCES, names, script, lambda done: report(done, total))
    for number, take in enumerate(missing, start=1):
        _mix(folder, take, dialogs[take.dialog], script, clips)
        report(len(names) + number, total)
    return [recording_of(folder, take) for take in takes]


def recording_of(folder: Path, take: Take) -> Path:
    """Where a take's WAV is."""
    return folder / RECORDINGS / take.file_name


def turns_of(folder: Path, take: Take) -> Path:
    """Where the truth of a take's turns is."""
    return (folder / TURNS / take.file_name).with_suffix(".json")


def measure_lengths() -> dict[str, float]:
    """Seconds of every spoken sentence after trimming: what ``lengths.yaml`` records."""
    script, voice = load_script(), Voice()
    return {
        name: round(len(_spoken(voice, name, text)) / SAMPLE_RATE, 3)
        for name, text in script.sentences.items()
    }


def _silent(done: int, total: int) -> None:
    """Nobody asked for progress."""
    del done, total


def _spoken(voice: Voice, name: str, text: str) -> Audio:
    return trim(voice.say(text, pitch=AGENT_PITCH if name.startswith("a_") else CUSTOMER_PITCH))


def _speak(cache: Path, names: list[str], script: Script, report: Callable[[int], None]) -> dict[str, Audio]:
    voice: Voice | None = None
    clips: dict[str, Audio] = {}
    for number, name in enumerate(names, start=1):
        kept = cache / f"{name}.npy"
        if kept.exists():
            clips[name] = np.load(kept)
        else:
            voice = voice or Voice()
            clips[name] = _spoken(voice, name, script.sentences[name])
            part = cache / f"{name}.part.npy"
            np.save(part, clips[name])
            part.replace(kept)
        report(number)
    return clips


def _mix(folder: Path, take: Take, dialog: Dialog, script: Script, clips: dict[str, Audio]) -> None:
    """Place each line after the one before it, as its pause says, and write the file and its truth."""
    clock, placed, turns = 0.0, [], []
    for line in dialog.lines:
        clip = to_line(clips[line.sentence], pace=take.pace)
        start = max(0.3, clock + line.pause)
        end = start + len(clip) / LINE_RATE
        channel = 0 if line.by_agent else 1
        placed.append((channel, start, clip))
        turns.append(SpokenTurn(channel, round(start, 3), round(end, 3), script.sentences[line.sentence]))
        clock = max(clock, end)
    seed = dice("line noise", take.file_name).randrange(2**31)
    seconds = script.call_seconds(dialog, take.pace)
    truth = [asdict(turn) for turn in turns]
    turns_of(folder, take).write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    write_wav(recording_of(folder, take), mix_call(placed, seconds=seconds, seed=seed))
