"""Customers to practise with: each says its lines with pauses to answer in, and hangs up after the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from callwright.adapters.asterisk.customers.script import Script
from callwright.adapters.asterisk.customers.sound import RATE, alaw, alaw_of_wav, babble, silence
from callwright.rules.practice.profiles import Profile, profiles

RINGING = 1500
"""Milliseconds a practice customer lets it ring."""
WAITS_ON = 4.0
"""Seconds between the last line and hanging up."""
_WORDS = 6


@dataclass(frozen=True, slots=True)
class PracticeVoice:
    """What one profile sounds like: an A-law file and its length."""

    code: str
    path: Path
    seconds: float


def prepare_practice(folder: Path, spoken: Path | None) -> tuple[PracticeVoice, ...]:
    """A file for every profile below `folder`: from CODE.wav in `spoken`, else humming in the rhythm of its lines."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_prepared(one, folder, spoken) for one in profiles())


def practice_patterns(voices: tuple[PracticeVoice, ...]) -> Mapping[str, str]:
    """How the called number says with whom one practises."""
    return {_label(one.code): f"sip:practice-{one.code}-[0-9a-f]*@" for one in voices}


def practice_branches(script: Script, voices: tuple[PracticeVoice, ...]) -> None:
    """Before all other behaviours: these numbers end in anything."""
    for one in voices:
        script.branch(_label(one.code))


def practice_customers(script: Script, voices: tuple[PracticeVoice, ...]) -> None:
    """The behaviour of each: ring, answer, say the lines once, hang up unless the agent does."""
    for one in voices:
        script.pick_up(_label(one.code), after=RINGING)
        script.play(one.path, times=1)
        stays = int((one.seconds + WAITS_ON) * 1000)
        script.wait_for("BYE", milliseconds=stays, otherwise="hang-up", then="bye")


def _prepared(profile: Profile, folder: Path, spoken: Path | None) -> PracticeVoice:
    wav = spoken / f"{profile.code}.wav" if spoken else None
    data = alaw_of_wav(wav) if wav is not None and wav.exists() else _hummed(profile)
    path = folder / f"practice-{profile.code}.al"
    path.write_bytes(data)
    return PracticeVoice(profile.code, path, len(data) / RATE)


def _hummed(profile: Profile) -> bytes:
    """Nobody takes this for speech, and nobody for a dead line: the page says that no synthesiser is installed."""
    parts = [part for _ in profile.lines for part in (babble(_WORDS), silence(profile.pause))]
    return alaw(np.concatenate(parts[:-1]))


def _label(code: str) -> str:
    return "practice_" + code.replace("-", "_")
