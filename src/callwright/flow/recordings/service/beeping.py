"""Sound that leaves the house: stretches that may not be heard carry a beep, its end says who took it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from callwright.flow.recordings.contracts import Recording
from callwright.flow.recordings.decide import beeping
from callwright.flow.recordings.decide.wav import Wav, parse_wav
from callwright.flow.recordings.ports import SoundVault
from callwright.flow.recordings.service.sounds import Sound, open_sound
from callwright.platform.db import Session

HEAD = 1 << 20
"""The sound begins within so many bytes of any file the house keeps."""
PIECE = 1 << 18


@dataclass(frozen=True)
class BeepedSound:
    """A recording as a WAV file of `size` bytes with `stretches` (frames) covered; read it in order, piece by piece."""

    recording_id: uuid.UUID
    size: int
    stretches: tuple[tuple[int, int], ...]
    _sound: Sound
    _layout: Wav
    _tail: bytes

    async def pieces(self) -> AsyncIterator[bytes]:
        """The whole file; nobody's memory holds all of it. RecordingGone, RecordingDamaged as for `Sound.read`."""
        for at in range(0, self._sound.size, PIECE):
            piece = await asyncio.to_thread(self._read, at)
            yield beeping.with_length(piece, self.size) if at == 0 else piece
        yield self._tail

    def _read(self, at: int) -> bytes:
        piece = self._sound.read(at, min(PIECE, self._sound.size - at))
        return beeping.beeped(piece, at, self._layout, self.stretches)


async def open_beeped(
    session: Session, vault: SoundVault, found: Recording, *, spans: Sequence[tuple[float, float]], note: str
) -> BeepedSound:
    """The sound of a recording with a beep over `spans` (seconds) and `note` in its last chunk.

    Raises as `open_sound`.
    """
    sound = await open_sound(session, vault, found)
    head = await asyncio.to_thread(sound.read, 0, min(HEAD, sound.size))
    layout = parse_wav(head, sound.size)
    tail = b"\0" * (sound.size % 2) + beeping.note_chunk(note)
    stretches = beeping.frames_of(spans, layout)
    return BeepedSound(found.id, sound.size + len(tail), stretches, sound, layout, tail)
