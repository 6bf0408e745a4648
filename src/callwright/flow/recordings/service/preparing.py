"""Reading one file before anything is said about it: is it a recording, is it whole, how does it look."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from callwright.flow.recordings.decide.peaks import outline
from callwright.flow.recordings.decide.wav import Wav, decode, parse_wav

AGENT_ON_LEFT = 0
"""The channel agents are on by default: left; customers are on the right."""


@dataclass(frozen=True)
class Prepared:
    """A file that can be played. It is not kept yet."""

    name: str
    content: bytes = field(repr=False)
    sha256: str
    wav: Wav
    outline: bytes = field(repr=False)


def prepare(source: Path | bytes, name: str) -> Prepared:
    """Read a file and compute its peaks. Blocking: run in a thread. Raises NotAWav."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    wav = parse_wav(content)
    return Prepared(Path(name).name, content, sha256(content).hexdigest(), wav, outline(decode(content, wav)))
