"""The lines of the customers to practise with, spoken ahead into a folder: CODE.wav for each profile."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from callwright.app.sample.speech.customers import write_voice
from callwright.app.sample.speech.voice import SAMPLE_RATE, Audio, Voice, available
from callwright.rules.practice.profiles import Profile, profiles


def speak_practice(folder: Path) -> bool:
    """Speak what is missing or was spoken from other lines; False when no synthesiser is installed and some is missing.

    The lines are spoken in Chinese: the synthesiser knows no other language.
    """
    missing = [one for one in profiles() if not _is_spoken(folder, one)]
    if not missing:
        return True
    if not available():
        return False
    folder.mkdir(parents=True, exist_ok=True)
    voice = Voice()
    for one in missing:
        write_voice(folder / f"{one.code}.wav", _said(voice, one))
        _mark(folder, one).write_text(_digest(one))
    return True


def _said(voice: Voice, profile: Profile) -> Audio:
    pause = np.zeros(int(profile.pause * SAMPLE_RATE), np.float32)
    parts: list[Audio] = []
    for line in profile.lines:
        parts += [voice.say(line.zh, pitch=profile.pitch), pause]
    return np.concatenate(parts[:-1])


def _is_spoken(folder: Path, profile: Profile) -> bool:
    mark = _mark(folder, profile)
    return (
        (folder / f"{profile.code}.wav").exists() and mark.exists() and mark.read_text() == _digest(profile)
    )


def _mark(folder: Path, profile: Profile) -> Path:
    return folder / f"{profile.code}.lines"


def _digest(profile: Profile) -> str:
    """Lines that were changed are spoken anew."""
    said = [*(line.zh for line in profile.lines), str(profile.pitch), str(profile.pause)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
