"""Reading one file before anything is said about it: is it a recording, is it whole, how does it look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from callwright.flow.recordings.decide.peaks import outline
from callwright.flow.recordings.decide.wav import Wav, decode, parse_wav, repaired
from callwright.platform.files import FileStore, StoredFile

AGENT_ON_LEFT = 0
"""The channel agents are on by default: left; customers are on the right."""


@dataclass(frozen=True)
class Prepared:
    """A file that is kept and can be played."""

    file: StoredFile
    play_key: str
    wav: Wav
    outline: bytes


def prepare(path: Path, name: str, store: FileStore) -> Prepared:
    """Keep the original (and a repaired copy when it was cut) and compute its peaks. Blocking: run in a thread.

    Raises NotAWav; nothing is kept then.
    """
    content = path.read_bytes()
    wav = parse_wav(content)
    shape = outline(decode(content, wav))
    kept = store.put(path, name)
    play_key = store.put(repaired(content, wav), name).key if wav.truncated else kept.key
    return Prepared(kept, play_key, wav, shape)
