"""What simulated customers say: spoken files when a folder of them is given, made-up sounds otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from callwright.adapters.asterisk.customers.sound import Samples, alaw, alaw_of_wav, babble, silence, tone

CUSTOMER_HERTZ = 1000.0
"""The tone of a customer without words; agents' simulated phones use another, so that recordings can be told apart."""


@dataclass(frozen=True, slots=True)
class Voices:
    """A-law files. `spoken` are customers in conversation, chosen by the third-last digit of the number."""

    spoken: tuple[Path, ...]
    tone: Path
    machine: Path
    hello: Path
    announcement: Path


def prepare_voices(folder: Path, spoken: Path | None = None) -> Voices:
    """Fill `folder` with A-law files.

    `spoken` may hold machine, hello and announcement as .wav or .al; every other file there is a speaking customer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Samples] = {
        "customer": np.concatenate([babble(9), silence(1.5), babble(5), silence(2.0)]),
        "machine": np.concatenate([babble(14), silence(0.5), tone(1400, 0.4), silence(60)]),
        "hello": np.concatenate([babble(1), silence(20)]),
        "announcement": babble(40),
    }
    sounds = {name: alaw(samples) for name, samples in made.items()}
    people = {"customer": sounds["customer"]}
    for path in sorted(spoken.iterdir()) if spoken else ():
        if path.suffix in {".wav", ".al"}:
            data = alaw_of_wav(path) if path.suffix == ".wav" else path.read_bytes()
            (sounds if path.stem in sounds and path.stem != "customer" else people)[path.stem] = data
    if len(people) > 1:
        people.pop("customer")
    files = {name: _write(folder / f"{name}.al", data) for name, data in {**sounds, **people}.items()}
    return Voices(
        spoken=tuple(files[name] for name in people),
        tone=_write(folder / "tone.al", alaw(tone(CUSTOMER_HERTZ, 10))),
        machine=files["machine"],
        hello=files["hello"],
        announcement=files["announcement"],
    )


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
